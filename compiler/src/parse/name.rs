//! Names, and what is wrong with a word that should be one.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::Name;

/// The 25 keywords of Go in order, which cannot name a type or a field.
const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

/// A name as written.
pub(super) fn name(node: &Node<'_>) -> Name {
    Name { text: node.text().to_string(), span: node.span() }
}

/// The name of a type or of a field, which may not be a keyword.
pub(super) fn declared(cursor: &mut Cursor<'_>, node: &Node<'_>, what: &str) -> Name {
    let text = node.text();
    if KEYWORDS.binary_search(&text).is_ok() {
        let capital = capitalized(text);
        let mut diagnostic = Diagnostic::new(
            Code::KeywordAsName,
            node.span(),
            format!("`{text}` is a keyword and cannot name a {what}"),
        );
        diagnostic = match what {
            "field" => diagnostic.help(format!("write `{capital}` and give the wire name in a tag: `json:\"{text}\"`")),
            _ => diagnostic.help(format!("write `{capital}`")),
        };
        cursor.report(diagnostic);
    }
    name(node)
}

/// A word of the wrong form where a name should stand, under a name that can be carried on.
pub(super) fn bad(cursor: &mut Cursor<'_>, node: Option<&Node<'_>>, at: Span, what: &str) -> Name {
    let span = node.map_or(at, Node::span);
    let text = node.map_or("", Node::text);
    let mended = mend(text);
    let mut diagnostic = if text.is_empty() {
        Diagnostic::new(Code::BadName, span, format!("this {what} has no name"))
    } else {
        Diagnostic::new(Code::BadName, span, format!("`{text}` cannot name a {what}"))
    };
    diagnostic = match reason(text) {
        Some(reason) => diagnostic.label(reason),
        None => diagnostic,
    };
    diagnostic = if mended.is_empty() {
        diagnostic.help("a name is a letter or `_`, then letters, digits and `_`")
    } else {
        diagnostic.help(format!("write `{mended}`"))
    };
    if text.trim_matches(['"', '`', '(', ')', ' ']) == mended && !mended.is_empty() {
        diagnostic = diagnostic.safe_fix(format!("write `{mended}`"), span, mended.clone());
    }
    cursor.report(diagnostic);
    Name { text: mended, span }
}

/// A name node of any kind: `bad_…` rules are reported.
pub(super) fn any(cursor: &mut Cursor<'_>, node: &Node<'_>, what: &str) -> Name {
    match node.rule() {
        Rule::name => declared(cursor, node, what),
        _ => bad(cursor, Some(node), node.span(), what),
    }
}

/// How many slips lie between a written word and a known one. A long text is near to nothing, and comparing it would cost.
pub(super) fn distance(known: &str, written: &str) -> usize {
    if written.len() > 32 { usize::MAX } else { strsim::damerau_levenshtein(known, written) }
}

fn reason(text: &str) -> Option<&'static str> {
    let first = text.chars().next()?;
    Some(match first {
        '"' | '`' => "names are not quoted",
        '(' => "names stand without brackets",
        _ if first.is_ascii_digit() => "a name does not begin with a digit",
        _ if text.contains('.') => "a name has no dots",
        _ if text.contains('-') => "a name has no dashes",
        _ => return None,
    })
}

/// The letters of a bad name, words joined as Go would.
fn mend(text: &str) -> String {
    let mut mended = String::new();
    let mut capital = false;
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == '_' {
            if mended.is_empty() && c.is_ascii_digit() {
                continue;
            }
            mended.push(if capital && !mended.is_empty() { c.to_ascii_uppercase() } else { c });
            capital = false;
        } else {
            capital = true;
        }
    }
    mended
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mends_what_is_no_name() {
        assert_eq!(mend("a-b"), "aB");
        assert_eq!(mend("\"h\""), "h");
        assert_eq!(mend("2A"), "A");
        assert_eq!(mend("()"), "");
    }
}
