//! `@server` blocks.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::{KeyBlock, Server};

/// `@server ( … )`
pub(super) fn server(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Server {
    let block = match node.child(Rule::key_block) {
        Some(block) => value::key_block(cursor, &block),
        None => KeyBlock { entries: Vec::new(), span: node.span() },
    };
    Server { block, span: node.span() }
}

/// The block that counts for a service: the first; a second one is an error.
pub(super) fn for_service(cursor: &mut Cursor<'_>, waiting: Vec<Server>) -> Option<Server> {
    let mut waiting = waiting.into_iter();
    let first = waiting.next()?;
    for again in waiting {
        cursor.report(
            Diagnostic::new(Code::DuplicateAnnotation, again.span, "this service has a second `@server`")
                .also(first.span, "the first one")
                .help("put all keys into one block"),
        );
    }
    Some(first)
}
