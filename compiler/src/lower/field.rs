//! Fields with their wire facts.

use super::enums::{Enums, is_scalar};
use super::faces::{Faces, Side, struct_id};
use super::units::{Unit, Units};
use super::{Context, doc, wire_name};
use crate::ir::{
    Carried, EnumId, Field, Input, Int64, MapKey, Origin, Presence, Range, Scalar, ScalarType, Slot, Source, TypeRef,
};
use crate::resolve::FlatField;
use crate::resolve::embed::{SOURCES, Shown, pair};
use crate::tree::{TagPair, TypeExpression};
use crate::wire::{self, Absences, Shape, words};

/// Lowers fields; holds what all of them share.
pub(super) struct Fields<'a> {
    context: &'a Context<'a>,
    units: &'a Units<'a>,
    faces: &'a [Faces],
    pub(super) enums: Enums,
    absences: Absences,
}

/// How a struct is looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub(super) side: Side,
    /// Some answer carries it.
    pub(super) response: bool,
}

/// Tag keys whose text documents a field that has no comment (language.md §9 rule 4).
const DOC_KEYS: [&str; 4] = ["comment", "description", "doc", "label"];

impl<'a> Fields<'a> {
    pub(super) fn new(context: &'a Context<'a>, units: &'a Units<'a>, faces: &'a [Faces]) -> Self {
        let absences = Absences::new(context.wire.strict);
        Self { context, units, faces, enums: Enums::default(), absences }
    }

    /// The fields that a side sees of a unit.
    pub(super) fn of_unit(&mut self, unit: &Unit<'_>, seen: Seen) -> Vec<Field> {
        let shown = if seen.side == Side::Request { &unit.request } else { &unit.response };
        // They come in the order of the fields.
        let by_field = shown.chunk_by(|one, other| one.field == other.field);
        by_field.map(|shown| self.field(unit, &unit.fields[shown[0].field], shown, seen)).collect()
    }

    fn field(&mut self, unit: &Unit<'_>, flat: &FlatField<'_>, shown: &[Shown<'_>], seen: Seen) -> Field {
        let (context, type_) = (self.context, &flat.field.type_);
        let tag = flat.field.tag.as_ref();
        let slots: Vec<Slot> = shown.iter().map(|shown| self.slot(flat, shown)).collect();
        let text = is_text(context, flat);
        let enum_ = self.enums.of_field(context, unit, flat, seen.response);
        let file = seen.side == Side::Request && slots.iter().any(|slot| slot.source == Source::Form);
        let json = pair(tag, "json");
        Field {
            name: words(&flat.name.text),
            type_: self.type_ref(type_, seen.side, &Form { enum_, text, file, numbers: wire::is_byte_list(&slots) }),
            presence: Presence { input: combined(&slots), output: wire::output(context.resolved, json, type_) },
            range: self.range(flat, shown),
            slots,
            boxed: false,
            doc: doc::field(context, flat),
            origin: flat
                .origin
                .first()
                .map(|id| Origin { struct_: words(&context.resolved.type_(*id).declaration.name.text) }),
            example: pairs(flat).iter().find_map(|pair| option(pair, "example")).map(str::to_string),
            carried: carried(flat),
        }
    }

    fn slot(&mut self, flat: &FlatField<'_>, shown: &Shown<'_>) -> Slot {
        let pair = pair(flat.field.tag.as_ref(), source_key(shown.source));
        let input = wire::input(self.context.resolved, pair, &flat.field.type_, &mut self.absences);
        let fallback = pair.and_then(|pair| wire::fallback(self.context.resolved, pair, &flat.field.type_));
        Slot {
            source: shown.source,
            wire: wire_name(&shown.wire),
            input,
            fallback,
            inherit: has_option(pair, "inherit"),
        }
    }

    fn range(&self, flat: &FlatField<'_>, shown: &[Shown<'_>]) -> Option<Range> {
        let Shape::Scalar(scalar) = wire::shape(self.context.resolved, &flat.field.type_) else { return None };
        let numeric = matches!(scalar, Scalar::Int(_) | Scalar::Float32 | Scalar::Float64);
        let text =
            shown.iter().find_map(|shown| option(pair(flat.field.tag.as_ref(), source_key(shown.source))?, "range"))?;
        numeric.then(|| wire::range(text, scalar).ok()).flatten()
    }

