//! Service blocks and their annotations.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use super::{doc, route, value};
use crate::parse::{Node, skip_gap};

/// `service name { … }`
pub(super) fn service(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    // What stands before a route, and the route, are one item.
    let mut part = Lead::Paragraph;
    for child in node.children() {
        match child.rule() {
            Rule::k_service => stream.put(&child, lead),
            Rule::service_name => name(stream, &child),
            Rule::open_brace => stream.open(&child, Lead::Blank),
            Rule::close_brace => stream.close(&child),
            Rule::route => {
                route::route(stream, &child, part);
                part = Lead::Paragraph;
            }
            Rule::doc | Rule::handler | Rule::server => {
                annotation(stream, &child, part);
                part = Lead::Tight;
            }
            _ => stream.rest(&child),
        }
    }
}

/// `a-api`; the grammar has no node for a dash.
fn name(stream: &mut Stream<'_>, node: &Node<'_>) {
    let mut end = None;
    for word in node.children() {
        match end {
            None => stream.put(&word, Lead::Blank),
            Some(end) => {
                let dash = skip_gap(stream.text, end);
                stream.put_at(dash, dash + 1, Lead::Glue);
                stream.put(&word, Lead::Glue);
            }
        }
        end = Some(word.end());
    }
}

fn annotation(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    match node.rule() {
        Rule::doc => doc::doc(stream, node, lead),
        Rule::handler => handler(stream, node, lead),
        Rule::server => server(stream, node, lead),
        _ => stream.rest(node),
    }
}

fn handler(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_handler => stream.put(&child, lead),
            Rule::name => stream.put(&child, Lead::Blank),
            _ => stream.rest(&child),
        }
    }
}

/// `@server ( … )`
pub(super) fn server(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    for child in node.children() {
        match child.rule() {
            Rule::k_server => stream.put(&child, lead),
            Rule::key_block => value::key_block(stream, &child),
            _ => stream.rest(&child),
        }
    }
}
