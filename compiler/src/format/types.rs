//! Type declarations and type expressions.

use apic_grammar::Rule;

use super::field;
use super::stream::{Lead, Stream};
use crate::parse::Node;

/// `type ( … )`
pub(super) fn group(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_type => stream.put(&child, lead),
            Rule::open_paren => stream.open(&child, Lead::Blank),
            Rule::type_declaration => declaration(stream, &child, Lead::Line),
            Rule::close_paren => stream.close(&child),
            _ => stream.rest(&child),
        }
    }
}

/// `type Name { … }`
pub(super) fn alone(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_type => stream.put(&child, lead),
            Rule::type_declaration => declaration(stream, &child, Lead::Blank),
            _ => stream.rest(&child),
        }
    }
}

fn declaration(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::name => stream.put(&child, lead),
            Rule::equals => stream.put(&child, Lead::Blank),
            Rule::struct_ => struct_(stream, &child, Lead::Blank),
            _ => stream.rest(&child),
        }
    }
}

/// `{ … }` with or without `struct`
fn struct_(stream: &mut Stream<'_>, node: &Node<'_>, mut lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_struct => {
                stream.put(&child, lead);
                lead = Lead::Blank;
            }
            Rule::open_brace => stream.open(&child, lead),
            Rule::field | Rule::embedded_pointer => field::field(stream, &child),
            Rule::close_brace => stream.close(&child),
            _ => stream.rest(&child),
        }
    }
}

/// `*[]map[string]T`, without blanks. The parser has capped the nesting.
pub(super) fn expression(stream: &mut Stream<'_>, node: &Node<'_>, mut lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::star | Rule::name | Rule::odd_name => stream.put(&child, lead),
            Rule::list | Rule::array | Rule::map | Rule::any => part(stream, &child, lead),
            Rule::struct_ => struct_(stream, &child, lead),
            _ => stream.rest(&child),
        }
        lead = Lead::Glue;
    }
}

fn part(stream: &mut Stream<'_>, node: &Node<'_>, mut lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::type_ => expression(stream, &child, lead),
            Rule::array_length
            | Rule::k_map
            | Rule::k_interface
            | Rule::open_bracket
            | Rule::close_bracket
            | Rule::open_brace
            | Rule::close_brace => stream.put(&child, lead),
            _ => stream.rest(&child),
        }
        lead = Lead::Glue;
    }
}

/// Whether a type takes more than one line: somewhere in it a struct holds something.
pub(super) fn is_tall(stream: &Stream<'_>, node: &Node<'_>) -> bool {
    // Most types are a word, and their text is quicker to look through than what they consist of.
    let braced = node.text().contains(['{', '｛']);
    braced
        && node.children().any(|child| match child.rule() {
            Rule::map | Rule::type_ => is_tall(stream, &child),
            Rule::struct_ => {
                let members = child.children().any(|part| matches!(part.rule(), Rule::field | Rule::embedded_pointer));
                members || !stream.comments(child.start(), child.end()).is_empty()
            }
            _ => false,
        })
}
