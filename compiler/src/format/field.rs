//! Fields in columns: names, type, tag.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use super::types;
use crate::parse::Node;

/// `Name, Other Type` and a tag; `Base`; `*Base`
pub(super) fn field(stream: &mut Stream<'_>, node: &Node<'_>) {
    let mut name = Lead::Line;
    // Behind a type of several lines, and behind an embedded name, no column is left.
    let mut tag = Lead::Blank;
    for child in node.children() {
        match child.rule() {
            Rule::star => {
                stream.put(&child, name);
                name = Lead::Glue;
            }
            Rule::name => {
                stream.put(&child, name);
                name = Lead::Blank;
            }
            Rule::comma => stream.put(&child, Lead::Glue),
            Rule::type_ => {
                types::expression(stream, &child, Lead::Column);
                tag = if types::is_tall(stream, &child) { Lead::Blank } else { Lead::Column };
            }
            Rule::tag => stream.put(&child, tag),
            _ => stream.rest(&child),
        }
    }
}
