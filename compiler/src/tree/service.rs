//! Service blocks.

use super::{Item, Name, Server};
use crate::source::Span;

/// `@server ( … ) service name { … }`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Service {
    pub server: Option<Server>,
    /// Dashes included, blanks dropped.
    pub name: Name,
    pub items: Vec<Item>,
    /// Place of the word `service`.
    pub keyword: Span,
    pub span: Span,
}
