//! 64-bit integers in lists and maps that travel as one JSON text outside of a body: a `bigint` may be among them.

use apic_compiler::ir::{Api, Int, Placed, Scalar, ScalarType, Source, TypeRef};

/// A 64-bit integer, which a number may round.
pub(crate) fn is_wide(type_: ScalarType) -> bool {
    matches!(type_.scalar, Scalar::Int(Int { bits: 64, word: false, .. }))
}

/// Whether a field is written as one JSON text at this place, with such integers in it.
pub(crate) fn is_wide_text(api: &Api, placed: &Placed) -> bool {
    let Some(field) = api.structs.get(placed.struct_.0).and_then(|found| found.fields.get(placed.field)) else {
        return false;
    };
    match field.slots.get(placed.slot).map(|slot| slot.source) {
        // Elsewhere a list repeats its key.
        Some(Source::Header) => ends_wide(&field.type_),
        Some(Source::Form) => matches!(field.type_, TypeRef::Map { .. }) && ends_wide(&field.type_),
        Some(Source::Json | Source::Path) | None => false,
    }
}

/// Whether a list or map ends in such integers.
fn ends_wide(type_: &TypeRef) -> bool {
    match type_ {
        TypeRef::List(item) | TypeRef::Array { item, .. } => is_wide_end(item),
        TypeRef::Map { value, .. } => is_wide_end(value),
        TypeRef::Scalar(_) | TypeRef::Bytes | TypeRef::Any | TypeRef::Struct(_) | TypeRef::Enum(_) | TypeRef::File => {
            false
        }
    }
}

fn is_wide_end(type_: &TypeRef) -> bool {
    if let TypeRef::Scalar(scalar) = type_ { is_wide(*scalar) } else { ends_wide(type_) }
}
