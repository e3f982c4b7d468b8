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
    let mut pieces = pieces(&text.text).into_iter();
    let (start, end) = pieces.next().unwrap_or((0, 0));
    let (from, to) = trimmed(&text.text, start, end);
    Parts {
        name: plain(&text.text[from..to]),
        name_span: written(from, to),
        options: pieces.map(|(start, end)| option(&text.text, start, end, &written)).collect(),
    }
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

/// The ranges between commas. A comma inside `[ ]` or `( )` or behind a backslash is text.
fn pieces(text: &str) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut depth = 0_usize;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => {
                pieces.push((start, at));
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push((start, text.len()));
    pieces
}

fn trimmed(text: &str, start: usize, end: usize) -> (usize, usize) {
    let piece = &text[start..end];
    let from = start + (piece.len() - piece.trim_start().len());
    (from, from + piece.trim().len())
}

/// A protected comma is a comma.
fn plain(text: &str) -> String {
    text.replace("\\,", ",")
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
