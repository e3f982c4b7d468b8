//! The tokens of a file in order, each with how it follows the one before it.

use apic_grammar::Rule;

use crate::parse::Node;
use crate::trivia::{Comment, Trivia, within};

/// How a token follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    /// Directly behind it.
    Glue,
    /// Behind one blank.
    Blank,
    /// In the next column of its row.
    Column,
    /// On a line of its own; one blank line above it is kept.
    Line,
    /// On the next line; a blank line is kept only above or below a comment.
    Tight,
    /// On a line of its own with a blank line above it.
    Paragraph,
    /// On a line of its own, one level further out than the block that it closes.
    Close,
    /// Not at all. Like a blank line between what stands before and behind it, as far as comments are concerned.
    Dropped,
    /// Not at all, and what stands before it is still on its line.
    DroppedBehind,
    /// The end of the file.
    End,
}

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) lead: Lead,
    /// Levels of indentation.
    pub(super) depth: usize,
    /// Opens a block of lines.
    pub(super) opens: bool,
}

/// All tokens of a file.
pub(super) struct Stream<'t> {
    pub(super) text: &'t str,
    pub(super) trivia: &'t Trivia,
    pub(super) tokens: Vec<Token>,
    depth: usize,
    /// Something stands there that has no layout.
    pub(super) strange: bool,
}

impl Lead {
    /// Whether the token stays on the line if no comment forbids it.
    pub(super) fn is_inline(self) -> bool {
        matches!(self, Self::Glue | Self::Blank | Self::Column)
    }

    /// Whether the token is left out.
    pub(super) fn is_dropped(self) -> bool {
        matches!(self, Self::Dropped | Self::DroppedBehind)
    }
}

impl<'t> Stream<'t> {
    pub(super) fn new(text: &'t str, trivia: &'t Trivia) -> Self {
        // One token in six bytes is rare.
        Self { text, trivia, tokens: Vec::with_capacity(text.len() / 6), depth: 0, strange: false }
    }

    /// The next token is a whole node.
    pub(super) fn put(&mut self, node: &Node<'_>, lead: Lead) {
        self.put_at(node.start(), node.end(), lead);
    }

    /// The next token lies between two places.
    pub(super) fn put_at(&mut self, start: usize, end: usize, lead: Lead) {
        self.tokens.push(Token { start, end, lead, depth: self.depth, opens: false });
    }

    /// A bracket that opens a block of lines.
    pub(super) fn open(&mut self, node: &Node<'_>, lead: Lead) {
        self.put(node, lead);
        if let Some(token) = self.tokens.last_mut() {
            token.opens = true;
        }
        self.depth += 1;
    }

    /// The bracket that closes it.
    pub(super) fn close(&mut self, node: &Node<'_>) {
        self.depth = self.depth.saturating_sub(1);
        self.put(node, Lead::Close);
    }

    /// A node for which the construct around it has no layout: separators are dropped, anything else is a mistake.
    pub(super) fn rest(&mut self, node: &Node<'_>) {
        if node.rule() == Rule::separator {
            self.put(node, Lead::Dropped);
        } else {
            self.strange = true;
        }
    }

    /// The comments between two places.
    pub(super) fn comments(&self, start: usize, end: usize) -> &'t [Comment] {
        // The parser counts in 32 bits, so the casts keep every offset.
        within(self.trivia, start as u32, end as u32)
    }
}
