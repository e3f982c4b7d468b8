//! Writes tokens and comments: lines, indentation, columns.

use super::columns::Columns;
use super::gap::{Break, Gap, Kind, Thing};
use super::stream::{Lead, Stream, Token};

struct Writer<'a> {
    text: &'a str,
    line_end: &'a str,
    out: String,
    columns: Columns,
    before: Option<Token>,
    /// The line at hand holds a string that ends at the last quote of its line.
    fragile: bool,
}

/// The whole file, with one line end at its end.
pub(super) fn write(stream: &Stream<'_>, line_end: &str) -> String {
    let text = stream.text;
    let out = String::with_capacity(text.len() + text.len() / 4);
    let mut writer = Writer { text, line_end, out, columns: Columns::default(), before: None, fragile: false };
    let mut comments = stream.trivia.comments.iter().peekable();
    let end = Token { start: text.len(), end: text.len(), lead: Lead::End, depth: 0, opens: false };
    let mut things = Vec::new();
    for token in stream.tokens.iter().chain([&end]) {
        while let Some(comment) = comments.next_if(|comment| (comment.span.start as usize) < token.start) {
            let kind = if comment.block { Kind::BlockComment } else { Kind::LineComment };
            things.push(Thing { start: comment.span.start as usize, end: comment.span.end as usize, kind });
        }
        if token.lead.is_dropped() {
            let kind = if token.lead == Lead::Dropped { Kind::Dropped } else { Kind::DroppedBehind };
            things.push(Thing { start: token.start, end: token.end, kind });
            continue;
        }
        writer.gap(&things, token);
        writer.token(token);
        things.clear();
    }
    writer.out
}

impl Writer<'_> {
    /// What stands before a token.
    fn gap(&mut self, things: &[Thing], next: &Token) {
        let gap = Gap { text: self.text, before: self.before, things, next: *next, fragile: self.fragile };
        let breaks = gap.breaks();
        let last = breaks.last().copied().unwrap_or(Break::Line);
        // An empty block closes on the line on which it opens.
        let inline = next.lead.is_inline() || last == Break::Glue;
        if inline {
            self.spoil(&gap, &breaks);
        } else if !continues(&gap, &breaks) {
            self.columns.flush(&mut self.out);
        }
        // A comment before a closer belongs to the block, one inside a line to what goes on below.
        let depth = next.depth + usize::from(inline || next.lead == Lead::Close);
        for (thing, break_) in things.iter().zip(&breaks).filter(|(thing, _)| thing.kind.is_comment()) {
            self.break_(*break_, depth);
            let text = self.text.get(thing.start..thing.end).unwrap_or_default();
            // A CR at the end of a line comment is half of a line end.
            self.out.push_str(if thing.kind == Kind::LineComment { text.trim_end_matches('\r') } else { text });
        }
        match next.lead {
            Lead::End => {}
            Lead::Column if last == Break::Blank => self.columns.stop(&mut self.out),
            _ => self.break_(last, next.depth + usize::from(inline)),
        }
        if !inline {
            self.columns.row(&self.out);
            // A comment before the first cell moves the whole row.
            if last == Break::Blank {
                self.columns.spoil();
            }
        }
    }

    /// Comments within a row: one between two cells, or one that spans lines, does not go with columns.
    fn spoil(&mut self, gap: &Gap<'_>, breaks: &[Break]) {
        let comments = || gap.things.iter().filter(|thing| thing.kind.is_comment());
        let tall = |thing: &Thing| self.text.get(thing.start..thing.end).is_some_and(|text| text.contains('\n'));
        if gap.next.lead == Lead::Column && comments().next().is_some() {
            self.columns.spoil();
        } else if breaks.contains(&Break::Line) || comments().any(tall) {
            self.columns.end_row();
        }
    }

    fn token(&mut self, token: &Token) {
        let text = self.text.get(token.start..token.end).unwrap_or_default();
        self.out.push_str(text);
        self.fragile |= is_fragile(text);
        self.before = Some(*token);
        if token.lead == Lead::End && !self.out.is_empty() {
            self.out.push_str(self.line_end);
        }
    }

    fn break_(&mut self, break_: Break, depth: usize) {
        match break_ {
            Break::Glue => {}
            Break::Blank => self.out.push(' '),
            Break::Line | Break::Empty => {
                // The file does not begin with a line end.
                if !self.out.is_empty() {
                    self.out.push_str(self.line_end);
                    if break_ == Break::Empty {
                        self.out.push_str(self.line_end);
                    }
                }
                self.out.extend(std::iter::repeat_n('\t', depth));
                self.fragile = false;
            }
        }
    }
}

/// Whether the row that begins is in one run with the row above.
fn continues(gap: &Gap<'_>, breaks: &[Break]) -> bool {
    let next_line = gap.next.lead == Lead::Line && breaks.last() == Some(&Break::Line);
    let comments = gap.things.iter().zip(breaks);
    let own_line = comments.filter(|(thing, _)| thing.kind.is_comment()).any(|(_, break_)| *break_ != Break::Blank);
    next_line && !own_line && gap.before.is_some_and(|before| !before.opens)
}

/// `"C:\"`: no other quote closes it, so the last one on its line does. Another quote moved onto that line would.
fn is_fragile(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    inner.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}
