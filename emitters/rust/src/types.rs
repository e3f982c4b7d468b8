//! Types and values of the contract as Rust text.

use std::collections::BTreeSet;

use apic_compiler::ir::{Api, Enum, EnumId, Int, MapKey, Scalar, ScalarType, StructId, TypeRef};
use serde_json::Value;

use crate::literal::scalar_literal;
use crate::type_names::Names;

/// How the file at hand names what it refers to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub api: &'a Api,
    pub names: &'a Names,
    /// Structs whose form fields clients write into the query, though some method would have them in the body.
    pub queried: &'a BTreeSet<StructId>,
    /// In front of a type of the contract.
    pub types: &'static str,
    /// In front of `Bytes` and `Value`.
    pub runtime: &'static str,
    /// Stands for all that a type or a route says nothing of and its text follows from ([`surroundings`](crate::surroundings::surroundings)).
    pub surroundings: u64,
}

/// The type of the elements of a list.
pub(crate) fn item(type_: &TypeRef) -> Option<&TypeRef> {
    match type_ {
        TypeRef::List(item) | TypeRef::Array { item, .. } => Some(item),
        TypeRef::Scalar(_)
        | TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::Map { .. }
        | TypeRef::Struct(_)
        | TypeRef::Enum(_)
        | TypeRef::File => None,
    }
}

/// The type at the end of lists and maps.
pub(crate) fn innermost(type_: &TypeRef) -> &TypeRef {
    if let TypeRef::Map { value, .. } = type_ { innermost(value) } else { item(type_).map_or(type_, innermost) }
}

/// A file slot: a file, or a list of them.
pub(crate) fn is_file(type_: &TypeRef) -> bool {
    match type_ {
        TypeRef::File => true,
        TypeRef::List(item) => **item == TypeRef::File,
        TypeRef::Scalar(_)
        | TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::Array { .. }
        | TypeRef::Map { .. }
        | TypeRef::Struct(_)
        | TypeRef::Enum(_) => false,
    }
}

/// Whether a label names `BTreeMap`.
pub(crate) fn uses_map(type_: &TypeRef) -> bool {
    matches!(type_, TypeRef::Map { .. }) || item(type_).is_some_and(uses_map)
}

/// Whether the scalar at the end travels as JSON text.
pub(crate) fn is_text(api: &Api, type_: &TypeRef) -> bool {
    base(api, innermost(type_)).is_some_and(|scalar| scalar.text)
}

/// The scalar, also below an enum.
pub(crate) fn base(api: &Api, type_: &TypeRef) -> Option<ScalarType> {
    if let TypeRef::Scalar(scalar) = type_ { Some(*scalar) } else { Some(enum_(api, enum_id(type_)?)?.base) }
}

/// Whether `[n]T` is a `[T; n]`. Longer ones, which serde cannot print, and those that hold themselves are lists whose length is checked.
pub(crate) fn is_array(api: &Api, length: u32, item: &TypeRef) -> bool {
    let recursive = |id: &StructId| api.structs.get(id.0).is_some_and(|struct_| struct_.recursive);
    length <= 32 && !matches!(innermost(item), TypeRef::Struct(id) if recursive(id))
}

pub(crate) fn enum_id(type_: &TypeRef) -> Option<EnumId> {
    if let TypeRef::Enum(id) = type_ { Some(*id) } else { None }
}

/// The enum, if it is one of text that holds all values: the others stay plain scalars, which know their options where they must keep to them.
pub(crate) fn closed_enum(api: &Api, id: EnumId) -> Option<&Enum> {
    enum_(api, id).filter(|enum_| enum_.closed && enum_.base.scalar == Scalar::String)
}

pub(crate) fn enum_(api: &Api, id: EnumId) -> Option<&Enum> {
    api.enums.get(id.0)
}

/// `i64`.
fn int(int: Int) -> &'static str {
    match (int.signed, int.bits) {
        (true, 8) => "i8",
        (true, 16) => "i16",
        (true, 32) => "i32",
        (true, _) => "i64",
        (false, 8) => "u8",
        (false, 16) => "u16",
        (false, 32) => "u32",
        (false, _) => "u64",
    }
}

