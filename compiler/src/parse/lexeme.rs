//! What can be said about a text that is only cut into comments, strings and the rest: trivia and the lexical codes.

use apic_grammar::{ApiParser, Rule};
use pest::Parser as _;

use super::token;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::source::{Source, Span};
use crate::trivia::{Comment, Trivia};

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Lexemes {
    pub(super) trivia: Trivia,
    /// Where a comment or string begins that nothing closes.
    pub(super) cut: Option<usize>,
    /// Blanks outside ASCII and NULs, outside comments and strings; ascending.
    pub(super) odd_blanks: Vec<(usize, usize)>,
    /// Bytes that are no UTF-8 stand where the grammar would stumble over them.
    pub(super) unreadable: bool,
}

struct Scan<'a, 't> {
    source: &'a Source,
    text: &'t str,
    sink: &'a mut Sink,
    found: Lexemes,
    /// Comments and strings that span lines: a blank line inside is theirs.
    tall: Vec<(usize, usize)>,
    /// Nothing but blanks was seen since the last line end.
    fresh_line: bool,
    /// Bad bytes that no comment or string holds yet; ascending.
    bad_bytes: &'a [u32],
    first_bad_comment: Option<u32>,
    first_bad_text: Option<u32>,
}

/// Scans a whole file; linear.
pub(super) fn scan(source: &Source, text: &str, bad_bytes: &[u32], sink: &mut Sink) -> Lexemes {
    let mut scan = Scan {
        source,
        text,
        sink,
        found: Lexemes::default(),
        tall: Vec::new(),
        fresh_line: true,
        bad_bytes,
        first_bad_comment: None,
        first_bad_text: None,
    };
    // The rule accepts any text and does not recurse.
    for pair in ApiParser::parse(Rule::lexemes, text).into_iter().flatten().flat_map(pest::iterators::Pair::into_inner)
    {
        scan.lexeme(pair.as_rule(), pair.as_span().start(), pair.as_span().end());
    }
    scan.bytes();
    scan.blank_lines();
    scan.found
}

