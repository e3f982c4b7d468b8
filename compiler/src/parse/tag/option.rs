//! `name,option,…`: splits a value at its commas.

use super::text::Text;
use crate::source::Span;
use crate::tree::TagOption;

/// The parts of a value.
pub(super) struct Parts {
    pub(super) name: String,
    pub(super) name_span: Span,
    pub(super) options: Vec<TagOption>,
}

/// Splits a value; `span` takes places in what was written.
pub(super) fn split(text: &Text, span: &dyn Fn(usize, usize) -> Span) -> Parts {
    let written = |from: usize, to: usize| span(text.written(from), text.written(to));
    let (mut start, mut end) = (0, piece_end(&text.text, 0));
    let (from, to) = trimmed(&text.text, start, end);
    let mut parts = Parts { name: plain(&text.text[from..to]), name_span: written(from, to), options: Vec::new() };
    while end < text.text.len() {
        start = end + 1;
        end = piece_end(&text.text, start);
        parts.options.push(option(&text.text, start, end, &written));
    }
    parts
}

fn option(text: &str, start: usize, end: usize, span: &dyn Fn(usize, usize) -> Span) -> TagOption {
    let (from, to) = trimmed(text, start, end);
    let whole = &text[from..to];
    let (name, value) = match whole.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (whole, None),
    };
    let spaced = (from, to) != (start, end) || name.trim() != name || value.is_some_and(|value| value.trim() != value);
    TagOption { name: plain(name.trim()), value: value.map(|value| plain(value.trim())), spaced, span: span(from, to) }
}

/// The next comma, or the end. A comma inside `[ ]` or `( )` or behind a backslash is text.
fn piece_end(text: &str, start: usize) -> usize {
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(start) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'[' | b'(' => depth += 1,
            b']' | b')' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => return at,
            _ => {}
        }
    }
    text.len()
}

fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let piece = &text[start..end];
    let from = start + (piece.len() - piece.trim_start().len());
    (from, from + piece.trim().len())
}

/// A protected comma is a comma.
fn plain(text: &str) -> String {
    if text.contains('\\') { text.replace("\\,", ",") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::text::unescape;
    use super::*;
    use crate::source::SourceId;

    fn options(value: &str) -> Vec<(String, Option<String>, bool)> {
        let parts = split(&unescape(value), &|from, to| Span::new(SourceId(0), from, to));
        parts.options.into_iter().map(|option| (option.name, option.value, option.spaced)).collect()
    }

    #[test]
    fn commas_in_brackets_and_behind_a_backslash_are_text() {
        assert_eq!(
            options("a,range=[1:2),default=[1,2]"),
            [("range".into(), Some("[1:2)".into()), false), ("default".into(), Some("[1,2]".into()), false)]
        );
        assert_eq!(options(r"x,default=a\\,b"), [("default".into(), Some("a,b".into()), false)]);
    }

    #[test]
    fn blanks_are_trimmed_and_remembered() {
        assert_eq!(
            options("a, default = 1,,"),
            [("default".into(), Some("1".into()), true), (String::new(), None, false), (String::new(), None, false)]
        );
    }
}
