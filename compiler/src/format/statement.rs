//! The statements of a file.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use super::{service, types, value};
use crate::parse::Node;

/// A whole file.
pub(super) fn file(stream: &mut Stream<'_>, file: &Node<'_>) {
    let mut above = None;
    for node in file.children() {
        let rule = node.rule();
        if rule == Rule::separator {
            stream.rest(&node);
            continue;
        }
        let literal = rule == Rule::import && node.child(Rule::open_paren).is_none();
        let lead = match above {
            // `@server` and its service are one statement.
            Some((Rule::server, _)) if rule == Rule::service => Lead::Tight,
            Some((_, true)) if literal => Lead::Tight,
            _ => Lead::Paragraph,
        };
        statement(stream, &node, lead);
        above = Some((rule, literal));
    }
}

fn statement(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    match node.rule() {
        Rule::syntax => syntax(stream, node, lead),
        Rule::info => info(stream, node, lead),
        Rule::import => import(stream, node, lead),
        Rule::type_group => types::group(stream, node, lead),
        Rule::type_alone => types::alone(stream, node, lead),
        Rule::server => service::server(stream, node, lead),
        Rule::service => service::service(stream, node, lead),
        _ => stream.rest(node),
    }
}

fn syntax(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_syntax => stream.put(&child, lead),
            _ => stream.put(&child, Lead::Blank),
        }
    }
}

fn info(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_info => stream.put(&child, lead),
            Rule::key_block => value::key_block(stream, &child),
            _ => stream.rest(&child),
        }
    }
}

fn import(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    let mut path = Lead::Blank;
    for child in node.children() {
        match child.rule() {
            Rule::k_import => stream.put(&child, lead),
            Rule::open_paren => {
                stream.open(&child, Lead::Blank);
                path = Lead::Line;
            }
            Rule::string | Rule::raw_string => stream.put(&child, path),
            Rule::close_paren => stream.close(&child),
            _ => stream.rest(&child),
        }
    }
}
