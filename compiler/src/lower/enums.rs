//! The `options=` lists of fields, one enum each.

use std::collections::BTreeMap;

use super::units::Unit;
use super::{Context, doc};
use crate::ir::{Enum, EnumId, FileName, Scalar, ScalarType};
use crate::resolve::FlatField;
use crate::source::Span;
use crate::tree::TagPair;
use crate::wire::{self, Shape, words};

/// Enums by the place of the field name that they were declared for.
#[derive(Default)]
pub(super) struct Enums {
    pub(super) list: Vec<Enum>,
    known: BTreeMap<Span, EnumId>,
}

impl Enums {
    /// The enum of a field, if it has `options=` and a scalar to hold to them. `response` = a response carries it.
    pub(super) fn of_field(
        &mut self,
        context: &Context<'_>,
        unit: &Unit<'_>,
        flat: &FlatField<'_>,
        text: bool,
        response: bool,
    ) -> Option<EnumId> {
        let tag = flat.field.tag.as_ref()?;
        let option = tag
            .pairs
            .iter()
            .filter(|pair| is_source(pair))
            .flat_map(|pair| &pair.options)
            .find(|option| option.name == "options")?;
        let scalar =
            wire::shape(context.resolved, &flat.field.type_).item_scalar().filter(|scalar| *scalar != Scalar::Bool)?;
        let id = match self.known.get(&flat.name.span) {
            Some(id) => *id,
            None => {
                let base = ScalarType { scalar, text };
                let mut values: Vec<crate::ir::EnumValue> = Vec::new();
                for text in wire::alternatives(option.value.as_deref().unwrap_or_default()) {
                    if let Some(value) =
                        wire::enum_value(text, base).filter(|value| values.iter().all(|known| known.text != value.text))
                    {
                        values.push(value);
                    }
                }
                if values.is_empty() {
                    return None;
                }
                self.add(context, unit, flat, base, values)
            }
        };
        // An answer may hold what a newer server added; what only requests carry stays closed.
        self.list[id.0].open |= response && context.wire.open_enums;
        Some(id)
    }

    fn add(
        &mut self,
        context: &Context<'_>,
        unit: &Unit<'_>,
        flat: &FlatField<'_>,
        base: ScalarType,
        values: Vec<crate::ir::EnumValue>,
    ) -> EnumId {
        let id = EnumId(self.list.len());
        let (mut name, file) = declaring(context, unit, flat);
        name.words.extend(words(&flat.name.text).words);
        self.list.push(Enum { name, base, file, doc: doc::field(context, flat), values, open: false });
        self.known.insert(flat.name.span, id);
        id
    }
}

/// Name and file of the struct that declares the field: the innermost embedded one, else the unit itself.
fn declaring(context: &Context<'_>, unit: &Unit<'_>, flat: &FlatField<'_>) -> (crate::ir::Name, FileName) {
    match flat.origin.last() {
        Some(id) => {
            let declared = context.resolved.type_(*id);
            (words(&declared.declaration.name.text), super::units::file_name(context, declared.source))
        }
        None => (unit.name.clone(), unit.file.clone()),
    }
}

fn is_source(pair: &TagPair) -> bool {
    matches!(pair.key.as_str(), "path" | "form" | "header" | "json")
}

/// Whether a shape is one that `string` in a tag speaks of: a scalar, not a list of them.
pub(super) fn is_scalar(shape: &Shape<'_>) -> bool {
    matches!(shape, Shape::Scalar(_))
}
