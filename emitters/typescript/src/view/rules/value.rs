//! What a value must be, as the runtime's rules say it.

use apic_compiler::ir::{Bound, Field, Int, MapKey, Number, Range, Scalar, ScalarType, TypeRef};

use super::{Used, name};
use crate::Context;
use crate::demands::Demands;
use crate::expression::quote;
use crate::options::Int64;

pub(super) fn kind(context: &Context, demands: &Demands, type_: &TypeRef, used: &mut Used) -> String {
    match type_ {
        TypeRef::Scalar(scalar) if context.codecs.wide(*scalar) == Some(Int64::String) => {
            quote(&format!("{}d", scalar_kind(scalar.scalar)))
        }
        TypeRef::Scalar(scalar) => quote(&scalar_kind(scalar.scalar)),
        TypeRef::Bytes => quote("bytes"),
        TypeRef::Any => quote("any"),
        TypeRef::File => quote("file"),
        TypeRef::Enum(_) => base(context, type_).map_or_else(|| quote("text"), |base| quote(&scalar_kind(base.scalar))),
        TypeRef::List(item) => format!("{{ list: {} }}", kind(context, demands, item, used)),
        TypeRef::Array { length, item } => {
            format!("{{ list: {}, length: {length} }}", kind(context, demands, item, used))
        }
        TypeRef::Map { key, value } => {
            let value = kind(context, demands, value, used);
            match key {
                MapKey::String => format!("{{ map: {value} }}"),
                MapKey::Int(int) => format!("{{ map: {value}, key: {} }}", quote(&int_kind(*int))),
            }
        }
        TypeRef::Struct(id) => demands.object(*id).map_or_else(
            || quote("any"),
            |variant| {
                let file = context.api.structs.get(id.0).map(|found| context.names.type_file(&found.file));
                used.extend(file.map(|file| (file.replacen("types", "rules", 1), name(variant))));
                format!("() => {}", name(variant))
            },
        ),
    }
}

fn scalar_kind(scalar: Scalar) -> String {
    match scalar {
        Scalar::Bool => "bool".to_string(),
        Scalar::String => "text".to_string(),
        Scalar::Int(int) => int_kind(int),
        Scalar::Float32 => "f32".to_string(),
        Scalar::Float64 => "f64".to_string(),
    }
}

fn int_kind(int: Int) -> String {
    format!("{}{}", if int.signed { "i" } else { "u" }, int.bits)
}

/// The scalar of a field that is one.
pub(super) fn base(context: &Context, type_: &TypeRef) -> Option<ScalarType> {
    match type_ {
        TypeRef::Scalar(scalar) => Some(*scalar),
        TypeRef::Enum(id) => context.api.enums.get(id.0).map(|found| found.base),
        TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::List(_)
        | TypeRef::Array { .. }
        | TypeRef::Map { .. }
        | TypeRef::Struct(_)
        | TypeRef::File => None,
    }
}

/// Whether the scalar at the end travels inside text.
pub(super) fn is_text(context: &Context, type_: &TypeRef) -> bool {
    match type_ {
        TypeRef::List(item) | TypeRef::Array { item, .. } => is_text(context, item),
        TypeRef::Map { value, .. } => is_text(context, value),
        TypeRef::Scalar(_) | TypeRef::Enum(_) | TypeRef::Bytes | TypeRef::Any | TypeRef::Struct(_) | TypeRef::File => {
            base(context, type_).is_some_and(|base| base.text)
        }
    }
}

pub(super) fn options(context: &Context, field: &Field) -> Option<String> {
    let TypeRef::Enum(id) = field.type_ else { return None };
    let values: Vec<String> = context.api.enums.get(id.0)?.values.iter().map(|value| quote(&value.text)).collect();
    Some(format!("options: [{}]", values.join(", ")))
}

/// Bounds that the type keeps by itself are left out.
pub(super) fn bounds(range: &Range, scalar: Scalar) -> Vec<String> {
    let fits = |bound: &&Bound| match (scalar, bound.value) {
        (Scalar::Int(int), Number::Int(value)) => {
            let bits = u32::from(int.bits);
            let (low, high) =
                if int.signed { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) };
            (low..=high).contains(&value)
        }
        _ => true,
    };
    let entry = |bound: &Bound, closed: &str, open: &str| {
        format!("{}: {}", if bound.inclusive { closed } else { open }, number(bound.value))
    };
    let low = range.low.as_ref().filter(fits).map(|bound| entry(bound, "min", "above"));
    let high = range.high.as_ref().filter(fits).map(|bound| entry(bound, "max", "below"));
    low.into_iter().chain(high).collect()
}

/// As text where a number would be rounded.
fn number(value: Number) -> String {
    match value {
        Number::Int(value) if value.unsigned_abs() >= 1 << 53 => quote(&value.to_string()),
        Number::Int(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}
