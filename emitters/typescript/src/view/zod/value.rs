//! Values as zod checks them.

use apic_compiler::ir::{Bound, Enum, Field, Int, MapKey, Number, Range, Scalar, ScalarType, TypeRef};

use super::{Schemas, Used};
use crate::Context;
use crate::options::{Int64, Server};
use crate::types::{Place, is_nil};

/// What of a field has a length.
pub(super) struct Limits {
    pub(super) is_text: bool,
    pub(super) is_list: bool,
}

impl Limits {
    pub(super) fn of(field: &Field) -> Self {
        match &field.type_ {
            TypeRef::Scalar(scalar) => Self { is_text: scalar.scalar == Scalar::String, is_list: false },
            TypeRef::List(_) => Self { is_text: false, is_list: true },
            TypeRef::Bytes
            | TypeRef::Any
            | TypeRef::Array { .. }
            | TypeRef::Map { .. }
            | TypeRef::Struct(_)
            | TypeRef::Enum(_)
            | TypeRef::File => Self { is_text: false, is_list: false },
        }
    }
}

pub(super) const BASE64: &str = "$z.base64()";

/// Any type; bounds are those of a scalar.
pub(super) fn value(
    context: &Context,
    schemas: &Schemas,
    (place, range): (Place, Option<&Range>),
    type_: &TypeRef,
    used: &mut Used,
) -> String {
    let mut inside = |type_: &TypeRef| value(context, schemas, (place, None), type_, used);
    let text = match type_ {
        TypeRef::Scalar(base) => scalar(context, place, *base, range),
        TypeRef::Enum(id) => {
            context.api.enums.get(id.0).map_or_else(|| "$z.unknown()".to_string(), |found| alternatives(place, found))
        }
        TypeRef::Bytes if !place.is_text() && context.codecs.has_bytes() => "$z.instanceof(Uint8Array)".to_string(),
        TypeRef::Bytes if place.is_text() => "$z.string()".to_string(),
        TypeRef::Bytes => BASE64.to_string(),
        TypeRef::Any => "$z.unknown()".to_string(),
        TypeRef::File => "$z.instanceof(Blob)".to_string(),
        TypeRef::List(item) => format!("$z.array({})", inside(item)),
        TypeRef::Array { length, item } => {
            format!("$z.array({}).length({length})", inside(item))
        }
        TypeRef::Map { key, value: inner } => {
            let key = match key {
                MapKey::String => "$z.string()",
                MapKey::Int(Int { signed: true, .. }) => "$z.string().regex(/^[+-]?\\d+$/)",
                MapKey::Int(_) => "$z.string().regex(/^\\d+$/)",
            };
            let entry = value(context, schemas, (place.of_entries(), None), inner, used);
            format!("$z.record({key}, {entry})")
        }
        TypeRef::Struct(id) => match schemas.name(*id, place) {
            Some(name) => {
                used.insert((*id, place != Place::Response));
                format!("$z.lazy(() => {name})")
            }
            None => "$z.any()".to_string(),
        },
    };
    let is_nullable = place == Place::Response && context.options.server == Server::GoZero && is_nil(type_);
    if is_nullable { format!("{text}.nullable()") } else { text }
}

/// A list that answers may add to is open in answers only.
fn alternatives(place: Place, found: &Enum) -> String {
    let values: Vec<String> = found.values.iter().map(|value| value.json.to_string()).collect();
    let is_text = found.values.first().is_none_or(|value| value.json.is_string());
    let is_bool = found.values.first().is_some_and(|value| value.json.is_boolean());
    match (place == Place::Response && found.open || values.is_empty(), is_text) {
        (true, true) => "$z.string()".to_string(),
        (true, false) if is_bool => "$z.boolean()".to_string(),
        (true, false) => "$z.number()".to_string(),
        (false, true) => format!("$z.enum([{}])", values.join(", ")),
        (false, false) => format!("$z.literal([{}])", values.join(", ")),
    }
}

/// A scalar with its bounds.
fn scalar(context: &Context, place: Place, base: ScalarType, range: Option<&Range>) -> String {
    let is_wide = matches!(base.scalar, Scalar::Int(Int { bits: 64, word: false, .. }));
    let is_text = base.text && !place.is_text();
    match base.scalar {
        Scalar::String => "$z.string()".to_string(),
        Scalar::Bool if is_text => "$z.string().regex(/^([01]|true|false)$/i)".to_string(),
        Scalar::Bool => "$z.boolean()".to_string(),
        Scalar::Int(int) if place == Place::TextMap && is_wide => {
            format!("$z.union([{}, {}])", number(base.scalar, range), big(int, range))
        }
        Scalar::Int(int) if place == Place::Text && is_wide => {
            format!("$z.union([{}, {}, {}])", number(base.scalar, range), big(int, range), digits(int, range))
        }
        Scalar::Int(int) if is_text => digits(int, range),
        Scalar::Int(int) => match context.codecs.wide(base).filter(|_| !place.is_text()) {
            Some(Int64::Bigint) => big(int, range),
            Some(Int64::String | Int64::Number) => digits(int, range),
            None => number(base.scalar, range),
        },
        Scalar::Float32 | Scalar::Float64 if is_text => {
            let bounds = bounds(range, "").join("");
            let float = "$z.string().regex(/^[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?$/i)";
            if bounds.is_empty() {
                float.to_string()
            } else {
                format!("{float}.refine((text) => $z.number(){bounds}.safeParse(Number(text)).success)")
            }
        }
        Scalar::Float32 | Scalar::Float64 => number(base.scalar, range),
    }
}

fn number(scalar: Scalar, range: Option<&Range>) -> String {
    let base = match scalar {
        Scalar::Int(int) => format!("${}", int_name(int)),
        Scalar::Float32 => "$f32".to_string(),
        Scalar::Float64 | Scalar::Bool | Scalar::String => "$z.number()".to_string(),
    };
    format!("{base}{}", bounds(range, "").join(""))
}

fn big(int: Int, range: Option<&Range>) -> String {
    format!("$big_{}{}", int_name(int), bounds(range, "n").join(""))
}

/// Decimal text.
fn digits(int: Int, range: Option<&Range>) -> String {
    let form = if int.signed { "$signed" } else { "$unsigned" };
    format!("$digits({form}, {})", big(int, range))
}

pub(super) fn int_name(int: Int) -> String {
    format!("{}{}", if int.signed { "i" } else { "u" }, int.bits)
}

fn bounds(range: Option<&Range>, suffix: &str) -> Vec<String> {
    let Some(range) = range else { return Vec::new() };
    let check = |bound: &Bound, closed: &str, open: &str| {
        let value = match bound.value {
            Number::Int(value) => format!("{value}{suffix}"),
            Number::Float(value) => value.to_string(),
        };
        format!(".{}({value})", if bound.inclusive { closed } else { open })
    };
    let low = range.low.as_ref().map(|bound| check(bound, "gte", "gt"));
    let high = range.high.as_ref().map(|bound| check(bound, "lte", "lt"));
    low.into_iter().chain(high).collect()
}
