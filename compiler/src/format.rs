//! `apic fmt`: one layout for every contract (language.md §8). Only blanks and line ends change, and these tokens are dropped, which mean nothing:
//!
//! - `;` and `,` between complete constructs, `;` behind a route;
//! - an empty `()` for a request and an empty `returns ()`, unless a comment is inside, or a comment before it would come to mean something else;
//! - the byte order mark.
//!
//! Everything else stands in the output once, in order, byte for byte: the tokens and comments of the text are laid out, not a tree printed, so nothing can
//! be lost. Each file in here says for one noun how its tokens follow each other; `gap` places the comments between two tokens, `layout` writes.

mod columns;
mod doc;
mod field;
mod gap;
mod layout;
mod route;
mod service;
mod statement;
mod stream;
mod types;
mod value;

use crate::diagnostics::{Code, Diagnostic, Levels, Severity, Sink};
use crate::load;
use crate::parse::{self, Read};
use crate::source::{SourceId, Sources};
use stream::Stream;

/// A file that cannot be formatted, and why: its syntax errors.
#[derive(Debug, Clone)]
pub struct Unformatted {
    /// The file alone.
    pub sources: Sources,
    /// Sorted; never empty.
    pub diagnostics: Vec<Diagnostic>,
}

/// What the parser calls an error although it read every token: the layout does not depend on these.
const READABLE: &[Code] = &[
    Code::ArrayLength,
    Code::DanglingAnnotation,
    Code::DuplicateAnnotation,
    Code::DuplicateInfo,
    Code::DuplicateKey,
    Code::DuplicateSyntax,
    Code::DuplicateTag,
    Code::KeywordAsName,
    Code::MisplacedAnnotation,
    Code::MissingHandler,
    Code::PathReservedWord,
    Code::PathSyntax,
    Code::QualifiedType,
];

/// Formats one file; `path` is how messages call it.
///
/// # Errors
/// When the file has a syntax error, or bytes that are no UTF-8: then it is to be left as it is.
pub fn format(path: &str, bytes: Vec<u8>) -> Result<String, Box<Unformatted>> {
    let decoded = load::decode(SourceId(0), path.to_string(), bytes);
    let source = decoded.source;
    let mut sink = Sink::default();
    let (_, formatted) = parse::parse_and(&source, &decoded.bad_bytes, &mut sink, |read| {
        let readable = read.sink.errors().all(|error| READABLE.contains(&error.code));
        (readable && decoded.bad_bytes.is_empty()).then(|| lay_out(read)).flatten()
    });
    formatted.flatten().ok_or_else(|| {
        let sources = Sources { list: vec![source] };
        let mut diagnostics = sink.close(&sources, &Levels::default());
        diagnostics.retain(|one| one.severity == Severity::Error || one.code == Code::InvalidUtf8Comment);
        Box::new(Unformatted { sources, diagnostics })
    })
}

/// `None` if something stands there that has no layout: a mistake that was reported.
fn lay_out(read: &Read<'_>) -> Option<String> {
    let mut stream = Stream::new(read.text, read.trivia);
    statement::file(&mut stream, &read.file);
    (!stream.strange).then(|| layout::write(&stream, line_end(read.text)))
}

/// CRLF if every line ends so, else LF.
fn line_end(text: &str) -> &'static str {
    let mut ends = text.match_indices('\n').map(|(at, _)| text[..at].ends_with('\r')).peekable();
    if ends.peek().is_some() && ends.all(|crlf| crlf) { "\r\n" } else { "\n" }
}
