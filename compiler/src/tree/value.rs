//! Names, strings and key blocks: the small parts that every construct is made of.

use crate::source::Span;

/// An identifier as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Name {
    pub text: String,
    pub span: Span,
}

/// `"…"` or a raw string.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct StringLiteral {
    /// The content: without quotes, `\"` undone in the quoted form.
    pub text: String,
    /// Whether it was written between backticks.
    pub raw: bool,
    /// With the quotes.
    pub span: Span,
}

/// `( key: value … )`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyBlock {
    pub entries: Vec<Entry>,
    pub span: Span,
}

/// One `key: value`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub key: Key,
    pub value: Value,
    pub span: Span,
}

/// A key, dashes and dots included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub text: String,
    pub span: Span,
}

/// What stands behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    /// The meaning (language.md §6): content of a string; bare text without comments, without blanks around commas.
    pub text: String,
    pub form: ValueForm,
    pub span: Span,
}

/// How a value was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueForm {
    Quoted,
    Raw,
    Bare,
    /// Nothing stood there; reported as `missing-value`.
    Missing,
}
