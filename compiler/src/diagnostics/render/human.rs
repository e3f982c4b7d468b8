//! The human form, through codespan-reporting.
