//! Where the comments between two tokens go.
//!
//! What a comment documents depends on the lines (language.md §9): behind a construct on its line, or above it without a blank line between. So a comment
//! keeps its line: it stays behind what it stood behind, and a blank line below or above it stays. Where a dropped token had kept a comment from a
//! construct, a blank line does.

use super::stream::{Lead, Token};

/// What stands between two tokens that are kept.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thing {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    LineComment,
    BlockComment,
    Dropped,
    /// As [`Lead::DroppedBehind`].
    DroppedBehind,
}

/// How a comment or token is set off from what is written before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    Glue,
    Blank,
    Line,
    /// A blank line.
    Empty,
}

/// Everything between two tokens.
pub(super) struct Gap<'a> {
    pub(super) text: &'a str,
    pub(super) before: Option<Token>,
    pub(super) things: &'a [Thing],
    pub(super) next: Token,
    /// The line before holds a string that ends at the last quote of its line: nothing may be moved up behind it.
    pub(super) fragile: bool,
}

impl Kind {
    pub(super) fn is_comment(self) -> bool {
        matches!(self, Self::LineComment | Self::BlockComment)
    }
}

impl Gap<'_> {
    /// One for each thing (what is dropped takes no notice of its own), and one for the next token.
    pub(super) fn breaks(&self) -> Vec<Break> {
        if self.next.lead.is_inline() { self.inline() } else { self.lines() }
    }

    fn line_ends(&self, start: usize, end: usize) -> usize {
        self.text.get(start..end).map_or(0, |gap| gap.bytes().filter(|byte| *byte == b'\n').count())
    }

    /// Between two tokens of one line: block comments stay on it, line comments end it.
    fn inline(&self) -> Vec<Break> {
        let mut breaks = Vec::with_capacity(self.things.len() + 1);
        let mut end = self.before.map_or(0, |token| token.end);
        let mut last = None;
        for thing in self.things {
            let below = self.line_ends(end, thing.start) > 0;
            let own_line = below && (self.fragile || thing.kind == Kind::LineComment);
            breaks.push(if own_line || last == Some(Kind::LineComment) { Break::Line } else { Break::Blank });
            if thing.kind.is_comment() {
                last = Some(thing.kind);
            }
            end = thing.end;
        }
        let below = self.fragile && self.line_ends(end, self.next.start) > 0;
        breaks.push(match (last, self.next.lead) {
            _ if below => Break::Line,
            (Some(Kind::LineComment), _) => Break::Line,
            (None, Lead::Glue) => Break::Glue,
            _ => Break::Blank,
        });
        breaks
    }

    /// Before a token that begins a line.
    fn lines(&self) -> Vec<Break> {
        let (mut breaks, own_lines) = Lines::new(self).run();
        let first = breaks.iter().zip(0..).find(|(one, _)| matches!(one, Break::Line | Break::Empty)).map(|(_, at)| at);
        let last = breaks.len() - 1;
        match self.next.lead {
            Lead::Paragraph if !breaks.contains(&Break::Empty) => breaks[first.unwrap_or(last)] = Break::Empty,
            Lead::Tight if !own_lines => breaks[last] = Break::Line,
            Lead::Close => {
                let empty = !self.things.iter().any(|thing| thing.kind.is_comment());
                breaks[last] = if empty && self.is_first() { Break::Glue } else { Break::Line };
            }
            _ => {}
        }
        if let Some(first) = first.filter(|first| self.is_first() && breaks[*first] == Break::Empty) {
            breaks[first] = Break::Line;
        }
        breaks
    }

    /// The first of its block, or of the file.
    fn is_first(&self) -> bool {
        self.before.is_none_or(|token| token.opens)
    }
}

/// A walk over the things before a token that begins a line.
struct Lines<'a> {
    gap: &'a Gap<'a>,
    breaks: Vec<Break>,
    /// Where the thing before ends.
    end: usize,
    /// The line at hand has something on it that is kept.
    open: bool,
    /// A comment of this gap has a line of its own.
    own_lines: bool,
    /// A blank line was passed.
    blank: bool,
    /// The comment before must not come to stand directly above what follows.
    detached: bool,
}

impl<'a> Lines<'a> {
    fn new(gap: &'a Gap<'a>) -> Self {
        Self {
            gap,
            breaks: Vec::with_capacity(gap.things.len() + 1),
            end: gap.before.map_or(0, |token| token.end),
            open: gap.before.is_some(),
            own_lines: false,
            blank: false,
            detached: false,
        }
    }

    fn run(mut self) -> (Vec<Break>, bool) {
        let behind = self.gap.things.iter().rposition(|thing| thing.kind == Kind::DroppedBehind);
        for (index, thing) in self.gap.things.iter().enumerate() {
            let line_ends = if behind.is_some_and(|behind| index <= behind) { 0 } else { self.pass(thing.start) };
            let break_ = match thing.kind {
                Kind::LineComment | Kind::BlockComment => self.comment(line_ends == 0 && index > 0),
                Kind::Dropped => {
                    self.detached |= self.own_lines;
                    Break::Glue
                }
                Kind::DroppedBehind => Break::Glue,
            };
            self.breaks.push(break_);
            self.end = thing.end;
        }
        self.pass(self.gap.next.start);
        // Behind a comment that begins the line.
        let behind = self.open && self.own_lines;
        let break_ = if behind { Break::Blank } else { self.line() };
        self.breaks.push(break_);
        (self.breaks, self.own_lines)
    }

    /// Goes on to a place behind blanks.
    fn pass(&mut self, to: usize) -> usize {
        let line_ends = self.gap.line_ends(self.end, to);
        self.open &= line_ends == 0;
        self.blank |= line_ends > 1;
        line_ends
    }

    /// `behind` = something stands before it on its line, if only something dropped.
    fn comment(&mut self, behind: bool) -> Break {
        if self.open {
            return Break::Blank;
        }
        let break_ = self.line();
        self.blank = false;
        self.detached = behind;
        self.own_lines = true;
        self.open = true;
        break_
    }

    fn line(&self) -> Break {
        if self.blank || self.detached { Break::Empty } else { Break::Line }
    }
}
