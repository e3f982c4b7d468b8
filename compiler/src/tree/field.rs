//! What stands in a struct body.

use super::{Name, Tag, TypeExpression};
use crate::source::Span;

/// One line of a struct body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Member {
    Field(Field),
    Embedded(Embedded),
}

/// `Name, Other Type` and a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    /// One at least.
    pub names: Vec<Name>,
    pub type_: TypeExpression,
    pub tag: Option<Tag>,
    pub span: Span,
}

/// `Base` or `*Base`, with a tag at most (which has no effect).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Embedded {
    pub name: Name,
    /// Whether a star was written.
    pub pointer: bool,
    pub tag: Option<Tag>,
    pub span: Span,
}
