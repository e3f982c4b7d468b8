//! A tag in `"…"`: reported, and read as far as it tells where the field travels, so that nothing else is said of the field.

use crate::diagnostics::{Code, Diagnostic};
use crate::parse::cursor::{Cursor, Node};
use crate::source::Span;
use crate::tree::{Tag, TagPair};

/// The keys that name a place. Other pairs, and options, would have no text of their own to point at.
const SOURCES: [&str; 4] = ["json", "form", "path", "header"];

/// Text in `"…"` where a tag should stand.
pub(in crate::parse) fn not_raw(cursor: &mut Cursor<'_>, literal: &Node<'_>) -> Tag {
    let (written, span) = (literal.text(), literal.span());
    let inner = written.trim_matches('"').replace("\\\"", "\"");
    let tag = match inner.split_once(':') {
        _ if inner.contains('"') => inner,
        Some((key, value)) => format!("{key}:\"{value}\""),
        // A name alone is what JSON calls the field.
        None => format!("json:\"{inner}\""),
    };
    let pairs = pairs(&tag, span);
    let message = format!("`{written}` is no tag: tags stand between backticks");
    let mut found = Diagnostic::new(Code::TagNotRaw, span, message).help(format!("write `` `{tag}` ``"));
    if !pairs.is_empty() && !tag.contains('`') {
        found = found.safe_fix("put the tag between backticks", span, format!("`{tag}`"));
    }
    cursor.report(found);
    Tag { pairs, span }
}

fn pairs(tag: &str, span: Span) -> Vec<TagPair> {
    let mut pairs = Vec::new();
    let mut rest = tag;
    while let Some((key, behind)) = rest.split_once(":\"") {
        let Some((value, next)) = behind.split_once('"') else { break };
        let name = value.split(',').next().unwrap_or_default().trim().to_string();
        if let Some(key) = SOURCES.into_iter().find(|source| key.trim() == *source) {
            let (key, value) = (key.to_string(), name.clone());
            pairs.push(TagPair {
                key,
                key_span: span,
                value,
                value_span: span,
                name,
                name_span: span,
                options: Vec::new(),
            });
        }
        rest = next;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_in_request, said};

    #[test]
    fn one_mistake_has_one_message() {
        assert_eq!(found_in_request("X string \"json:x\""), ["1 tag-not-raw"]);
        assert_eq!(found_in_request("X string \"json:\\\"x,optional\\\" label:\\\"l\\\"\""), ["1 tag-not-raw"]);
        assert_eq!(found_in_request("X string \"x\""), ["1 tag-not-raw"]);
        assert_eq!(found_in_request("*B \"json:x\" } type B {"), ["1 tag-not-raw"]);
        let text = "type Q { Id int \"path:id\" }\nservice a {\n\t@handler h\n\tget /x/:id (Q)\n}\n";
        assert_eq!(found(text), ["1 tag-not-raw"]);
    }

    #[test]
    fn a_first_tag_counts_and_what_is_no_tag_has_no_source() {
        assert_eq!(found_in_request("X string `json:\"x\"` \"form:y\""), ["1 tag-not-raw"]);
        assert_eq!(found_in_request("X string \"db:x\""), ["1 untagged-field", "1 tag-not-raw"]);
    }

    #[test]
    fn the_tag_is_offered_as_it_should_stand() {
        let text = "type A { X int \"json:x,optional\" }\nservice a {\n\t@handler h\n\tpost /x (A)\n}\n";
        let expected =
            "`\"json:x,optional\"` is no tag: tags stand between backticks: write `` `json:\"x,optional\"` ``";
        assert_eq!(said(text), expected);
    }
}
