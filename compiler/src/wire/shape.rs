//! What a type expression is on the wire: pointers and names resolved away.

use super::scalar;
use crate::ir::Scalar;
use crate::resolve::{Base, Reference, Resolved, TypeId};
use crate::tree::{Struct, TypeExpression, TypeKind};

/// The wire's view of a type.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape<'a> {
    Scalar(Scalar),
    Any,
    /// `[]byte` and `[]uint8`.
    Bytes,
    List(Box<Shape<'a>>),
    Array(u32, Box<Shape<'a>>),
    /// Key and value.
    Map(Box<Shape<'a>>, Box<Shape<'a>>),
    Struct(TypeId),
    Inline(&'a Struct),
    /// `complex64`, `complex128`, `uintptr`.
    Formless,
    /// Unknown name or broken text: reported elsewhere.
    Unknown,
}

/// The shape of a type; pointers are looked through. Recursion ends because the parser caps the nesting of types.
pub(crate) fn shape<'a>(resolved: &Resolved<'_>, type_: &'a TypeExpression) -> Shape<'a> {
    match &type_.kind {
        TypeKind::Name(name) => named(resolved.reference(&name.text)),
        TypeKind::Any => Shape::Any,
        TypeKind::Pointer(inner) => shape(resolved, inner),
        TypeKind::List(item) => list(resolved, item),
        TypeKind::Array(length, item) => Shape::Array(length.length, Box::new(shape(resolved, item))),
        TypeKind::Map(key, value) => Shape::Map(Box::new(shape(resolved, key)), Box::new(shape(resolved, value))),
        TypeKind::Struct(struct_) => Shape::Inline(struct_),
        TypeKind::Broken => Shape::Unknown,
    }
}

fn named<'a>(reference: Reference) -> Shape<'a> {
    match reference {
        Reference::Base(Base::Any) => Shape::Any,
        Reference::Base(base) => scalar(base).map_or(Shape::Formless, Shape::Scalar),
        Reference::Declared(id) => Shape::Struct(id),
        Reference::Unknown => Shape::Unknown,
    }
}

fn list<'a>(resolved: &Resolved<'_>, item: &'a TypeExpression) -> Shape<'a> {
    // Go writes a slice of bytes as base64, a slice of pointers to bytes as numbers.
    if let TypeKind::Name(name) = &item.kind
        && matches!(resolved.reference(&name.text), Reference::Base(Base::Byte | Base::Uint8))
    {
        return Shape::Bytes;
    }
    Shape::List(Box::new(shape(resolved, item)))
}

impl Shape<'_> {
    /// The scalar that an option such as `range` speaks of: the shape itself, or the item of a list.
    pub(crate) fn item_scalar(&self) -> Option<Scalar> {
        match self {
            Self::Scalar(scalar) => Some(*scalar),
            Self::List(item) | Self::Array(_, item) => match **item {
                Self::Scalar(scalar) => Some(scalar),
                _ => None,
            },
            _ => None,
        }
    }
}
