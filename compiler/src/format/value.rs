//! Key blocks: an entry a line, values in a column.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use crate::parse::{Node, skip_gap};

/// `( key: value … )`
pub(super) fn key_block(stream: &mut Stream<'_>, node: &Node<'_>) {
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => stream.open(&child, Lead::Blank),
            Rule::entry => entry(stream, &child, Lead::Line, Lead::Column),
            Rule::close_paren => stream.close(&child),
            _ => stream.rest(&child),
        }
    }
}

/// `key: value`
pub(super) fn entry(stream: &mut Stream<'_>, node: &Node<'_>, key: Lead, value: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::key => stream.put(&child, key),
            Rule::colon => stream.put(&child, Lead::Glue),
            Rule::string | Rule::raw_string => stream.put(&child, value),
            Rule::bare => bare(stream, &child, value),
            _ => stream.rest(&child),
        }
    }
}

/// `a,b`: text and commas. Comments stand beside commas only; blanks inside text are part of it.
fn bare(stream: &mut Stream<'_>, node: &Node<'_>, mut lead: Lead) {
    let text = stream.text;
    let mut at = node.start();
    loop {
        at = skip_gap(text, at);
        let rest = text.get(at..node.end()).unwrap_or_default();
        if rest.is_empty() {
            return;
        }
        let stop = |(at, c): (usize, char)| {
            c == ',' || c == '\n' || rest[at..].starts_with("/*") || rest[at..].starts_with("//")
        };
        let length = match rest.char_indices().find(|one| stop(*one)) {
            Some((0, _)) => 1,
            Some((length, _)) => rest[..length].trim_end().len(),
            None => rest.trim_end().len(),
        };
        stream.put_at(at, at + length, lead);
        lead = Lead::Glue;
        at += length;
    }
}
