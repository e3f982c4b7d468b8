//! The token at a place, for messages: what stood there instead of what was expected.

use crate::source::{SourceId, Span};

/// What stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token<'t> {
    pub(super) start: usize,
    pub(super) text: &'t str,
    pub(super) kind: Kind,
}

/// The kinds of token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word,
    /// Punctuation, and `@word`.
    Sign,
    Text,
    /// Characters that mean nothing in this language.
    Stray,
    End,
}

/// Longer tokens are cut in messages.
const LONGEST_SHOWN: usize = 60;

/// The first token at or behind `at`; blanks and comments are skipped.
pub(super) fn at(text: &str, at: usize) -> Token<'_> {
    let start = skip_gap(text, at);
    let rest = text.get(start..).unwrap_or_default();
    let Some(first) = rest.chars().next() else {
        return Token { start, text: "", kind: Kind::End };
    };
    let (length, kind) = match first {
        '"' | '`' => (quoted(rest, first), Kind::Text),
        '@' => (1 + run(&rest[1..], is_word), Kind::Sign),
        _ if is_word(first) => (run(rest, is_word), Kind::Word),
        _ if is_sign(first) => (first.len_utf8(), Kind::Sign),
        _ => (run(rest, |c| !is_blank(c) && !is_word(c) && !is_sign(c) && c != '"' && c != '`'), Kind::Stray),
    };
    Token { start, text: &rest[..length], kind }
}

/// Skips blanks and comments.
pub(crate) fn skip_gap(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blanks = run(rest, is_blank);
        let rest = &rest[blanks..];
        at += blanks;
        if rest.starts_with("//") {
            at += rest.find('\n').unwrap_or(rest.len());
        } else if let Some(rest) = rest.strip_prefix("/*") {
            at += 2 + rest.find("*/").map_or(rest.len(), |length| length + 2);
        } else {
            return at;
        }
    }
}

/// The blanks of language.md §2, NUL among them.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\0') || is_wide_blank(c)
}

/// Blanks outside ASCII.
pub(super) fn is_wide_blank(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{180E}' | '\u{2000}'
            ..='\u{200D}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{2060}' | '\u{3000}' | '\u{FEFF}'
    )
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn is_sign(c: char) -> bool {
    matches!(c, '(' | ')' | '{' | '}' | '[' | ']' | ':' | '=' | ',' | ';' | '*' | '@' | '.' | '-' | '/')
        || super::sign::plain(c).is_some()
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Length of a quoted token: to the next quote on the line, or to the line's end.
fn quoted(text: &str, quote: char) -> usize {
    match text[1..].find([quote, '\n']) {
        Some(length) if text[1 + length..].starts_with(quote) => length + 2,
        Some(length) => length + 1,
        None => text.len(),
    }
}

impl Token<'_> {
    pub(super) fn span(&self, source: SourceId) -> Span {
        Span::new(source, self.start, self.start + self.text.len())
    }

    pub(super) fn is_end(&self) -> bool {
        self.kind == Kind::End
    }

    /// As a message names it.
    pub(super) fn words(&self) -> String {
        match self.text.chars().next() {
            None => "the end of the file".into(),
            // A raw string brings its own backticks.
            Some('`') => self.text.into(),
            Some(_) => match self.text.char_indices().nth(LONGEST_SHOWN) {
                Some((at, _)) => format!("`{}…`", &self.text[..at]),
                None => format!("`{}`", self.text),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_blanks_and_comments_and_takes_one_token() {
        assert_eq!(at(" // c\n /* d */ foo(1)", 0).text, "foo");
        assert_eq!(at("#!x", 0), Token { start: 0, text: "#!", kind: Kind::Stray });
        assert_eq!(at("\"a b\" c", 0).text, "\"a b\"");
        assert!(at("/* open", 0).is_end());
    }
}
