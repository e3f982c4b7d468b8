//! A second opinion on tokens, written without the grammar.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Comment,
    Text,
    Word,
    Sign,
}

/// A token with its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    pub(crate) kind: Kind,
    pub(crate) text: &'t str,
    pub(crate) start: usize,
}

/// Comments, strings, words, and single signs.
pub(crate) fn tokens(text: &str) -> Vec<Token<'_>> {
    // A lone CR is a line end in a text without LF; elsewhere it is a blank.
    let line_end = if text.contains('\n') { '\n' } else { '\r' };
    let mut tokens = Vec::new();
    let mut start = 0;
    while let Some(first) = text[start..].chars().next() {
        let rest = &text[start..];
        let (kind, length) = if rest.starts_with("//") {
            let line = rest.split(line_end).next().unwrap_or(rest);
            (Kind::Comment, line.trim_end_matches('\r').len())
        } else if let Some(inside) = rest.strip_prefix("/*") {
            (Kind::Comment, inside.find("*/").expect("comments are closed") + 4)
        } else if first == '"' {
            (Kind::Text, string(rest, line_end))
        } else if first == '`' {
            (Kind::Text, rest[1..].find('`').expect("strings are closed") + 2)
        } else if is_word(first) {
            (Kind::Word, rest.find(|c| !is_word(c)).unwrap_or(rest.len()))
        } else if first.is_whitespace() || is_odd_blank(first) {
            start += first.len_utf8();
            continue;
        } else {
            (Kind::Sign, first.len_utf8())
        };
        tokens.push(Token { kind, text: &rest[..length], start });
        start += length;
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn is_odd_blank(c: char) -> bool {
    matches!(c, '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The first quote that no backslash protects, on the first line that has a quote at all; else the last quote of that line.
fn string(text: &str, line_end: char) -> usize {
    let first = text[1..].find('"').expect("strings are closed") + 1;
    let begin = text[1..first].rfind(line_end).map_or(1, |at| at + 2);
    let end = text[begin..].find(line_end).map_or(text.len(), |at| begin + at);
    let line = &text[begin..end];
    let mut protected = false;
    for (at, c) in line.char_indices() {
        match c {
            '"' if !protected => return begin + at + 1,
            '\\' => protected = !protected,
            _ => protected = false,
        }
    }
    begin + line.rfind('"').expect("the line has a quote") + 1
}

/// The text with a comment put into a gap between two tokens: each gap, each place in it, each kind of comment.
pub(crate) fn with_comments(text: &str) -> Vec<String> {
    let tokens: Vec<_> = tokens(text).into_iter().filter(|token| token.kind != Kind::Comment).collect();
    let mut variants = Vec::new();
    let mut put = |at: usize, comment: &str| variants.push(format!("{}{comment}{}", &text[..at], &text[at..]));
    for (index, token) in tokens.iter().enumerate() {
        let end = token.start + token.text.len();
        let next = tokens.get(index + 1).map_or(text.len(), |next| next.start);
        put(end, " /* gap */ ");
        if next != end {
            put(next, "/* gap */ ");
        }
        let between = &text[end..next];
        match index % 3 {
            0 => put(end, " // gap\n"),
            1 if between.contains('\n') => put(next, "// gap\n"),
            _ => put(next, "/* gap\n gap */"),
        }
    }
    variants
}