impl Scan<'_, '_> {
    fn lexeme(&mut self, rule: Rule, start: usize, end: usize) {
        let comment = matches!(rule, Rule::line_comment | Rule::block_comment | Rule::open_comment);
        let bare = matches!(rule, Rule::other | Rule::slash);
        self.bad(start, end, comment, bare);
        match rule {
            Rule::line_comment => self.comment(start, end, false),
            Rule::block_comment => self.comment(start, end, true),
            Rule::open_comment => self.open_comment(start, end),
            Rule::string => self.string(start, end),
            Rule::raw_string => self.tall.push((start, end)),
            Rule::open_line => self.open_line(start, end, "the closing quote of this string is missing", "\""),
            Rule::open_tag_line => self.open_line(start, end, "the closing backtick of this tag is missing", "`"),
            Rule::open_string | Rule::open_raw => self.open_string(start),
            _ => self.odd_blanks(start, end),
        }
        let lexeme = &self.text[start..end];
        let tail = lexeme.rfind('\n').map(|at| &lexeme[at + 1..]);
        self.fresh_line =
            bare && (self.fresh_line || tail.is_some()) && tail.unwrap_or(lexeme).chars().all(token::is_blank);
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.source.id, start, end)
    }

    fn comment(&mut self, start: usize, end: usize, block: bool) {
        let own_line = self.fresh_line;
        self.found.trivia.comments.push(Comment { span: self.span(start, end), block, own_line });
        if block {
            self.tall.push((start, end));
        }
    }

    fn open_comment(&mut self, start: usize, end: usize) {
        self.found.cut = Some(start);
        self.tall.push((start, end));
        let mut diagnostic =
            Diagnostic::new(Code::UnterminatedComment, self.span(start, start + 2), "this comment is never closed")
                .help("write `*/` where the comment ends");
        if self.text[..start].ends_with('/')
            || self.text[..start].trim_end().ends_with(|c: char| c.is_ascii_alphabetic())
        {
            diagnostic = diagnostic.help("if `/*` was meant as part of a path: wildcards are not supported");
        }
        self.sink.push(diagnostic);
    }

    fn string(&mut self, start: usize, end: usize) {
        if self.text[start..end].contains('\n') {
            self.tall.push((start, end));
            self.sink.push(
                Diagnostic::new(Code::MultilineString, self.span(start, end), "this string goes on over a line end")
                    .help("close it with `\"` on its line, or write a string of several lines between backticks"),
            );
        }
    }

    fn open_string(&mut self, start: usize) {
        self.found.cut = Some(start);
        let quote = if self.text[start..].starts_with('"') { "`\"`" } else { "a backtick" };
        let message = format!("the string that {quote} opens here is never closed");
        self.sink.push(
            Diagnostic::new(Code::UnterminatedString, self.span(start, start + 1), message)
                .help(format!("write {quote} where the string ends")),
        );
    }

    /// A string that was meant to end with its line.
    fn open_line(&mut self, start: usize, end: usize, message: &str, quote: &str) {
        let end = start + self.text[start..end].trim_end().len();
        self.sink.push(
            Diagnostic::new(Code::UnterminatedString, self.span(start, end), message)
                .help(format!("end it with {}", if quote == "`" { "a backtick" } else { "`\"`" }))
                .safe_fix("close it at the end of the line", self.span(end, end), quote),
        );
    }

    fn odd_blanks(&mut self, start: usize, end: usize) {
        let text = &self.text[start..end];
        if text.is_ascii() && !text.contains('\0') {
            return;
        }
        for (at, blank) in text.char_indices().filter(|(_, c)| *c == '\0' || token::is_wide_blank(*c)) {
            let (from, to) = (start + at, start + at + blank.len_utf8());
            let repeats = self.found.odd_blanks.last().is_some_and(|(_, end)| *end == from);
            self.found.odd_blanks.push((from, to));
            if !repeats && blank != '\0' {
                let span = self.span(from, to);
                let message = format!("U+{:04X} looks like a blank and is read as one", u32::from(blank));
                self.sink.push(
                    Diagnostic::new(Code::UnicodeSpace, span, message).help("write a plain blank").safe_fix(
                        "replace it by a blank",
                        span,
                        " ",
                    ),
                );
            }
        }
    }

    /// Takes the bad bytes of this lexeme.
    fn bad(&mut self, start: usize, end: usize, comment: bool, bare: bool) {
        let inside = self.bad_bytes.partition_point(|at| (*at as usize) < end);
        let (here, rest) = self.bad_bytes.split_at(inside);
        self.bad_bytes = rest;
        let Some(first) = here.iter().copied().find(|at| *at as usize >= start) else { return };
        self.found.unreadable |= bare;
        let place = if comment { &mut self.first_bad_comment } else { &mut self.first_bad_text };
        place.get_or_insert(first);
    }

    /// What concerns single bytes, once for the file.
    fn bytes(&mut self) {
        if let Some(at) = self.first_bad_text {
            let span = self.span(at as usize, at as usize + 1);
            self.sink.push(
                Diagnostic::new(Code::InvalidUtf8, span, "this byte is no part of a UTF-8 text")
                    .help("save the file as UTF-8"),
            );
        } else if let Some(at) = self.first_bad_comment {
            let span = self.span(at as usize, at as usize + 1);
            self.sink.push(
                Diagnostic::new(Code::InvalidUtf8Comment, span, "a byte of this comment is no part of a UTF-8 text")
                    .help("save the file as UTF-8"),
            );
        }
        if let Some(at) = self.text.find('\0').filter(|_| !self.found.unreadable) {
            self.sink.push(
                Diagnostic::new(Code::NulByte, self.span(at, at + 1), "the file holds a NUL byte")
                    .help("remove it; is this a text file?"),
            );
        }
        if let Some(at) = lone_cr(&self.source.text) {
            self.sink.push(
                Diagnostic::new(
                    Code::LoneCr,
                    self.span(at, at + 1),
                    "a carriage return stands here without a line feed",
                )
                .help("end lines with LF or CRLF"),
            );
        }
        let has_tokens = !self.text.chars().all(token::is_blank);
        if !has_tokens {
            let message = format!("`{}` holds nothing", self.source.path);
            let found = Diagnostic::new(Code::EmptyFile, self.span(0, 0), message);
            self.sink.push(found.help("write types or a service into it, or remove it"));
        }
    }

    fn blank_lines(&mut self) {
        let mut tall = self.tall.iter().peekable();
        let starts = &self.source.line_starts;
        for (index, start) in starts.iter().enumerate() {
            let from = *start as usize;
            let to = starts.get(index + 1).map_or(self.text.len(), |next| *next as usize);
            while tall.next_if(|(_, end)| *end <= from).is_some() {}
            let inside = tall.peek().is_some_and(|(begin, _)| *begin < from);
            if from < to && !inside && self.text[from..to].chars().all(token::is_blank) {
                self.found.trivia.blank_lines.push(*start);
            }
        }
    }
}

fn lone_cr(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'))
}
