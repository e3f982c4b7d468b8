//! Comments and blank lines by place; the tree does not hold them.

mod attach;

pub(crate) use attach::{above, behind, within};

use crate::source::Span;

/// All comments and blank lines of a file, in source order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Trivia {
    pub comments: Vec<Comment>,
    /// Byte offset of the start of every blank line.
    pub blank_lines: Vec<u32>,
}

/// One comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    /// With its `//` or `/* */`; without the line end.
    pub span: Span,
    /// `/* … */`.
    pub block: bool,
    /// Nothing but blanks stands before it on its line.
    pub own_line: bool,
}
