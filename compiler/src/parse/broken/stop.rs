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
    /// Where the piece begins that the place belongs to.
    start: usize,
}

impl Stop {
    /// A place that is known without a second parse.
    pub(super) fn at(at: usize, expected: &str) -> Self {
        Self { at, expected: expected.into(), start: at }
    }

    /// Parses a piece again. If a prefix of it parses, the mistake is what follows the prefix.
    pub(super) fn of(node: &Node<'_>, rules: &[Rule]) -> Self {
        let mut best = Self::at(node.start(), "");
        for rule in rules {
            let (at, positives) = match ApiParser::parse(*rule, node.text()) {
                Ok(pairs) => (pairs.last().map_or(0, |pair| pair.as_span().end()), Vec::new()),
                Err(error) => (place(&error.location), wanted(error.variant)),
            };
            let at = node.start() + at;
            if at > best.at || best.expected.is_empty() && at == best.at {
                best = Self { at, expected: expected::words(&positives), start: node.start() };
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

/// Reports the token at the place where parsing stopped. `advise` gets the token that is named and adds what to write.
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
    if let Some(last) = incomplete(cursor.text, stop, found) {
        let message = format!("{} is not followed by {}", last.words(), stop.expected);
        let diagnostic = Diagnostic::new(Code::UnexpectedToken, last.span(cursor.source.id), message);
        let diagnostic = advise(last, diagnostic);
        return cursor.report(diagnostic);
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
    if is_of_conflict(cursor.text, found.start) {
        let keep = "keep one of them, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`";
        diagnostic = diagnostic.help(format!("git left this where two versions met: {keep}"));
    } else if found.text == "<" {
        diagnostic = generic(cursor, found, diagnostic);
    }
    let diagnostic = advise(found, diagnostic);
    cursor.report(diagnostic);
}

/// Whether the line is one that git writes between versions that it cannot join.
fn is_of_conflict(text: &str, at: usize) -> bool {
    let begin = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(begin..).unwrap_or_default();
    ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark))
}

/// `Page<T>`: the name in front is no type of the contract, and nothing more is said of it.
fn generic(cursor: &mut Cursor<'_>, found: Token<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let before = cursor.text.get(..found.start).unwrap_or_default().trim_end();
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let name = before.get(before.trim_end_matches(is_name).len()..).unwrap_or_default();
    if name.is_empty() {
        return diagnostic;
    }
    cursor.skipped_names.insert(name.to_string());
    let inner = token::at(cursor.text, found.start + 1);
    if matches!(name, "List" | "list" | "Array" | "Vec") {
        return diagnostic.help(format!("a list is written `[]{}`", inner.text));
    }
    diagnostic.help(format!("there are no generic types: declare a `{name}` for each type that it is to hold"))
}

/// The last token of a piece that ends too early: what was found is the innocent start of a later line.
fn incomplete<'t>(text: &'t str, stop: &Stop, found: Token<'_>) -> Option<Token<'t>> {
    if stop.expected.is_empty() {
        return None;
    }
    let mut last = None;
    let mut token = token::at(text, stop.start);
    while token.start < found.start && !token.is_end() {
        let end = token.start + token.text.len();
        last = Some(token);
        token = token::at(text, end);
    }
    // A quote that stays open swallows what was found: then the range is none.
    let gap = |last: &Token<'_>| text.get(last.start + last.text.len()..found.start);
    last.filter(|last| gap(last).is_some_and(|gap| gap.contains('\n')))
}
