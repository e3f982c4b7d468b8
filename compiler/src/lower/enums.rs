//! The `options=` lists of fields, one enum each.

use std::collections::{BTreeMap, BTreeSet};

use super::field::is_text;
use super::units::{Unit, file_name};
use super::{Context, doc};
use crate::ir::{Enum, EnumId, EnumValue, FileName, Name, Scalar, ScalarType};
use crate::resolve::FlatField;
use crate::resolve::embed::SOURCES;
use crate::source::Span;
use crate::tree::TagOption;
use crate::wire::{self, Shape, words};

/// Enums by the place of the field name that they were declared for; only fields with `options=` are known.
#[derive(Default)]
pub(super) struct Enums {
    pub(super) list: Vec<Enum>,
    known: BTreeMap<Span, Option<EnumId>>,
}

impl Enums {
    /// The enum of a field, if it has `options=` and a scalar to hold to them. `response` = a response carries it.
    pub(super) fn of_field(
        &mut self,
        context: &Context<'_>,
        unit: &Unit<'_>,
        flat: &FlatField<'_>,
        response: bool,
    ) -> Option<EnumId> {
        let options = option(flat, "options")?;
        let id = match self.known.get(&flat.name.span) {
            Some(known) => *known,
            None => {
                let id = declared(context, unit, flat, options).map(|enum_| {
                    self.list.push(enum_);
                    EnumId(self.list.len() - 1)
                });
                self.known.insert(flat.name.span, id);
                id
            }
        }?;
        // An answer may hold what a newer server added; what only requests carry has no unknown values.
        self.list[id.0].open |= response && context.wire.open_enums;
        Some(id)
    }
}

fn declared(context: &Context<'_>, unit: &Unit<'_>, flat: &FlatField<'_>, options: &TagOption) -> Option<Enum> {
    let shape = wire::shape(context.resolved, &flat.field.type_);
    let scalar = shape.item_scalar().filter(|scalar| *scalar != Scalar::Bool)?;
    let base = ScalarType { scalar, text: is_text(context, flat) };
    let mut seen = BTreeSet::new();
    let texts = wire::alternatives(options.value.as_deref().unwrap_or_default()).into_iter();
    let values: Vec<EnumValue> =
        texts.filter(|text| seen.insert(*text)).filter_map(|text| wire::enum_value(text, base)).collect();
    let default = option(flat, "default").and_then(|option| option.value.as_deref());
    let closed = is_scalar(&shape) && default.is_none_or(|default| values.iter().any(|value| value.text == default));
    let (mut name, file) = declaring(context, unit, flat);
    name.words.extend(words(&flat.name.text).words);
    let doc = doc::field(context, flat);
    (!values.is_empty()).then_some(Enum { name, base, file, doc, closed, values, open: false })
}

/// The first option of that name in a tag pair that names a source.
fn option<'a>(flat: &FlatField<'a>, name: &str) -> Option<&'a TagOption> {
    let pairs = flat.field.tag.as_ref().map_or(&[][..], |tag| &tag.pairs);
    let sources = pairs.iter().filter(|pair| SOURCES.iter().any(|(key, _)| *key == pair.key));
    sources.flat_map(|pair| &pair.options).find(|option| option.name == name)
}

/// Name and file of the struct that declares the field: the innermost embedded one, else the unit itself.
fn declaring(context: &Context<'_>, unit: &Unit<'_>, flat: &FlatField<'_>) -> (Name, FileName) {
    match flat.origin.last() {
        Some(id) => {
            let declared = context.resolved.type_(*id);
            (words(&declared.declaration.name.text), file_name(context, declared.source))
        }
        None => (unit.name.clone(), unit.file.clone()),
    }
}

/// Whether a shape is one that `string` in a tag speaks of: a scalar, not a list of them.
pub(super) fn is_scalar(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(_))
}