    /// A type as the model refers to it.
    pub(super) fn type_ref(&self, type_: &TypeExpression, side: Side, form: &Form) -> TypeRef {
        self.of_shape(&wire::shape(self.context.resolved, type_), side, form)
    }

    fn of_shape(&self, shape: &Shape<'_>, side: Side, form: &Form) -> TypeRef {
        match shape {
            Shape::Scalar(scalar) => match form.enum_ {
                Some(id) => TypeRef::Enum(id),
                None => TypeRef::Scalar(ScalarType { scalar: *scalar, text: form.text || self.is_text(*scalar) }),
            },
            Shape::Any if form.file => TypeRef::File,
            Shape::Bytes if form.numbers => TypeRef::List(Box::new(TypeRef::Scalar(wire::BYTE))),
            Shape::Bytes => TypeRef::Bytes,
            Shape::List(item) => TypeRef::List(Box::new(self.of_shape(item, side, form))),
            Shape::Array(length, item) => {
                TypeRef::Array { length: *length, item: Box::new(self.of_shape(item, side, form)) }
            }
            Shape::Map(key, value) => {
                TypeRef::Map { key: map_key(key), value: Box::new(self.of_shape(value, side, &Form::default())) }
            }
            Shape::Struct(_) | Shape::Inline(_) => self
                .units
                .of_shape(shape)
                .and_then(|unit| struct_id(self.faces, unit, side))
                .map_or(TypeRef::Any, TypeRef::Struct),
            // What has no wire form is only met in types that no route reaches; unknown names are errors.
            Shape::Any | Shape::Formless | Shape::Unknown => TypeRef::Any,
        }
    }

    /// `[wire] int64 = "string"` speaks of `int64` and `uint64` alone.
    fn is_text(&self, scalar: Scalar) -> bool {
        self.context.wire.int64 == Int64::Text && matches!(scalar, Scalar::Int(int) if int.bits == 64 && !int.word)
    }
}

/// What a field's tag adds to its type.
#[derive(Default)]
pub(super) struct Form {
    enum_: Option<EnumId>,
    /// `,string`.
    text: bool,
    /// `any` is a file slot.
    file: bool,
    /// `[]byte` is a list of numbers.
    numbers: bool,
}

fn map_key(key: &Shape<'_>) -> MapKey {
    match key {
        Shape::Scalar(Scalar::Int(int)) => MapKey::Int(*int),
        _ => MapKey::String,
    }
}

/// What a caller must say, over all sources: the strictest of them. A parameter may be absent only from a route whose path lacks it, which no caller can
/// fill: where there is one, it must be given.
fn combined(slots: &[Slot]) -> Input {
    let is_strict = |slot: &Slot| slot.input == Input::Required || slot.source == Source::Path;
    slots.first().filter(|_| !slots.iter().any(is_strict)).map_or(Input::Required, |slot| slot.input.clone())
}

fn source_key(source: Source) -> &'static str {
    SOURCES.iter().find(|(_, known)| *known == source).map_or("json", |(key, _)| key)
}

fn pairs<'a>(flat: &FlatField<'a>) -> &'a [TagPair] {
    flat.field.tag.as_ref().map_or(&[], |tag| &tag.pairs)
}

fn option<'a>(pair: &'a TagPair, name: &str) -> Option<&'a str> {
    pair.options.iter().find(|option| option.name == name).and_then(|option| option.value.as_deref())
}

fn has_option(pair: Option<&TagPair>, name: &str) -> bool {
    pair.is_some_and(|pair| pair.options.iter().any(|option| option.name == name))
}

/// `,string` on a scalar; elsewhere the option has no effect.
pub(super) fn is_text(context: &Context<'_>, flat: &FlatField<'_>) -> bool {
    has_option(pair(flat.field.tag.as_ref(), "json"), "string")
        && is_scalar(&wire::shape(context.resolved, &flat.field.type_))
}

fn carried(flat: &FlatField<'_>) -> Vec<Carried> {
    let known = |key: &str| SOURCES.iter().any(|(source, _)| *source == key);
    let rest = pairs(flat).iter().filter(|pair| !known(&pair.key));
    rest.map(|pair| Carried { key: pair.key.clone(), value: pair.value.clone() }).collect()
}

/// The text of the tag keys that document a field without comments.
pub(super) fn tag_doc<'a>(flat: &FlatField<'a>) -> Option<&'a str> {
    DOC_KEYS.iter().find_map(|key| pairs(flat).iter().find(|pair| pair.key == *key)).map(|pair| pair.value.as_str())
}