fn scalar(scalar: ScalarType) -> &'static str {
    match scalar.scalar {
        Scalar::Bool => "bool",
        Scalar::String => "String",
        Scalar::Int(kind) => int(kind),
        Scalar::Float32 => "f32",
        Scalar::Float64 => "f64",
    }
}

impl Scope<'_> {
    /// `Vec<BTreeMap<String, Item>>`.
    pub(crate) fn label(&self, type_: &TypeRef) -> String {
        match type_ {
            TypeRef::Scalar(kind) => scalar(*kind).to_string(),
            TypeRef::Bytes => format!("{}Bytes", self.runtime),
            TypeRef::Any => format!("{}Value", self.runtime),
            TypeRef::Array { length, item } if is_array(self.api, *length, item) => {
                format!("[{}; {length}]", self.label(item))
            }
            TypeRef::List(item) | TypeRef::Array { item, .. } => format!("Vec<{}>", self.label(item)),
            TypeRef::Map { key: MapKey::String, value } => format!("BTreeMap<String, {}>", self.label(value)),
            TypeRef::Map { key: MapKey::Int(kind), value } => {
                format!("BTreeMap<{}, {}>", int(*kind), self.label(value))
            }
            TypeRef::Struct(StructId(id)) => format!("{}{}", self.types, self.names.structs[*id]),
            TypeRef::Enum(id) => match enum_(self.api, *id) {
                Some(_) if closed_enum(self.api, *id).is_some() => {
                    format!("{}{}", self.types, self.names.enums[id.0].name)
                }
                Some(enum_) => scalar(enum_.base).to_string(),
                None => "String".to_string(),
            },
            TypeRef::File => format!("{}Upload", self.runtime),
        }
    }

    /// A default as a literal, or as the function that makes it: what stands behind `or_else`.
    pub(crate) fn default(&self, value: &Value, type_: &TypeRef) -> String {
        match self.literal(value, type_).as_str() {
            "String::new()" => "String::new".to_string(),
            "Vec::new()" => "Vec::new".to_string(),
            literal => format!("|| {literal}"),
        }
    }

    /// The value as an expression of the type. The compiler has checked that it is one.
    pub(crate) fn literal(&self, value: &Value, type_: &TypeRef) -> String {
        match type_ {
            TypeRef::Scalar(kind) => scalar_literal(value, *kind),
            TypeRef::Enum(id) => match (closed_enum(self.api, *id), enum_(self.api, *id)) {
                (Some(enum_), _) => self.variant(value, enum_, *id),
                (None, Some(enum_)) => scalar_literal(value, enum_.base),
                (None, None) => "String::new()".to_string(),
            },
            TypeRef::Array { length, item } if is_array(self.api, *length, item) => {
                let mut items: Vec<String> =
                    value.as_array().into_iter().flatten().map(|value| self.literal(value, item)).collect();
                items.resize(usize::try_from(*length).unwrap_or_default(), "Default::default()".to_string());
                format!("[{}]", items.join(", "))
            }
            TypeRef::List(item) | TypeRef::Array { item, .. } => match value.as_array().map(Vec::as_slice) {
                Some([]) | None => "Vec::new()".to_string(),
                Some(items) => {
                    let items: Vec<String> = items.iter().map(|value| self.literal(value, item)).collect();
                    format!("vec![{}]", items.join(", "))
                }
            },
            TypeRef::Bytes | TypeRef::Any | TypeRef::Map { .. } | TypeRef::Struct(_) | TypeRef::File => {
                "Default::default()".to_string()
            }
        }
    }

    /// The variant, or the first one for a default that the list lacks (which is warned about).
    fn variant(&self, value: &Value, enum_: &Enum, id: EnumId) -> String {
        let names = &self.names.enums[id.0];
        let text = value.as_str().unwrap_or_default();
        let index = enum_.values.iter().position(|value| value.text == text).unwrap_or(0);
        format!("{}{}::{}", self.types, names.name, names.variants[index])
    }
}
