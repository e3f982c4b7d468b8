//! A field's tag, taken apart, faults mended (language.md §7.2, §7.3).

use crate::source::Span;

/// `` `json:"a,optional" form:"b"` ``.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    pub pairs: Vec<TagPair>,
    /// With the backticks.
    pub span: Span,
}

/// One `key:"value"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TagPair {
    pub key: String,
    pub key_span: Span,
    /// The whole value, Go escapes undone.
    pub value: String,
    /// Between the quotes.
    pub value_span: Span,
    /// The value up to the first comma, trimmed: the wire name for json, form, path, header.
    pub name: String,
    pub name_span: Span,
    /// What follows the first comma.
    pub options: Vec<TagOption>,
}

/// `optional`, `range=[1:9]`, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TagOption {
    /// Before `=`, trimmed.
    pub name: String,
    /// Behind the first `=`, trimmed.
    pub value: Option<String>,
    /// Blanks stood around it or around `=`.
    pub spaced: bool,
    pub span: Span,
}
