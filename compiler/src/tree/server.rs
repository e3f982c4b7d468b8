//! `@server` blocks.

use super::KeyBlock;
use crate::source::Span;

/// `@server ( key: value … )`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Server {
    pub block: KeyBlock,
    pub span: Span,
}
