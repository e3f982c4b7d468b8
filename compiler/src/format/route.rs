//! Routes, on one line each.

use apic_grammar::Rule;

use super::stream::{Lead, Stream};
use super::types;
use crate::parse::Node;

/// `get /items/:id (Req) returns (Resp)`
pub(super) fn route(stream: &mut Stream<'_>, node: &Node<'_>, lead: Lead) {
    // The end of what is kept.
    let mut end = node.start();
    for child in node.children() {
        let drop = match child.rule() {
            Rule::body => is_empty(stream, &child, &child),
            Rule::returns => child.child(Rule::body).is_some_and(|body| is_empty(stream, &child, &body)),
            Rule::route_end => true,
            _ => false,
        };
        if drop && is_calm(stream, end, child.start()) {
            stream.put(&child, Lead::DroppedBehind);
            continue;
        }
        match child.rule() {
            Rule::method => stream.put(&child, lead),
            Rule::path => stream.put(&child, Lead::Blank),
            Rule::body => body(stream, &child),
            Rule::returns => returns(stream, &child),
            Rule::route_end => stream.put(&child, Lead::Glue),
            _ => stream.rest(&child),
        }
        end = child.end();
    }
}

/// Nothing and no comment between the brackets.
fn is_empty(stream: &Stream<'_>, whole: &Node<'_>, body: &Node<'_>) -> bool {
    body.child(Rule::type_).is_none() && stream.comments(whole.start(), whole.end()).is_empty()
}

/// Whether the comments before something dropped all end on their line. After another one, what follows would no longer be behind the route.
fn is_calm(stream: &Stream<'_>, start: usize, end: usize) -> bool {
    stream.comments(start, end).iter().all(|comment| {
        let text = stream.text.get(comment.span.start as usize..comment.span.end as usize);
        comment.block && text.is_some_and(|text| !text.contains('\n'))
    })
}

fn returns(stream: &mut Stream<'_>, node: &Node<'_>) {
    for child in node.children() {
        match child.rule() {
            Rule::k_returns => stream.put(&child, Lead::Blank),
            Rule::body => body(stream, &child),
            _ => stream.rest(&child),
        }
    }
}

fn body(stream: &mut Stream<'_>, node: &Node<'_>) {
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => stream.put(&child, Lead::Blank),
            Rule::type_ => types::expression(stream, &child, Lead::Glue),
            Rule::close_paren => stream.put(&child, Lead::Glue),
            _ => stream.rest(&child),
        }
    }
}
