//! `@doc`.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use super::value;
use crate::parse::Node;

/// `@doc "text"`, `@doc ("text")`, `@doc ( … )`, and the old `@doc key: text`
pub(super) fn doc(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    let mut text = Lead::Blank;
    for child in node.children() {
        match child.rule() {
            Rule::k_doc => stream.put(&child, lead),
            Rule::open_paren => {
                stream.put(&child, Lead::Blank);
                text = Lead::Glue;
            }
            Rule::string | Rule::raw_string => stream.put(&child, text),
            Rule::close_paren => stream.put(&child, Lead::Glue),
            Rule::key_block => value::key_block(stream, &child),
            Rule::doc_entry => value::entry(stream, &child, Lead::Blank, Lead::Blank),
            _ => stream.rest(&child),
        }
    }
}
