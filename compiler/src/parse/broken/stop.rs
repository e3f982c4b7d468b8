//! Where a second parse of skipped text stopped, and the finding about that place.

use apic_grammar::{ApiParser, Rule};
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

use super::super::cursor::{Cursor, Node};
use super::super::token::{self, Kind, Token};
use super::super::{expected, sign};
use crate::diagnostics::{Code, Diagnostic};

/// The place of a mistake.
pub(super) struct Stop {
    pub(super) at: usize,
    /// In words; may be empty.
    pub(super) expected: String,
}

impl Stop {
    /// Parses a piece again. If a prefix of it parses, the mistake is what follows the prefix.
    pub(super) fn of(node: &Node<'_>, rules: &[Rule]) -> Self {
        let mut best = Self { at: node.start(), expected: String::new() };
        for rule in rules {
            let (at, positives) = match ApiParser::parse(*rule, node.text()) {
                Ok(pairs) => (pairs.last().map_or(0, |pair| pair.as_span().end()), Vec::new()),
                Err(error) => (place(&error.location), wanted(error.variant)),
            };
            let at = node.start() + at;
            if at > best.at || best.expected.is_empty() && at == best.at {
                best = Self { at, expected: expected::words(&positives) };
            }
        }
        best
    }
}

fn place(location: &InputLocation) -> usize {
    match location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => *at,
    }
}

fn wanted(variant: ErrorVariant<Rule>) -> Vec<Rule> {
    match variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    }
}

/// Reports the token at the place where parsing stopped.
pub(super) fn unexpected(
    cursor: &mut Cursor<'_>,
    stop: &Stop,
    advise: impl FnOnce(Token<'_>, Diagnostic) -> Diagnostic,
) {
    let found = token::at(cursor.text, stop.at);
    if cursor.is_cut(found.start) {
        return;
    }
    let span = found.span(cursor.source.id);
    if let Some(plain) = found.text.chars().next().and_then(sign::plain) {
        return cursor.report(sign::full_width(span, found.text, plain));
    }
    let (code, message) = match found.kind {
        Kind::Stray => (Code::UnexpectedCharacter, format!("{} has no meaning here", found.words())),
        _ => (Code::UnexpectedToken, format!("{} cannot stand here", found.words())),
    };
    let mut diagnostic = Diagnostic::new(code, span, message);
    if !stop.expected.is_empty() {
        diagnostic = diagnostic.label(format!("expected {}", stop.expected));
    }
    if found.text.starts_with('#') {
        diagnostic = diagnostic.help("comments are `// …` and `/* … */`");
    }
    let diagnostic = advise(found, diagnostic);
    cursor.report(diagnostic);
}
