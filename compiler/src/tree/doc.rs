//! `@doc`.

use super::{KeyBlock, StringLiteral, Value};
use crate::source::Span;

/// A written `@doc`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Doc {
    pub form: DocForm,
    pub span: Span,
}

/// How it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DocForm {
    /// `@doc "text"` and `@doc("text")`.
    Text(StringLiteral),
    /// `@doc(key: value …)`, and the old form without brackets as one entry.
    Keys(KeyBlock),
    /// Nothing stood there; reported.
    Missing(Value),
}
