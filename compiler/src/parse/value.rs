//! Strings, key blocks and their values.

use std::collections::BTreeMap;

use apic_grammar::Rule;

use super::broken;
use super::cursor::{Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Entry, Key, KeyBlock, StringLiteral, Value, ValueForm};

/// Keys whose value is one path.
const PATH_KEYS: [&str; 3] = ["prefix", "group", "pathPrefix"];

/// A string of either form; `None` for any other node.
pub(super) fn string(node: &Node<'_>) -> Option<StringLiteral> {
    let text = node.text();
    let inner = match node.rule() {
        Rule::string | Rule::raw_string => text.get(1..text.len() - 1)?,
        Rule::open_string | Rule::open_raw | Rule::open_line | Rule::open_tag_line => text.get(1..)?.trim_end(),
        _ => return None,
    };
    let raw = text.starts_with('`');
    // A backslash before the closing quote is ordinary, and it is the last character then: `"C:\"`.
    let text = if raw { inner.to_string() } else { inner.replace("\\\"", "\"") };
    Some(StringLiteral { text, raw, span: node.span() })
}

/// A `,` or `;` without a meaning. The full-width ones have been reported already.
pub(super) fn separator(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let text = node.text();
    if text.is_ascii() {
        cursor.report(
            Diagnostic::new(Code::StraySeparator, node.span(), format!("`{text}` has no meaning here"))
                .help("remove it")
                .safe_fix(format!("remove `{text}`"), node.span(), ""),
        );
    }
}

/// `( key: value … )`
pub(super) fn key_block(cursor: &mut Cursor<'_>, node: &Node<'_>) -> KeyBlock {
    let mut block = KeyBlock { entries: Vec::new(), span: node.span() };
    let mut open = node.span();
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => open = child.span(),
            Rule::separator => separator(cursor, &child),
            Rule::entry => block.entries.extend(entry(cursor, &child)),
            Rule::broken_entry => broken_entry(cursor, &child, block.entries.last()),
            Rule::unclosed_keys => cursor.unclosed(open, child.start()),
            _ => {}
        }
    }
    duplicates(cursor, &block);
    block
}

/// One `key: value`.
pub(super) fn entry(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Entry> {
    let key = node.child(Rule::key)?;
    let key = Key { text: key.text().to_string(), span: key.span() };
    let value = node.children().find_map(|child| value(cursor, &child, &key));
    let value = value.unwrap_or_else(|| {
        let at = cursor.span(node.end(), node.end());
        if !cursor.is_cut(node.end()) {
            cursor.report(
                Diagnostic::new(Code::MissingValue, node.span(), format!("`{}` has no value", key.text))
                    .help("write one behind the colon, or remove the key"),
            );
        }
        Value { text: String::new(), form: ValueForm::Missing, span: at }
    });
    Some(Entry { key, value, span: node.span() })
}

fn value(cursor: &mut Cursor<'_>, node: &Node<'_>, key: &Key) -> Option<Value> {
    if node.rule() == Rule::bare {
        return Some(bare(cursor, node, key));
    }
    let string = string(node)?;
    let form = if string.raw { ValueForm::Raw } else { ValueForm::Quoted };
    Some(Value { text: string.text, form, span: string.span })
}

fn bare(cursor: &mut Cursor<'_>, node: &Node<'_>, key: &Key) -> Value {
    let written = node.text();
    let span = node.span();
    let text = bare_text(written);
    if written.ends_with(':') && cursor.text[node.end()..].starts_with("//") {
        let line = cursor.text[node.end()..]
            .find(|c: char| c.is_whitespace())
            .map_or(cursor.text.len(), |length| node.end() + length);
        let url = cursor.span(node.start(), line);
        let message = format!("`{}` is cut off at `//`, which opens a comment", cursor.source.slice(url));
        cursor.report(Diagnostic::new(Code::UnquotedUrl, url, message).help("put the address in quotes"));
    }
    if text.contains(['“', '”']) {
        cursor.report(
            Diagnostic::new(
                Code::TypographicQuotes,
                span,
                format!("the typographic quotes of `{text}` are part of the value"),
            )
            .help("write `\"` if the value is meant to be quoted"),
        );
    }
    if PATH_KEYS.contains(&key.text.as_str()) && text.contains(char::is_whitespace) {
        path_blank(cursor, span, &text);
    }
    Value { text, form: ValueForm::Bare, span }
}

fn path_blank(cursor: &mut Cursor<'_>, span: Span, text: &str) {
    let glued: String = text.split_whitespace().collect();
    cursor.report(
        Diagnostic::new(Code::PathWhitespace, span, format!("`{text}` has a blank inside"))
            .help(format!("write `{glued}`, if that is meant")),
    );
}

/// Comments removed, blanks around commas dropped.
fn bare_text(written: &str) -> String {
    if !written.contains(',') {
        return written.to_string();
    }
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(at) = ["//", "/*"].iter().filter_map(|opener| rest.find(opener)).min() {
        text.push_str(&rest[..at]);
        let comment = &rest[at..];
        let length =
            if comment.starts_with("//") { comment.find('\n') } else { comment.find("*/").map(|length| length + 2) };
        rest = length.map_or("", |length| &comment[length..]);
    }
    text.push_str(rest);
    text.split(',').map(str::trim).collect::<Vec<_>>().join(",")
}

fn duplicates(cursor: &mut Cursor<'_>, block: &KeyBlock) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for Entry { key, .. } in &block.entries {
        match seen.get(key.text.as_str()) {
            Some(first) => cursor.report(
                Diagnostic::new(Code::DuplicateKey, key.span, format!("`{}` is given a second time", key.text))
                    .also(*first, "first given here")
                    .help("remove one of the two"),
            ),
            None => {
                seen.insert(&key.text, key.span);
            }
        }
    }
}

/// Skipped text in a block; behind a path it may be the path's second line.
fn broken_entry(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Entry>) {
    if let Some(entry) = before
        && PATH_KEYS.contains(&entry.key.text.as_str())
        && entry.value.form == ValueForm::Bare
        && node.text().starts_with('/')
    {
        let glued = format!("{}{}", entry.value.text, node.text().trim_end());
        cursor.report(
            Diagnostic::new(
                Code::PathWhitespace,
                node.span(),
                format!("the value of `{}` goes on behind a line end", entry.key.text),
            )
            .also(entry.value.span, "it began here")
            .help(format!("write `{glued}`, if that is meant")),
        );
        return;
    }
    broken::entry(cursor, node, before);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_text_loses_comments_and_blanks_around_commas() {
        assert_eq!(bare_text("A, // first\n\tB /* c */ , C"), "A,B,C");
        assert_eq!(bare_text("a b"), "a b");
    }
}
