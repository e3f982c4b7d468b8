//! Text to tree: parses one file, whatever it holds.
//!
//! The grammar accepts any text; what it skipped or read under protest becomes diagnostics here. One file per noun of the tree; `cursor` is the
//! only walk over pest's pairs, `broken` turns skipped text into a diagnostic, `lexeme` says what can be said without a grammar.

mod again;
mod annotation;
mod broken;
mod cursor;
mod declaration;
mod doc;
mod expected;
mod field;
mod import;
mod lexeme;
mod name;
mod path;
mod route;
mod server;
mod service;
mod sign;
mod statement;
mod syntax;
mod tag;
mod token;
mod types;
mod value;

use std::borrow::Cow;

use apic_grammar::{ApiParser, Rule};
use pest::Parser as _;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::load::Parsed;
use crate::source::Source;
use crate::tree::File;
use crate::trivia::Trivia;
use cursor::Cursor;

pub(crate) use again::{Known, parse_again};
pub(crate) use cursor::Node;
pub(crate) use token::skip_gap;

/// What was read, for those who need more than the tree: every token is below the node, and the node's places are in the text.
pub(crate) struct Read<'a> {
    pub(crate) file: Node<'a>,
    pub(crate) text: &'a str,
    pub(crate) trivia: &'a Trivia,
    pub(crate) sink: &'a Sink,
}

/// Parses one file. Syntax errors go into the sink; what could be read is in the tree.
///
/// `bad_bytes` are the places of bytes that are no UTF-8, each replaced by `?` in the text.
pub(crate) fn parse(source: &Source, bad_bytes: &[u32], sink: &mut Sink) -> Parsed {
    parse_and(source, bad_bytes, sink, |_| ()).0
}

/// The same, with a look at what was read; `None` if nothing could be.
pub(crate) fn parse_and<T>(
    source: &Source,
    bad_bytes: &[u32],
    sink: &mut Sink,
    look: impl FnOnce(&Read<'_>) -> T,
) -> (Parsed, Option<T>) {
    let (mut seen, said) = (None, sink.count());
    let text = with_line_ends(&source.text);
    let lexemes = lexeme::scan(source, &text, bad_bytes, sink);
    let text = with_plain_blanks(text, &lexemes.odd_blanks);
    let mut cursor = Cursor::new(source, &text, sink, lexemes.cut);
    let mut parsed = Parsed { trivia: lexemes.trivia, ..Parsed::default() };
    if lexemes.unreadable {
        broken::note_names(&mut cursor, &text);
    } else {
        match ApiParser::parse(Rule::file, &text) {
            Ok(mut pairs) => {
                sign::check(&mut cursor, &text, &pairs);
                if let Some(pair) = pairs.next() {
                    let file = Node::new(pair, source.id);
                    parsed.file = File { statements: statement::statements(&mut cursor, &file) };
                    seen = Some(look(&Read { file, text: &text, trivia: &parsed.trivia, sink: cursor.sink }));
                }
            }
            // The one way for this parse to fail is pest's guard of the native stack.
            Err(error) => too_deep(&mut cursor, &text, &error),
        }
    }
    parsed.skipped_names = cursor.skipped_names;
    parsed.clean = sink.count() == said;
    (parsed, seen)
}

/// A text without any LF has its CRs as line ends; places stay.
fn with_line_ends(text: &str) -> Cow<'_, str> {
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { Cow::Borrowed(text) }
}

/// Blanks that only look like blanks become blanks; places stay.
fn with_plain_blanks<'t>(text: Cow<'t, str>, odd: &[(usize, usize)]) -> Cow<'t, str> {
    if odd.is_empty() {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    for (start, end) in odd {
        plain.push_str(&text[plain.len()..*start]);
        plain.extend(std::iter::repeat_n(' ', end - start));
    }
    plain.push_str(&text[plain.len()..]);
    Cow::Owned(plain)
}

fn too_deep(cursor: &mut Cursor<'_>, text: &str, error: &pest::error::Error<Rule>) {
    let at = match error.location {
        pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => at,
    };
    // A limit on steps is set by tests alone.
    let message = match &error.variant {
        pest::error::ErrorVariant::CustomError { message } if message.contains("call limit") => {
            "reading this file takes too many steps"
        }
        _ => "brackets are nested too deeply here",
    };
    let span = token::at(text, at).span(cursor.source.id);
    cursor
        .sink
        .push(Diagnostic::new(Code::NestingTooDeep, span, message).help("give the inner types names of their own"));
    broken::note_names(cursor, text);
}

#[cfg(test)]
mod tests;
