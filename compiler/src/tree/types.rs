//! Type declarations and type expressions.

use super::{Member, Name};
use crate::source::Span;

/// `type ( … )`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeGroup {
    pub types: Vec<TypeDeclaration>,
    pub span: Span,
}

/// `type Name { … }`, alone or in a group. Aliases are reported and keep no declaration but an empty struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeDeclaration {
    pub name: Name,
    pub struct_: Struct,
    /// From the name (from `type` where it stands alone) to the closing brace.
    pub span: Span,
}

/// `{ … }` with or without the word `struct`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Struct {
    pub members: Vec<Member>,
    /// Place of a written `struct` (lint `legacy-struct-keyword`).
    pub keyword: Option<Span>,
    /// Place of `{`.
    pub open: Span,
    pub span: Span,
}

/// A type where one is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TypeExpression {
    pub kind: TypeKind,
    pub span: Span,
}

/// The forms of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TypeKind {
    /// A base type or a declared one; `resolve` knows which.
    Name(Name),
    /// `any` or `interface{}`.
    Any,
    Pointer(Box<TypeExpression>),
    List(Box<TypeExpression>),
    Array(ArrayLength, Box<TypeExpression>),
    Map(Box<TypeExpression>, Box<TypeExpression>),
    Struct(Struct),
    /// Reported by the parser (`time.Time`, `func`, `chan`, a nesting too deep); never reported again.
    Broken,
}

/// The length of an array; a wrong one was reported as `array-length`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ArrayLength {
    pub length: u32,
    pub span: Span,
}
