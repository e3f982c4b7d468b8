//! Tags: pairs and options, faults mended (language.md §7.2, §7.3).

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use crate::source::Span;
use crate::tree::{Tag, TagPair};

mod fault;
mod option;
mod quoted;
mod text;

use fault::Fault;
pub(super) use quoted::not_raw;

/// Reads a tag; `None` if it is never closed.
pub(super) fn tag(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Tag> {
    let span = node.span();
    let mut reading = Reading { pairs: Vec::with_capacity(1), faults: Vec::new(), end: 0 };
    for piece in node.children() {
        if piece.rule() == Rule::open_tag {
            // It was reported when the text was cut.
            piece.children().for_each(|piece| reading.piece(&piece));
            return Some(Tag { pairs: reading.pairs, span });
        }
        reading.piece(&piece);
    }
    let text = node.text().strip_prefix('`')?.strip_suffix('`')?;
    if !reading.faults.is_empty() {
        fault::report(cursor, span, text, &reading.pairs, &reading.faults);
    }
    Some(Tag { pairs: reading.pairs, span })
}

/// A tag while it is read.
struct Reading {
    pairs: Vec<TagPair>,
    faults: Vec<Fault>,
    /// Where the last piece ended; blanks are no pieces.
    end: usize,
}

impl Reading {
    fn piece(&mut self, node: &Node<'_>) {
        let glued = std::mem::replace(&mut self.end, node.end()) == node.start();
        match node.rule() {
            Rule::tag_pair => {
                if glued && !matches!(self.faults.last(), Some(Fault::Comma | Fault::Unclosed)) {
                    self.faults.push(Fault::Glued);
                }
                self.pair(node);
            }
            Rule::tag_comma => self.faults.push(Fault::Comma),
            Rule::tag_repeat => self.faults.push(Fault::Repeat),
            Rule::tag_quote => self.faults.push(Fault::Quote),
            Rule::tag_piece => self.faults.push(Fault::Piece(node.text().to_string())),
            _ => {}
        }
    }

    fn pair(&mut self, node: &Node<'_>) {
        let mut children = node.children();
        let (Some(key), Some(form)) = (children.next(), children.next()) else { return };
        let quoted = form.rule() == Rule::tag_value;
        let colon_end = form.start() - usize::from(quoted);
        match &node.text()[key.end() - node.start()..colon_end - node.start()] {
            ":" => {}
            text if text.contains('=') => self.faults.push(Fault::Equals(key.text().to_string())),
            _ => self.faults.push(Fault::Colon(key.text().to_string())),
        }
        let faulty = match form.rule() {
            Rule::tag_value => None,
            Rule::tag_unclosed => Some(Fault::Unclosed),
            Rule::tag_single => Some(Fault::Single),
            _ => Some(Fault::Unopened),
        };
        self.faults.extend(faulty);
        let Some(value) = (if quoted { Some(form) } else { form.children().next() }) else { return };
        let start = value.start();
        let mut text = text::unescape(value.text());
        if text::has_wide_comma(key.text(), &text.text) {
            text = text::with_plain_commas(&text);
            self.faults.push(Fault::WideComma);
        }
        let span = |from: usize, to: usize| Span::new(key.span().source, from, to);
        let parts = option::split(&text, &|from, to| span(start + from, start + to));
        self.pairs.push(TagPair {
            key: key.text().to_string(),
            key_span: span(key.start(), key.end()),
            value: text.text,
            value_span: span(start, value.end()),
            name: parts.name,
            name_span: parts.name_span,
            options: parts.options,
        });
    }
}
