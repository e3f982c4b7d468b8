//! Signs and letters outside ASCII: full-width punctuation, and names that not every target can spell.

use std::collections::BTreeSet;

use apic_grammar::Rule;
use pest::iterators::Pairs;

use super::cursor::Cursor;
use crate::diagnostics::{Code, Diagnostic};

/// The plain sign for a full-width one.
pub(super) fn plain(sign: char) -> Option<char> {
    Some(match sign {
        '（' => '(',
        '）' => ')',
        '｛' => '{',
        '｝' => '}',
        '［' => '[',
        '］' => ']',
        '：' => ':',
        '，' => ',',
        '；' => ';',
        '＝' => '=',
        '＊' => '*',
        '＠' => '@',
        '．' => '.',
        '－' => '-',
        '／' => '/',
        _ => return None,
    })
}

/// Looks through everything that was read. Nearly all files are plain ASCII outside comments and strings, so the look is rare.
pub(super) fn check(cursor: &mut Cursor<'_>, text: &str, pairs: &Pairs<'_, Rule>) {
    if text.is_ascii() && !text.contains('$') {
        return;
    }
    let mut named = BTreeSet::new();
    for pair in pairs.clone().flatten() {
        let text = pair.as_str();
        let span = cursor.span(pair.as_span().start(), pair.as_span().end());
        match pair.as_rule() {
            Rule::name if !portable(text) && named.insert(text) => cursor.report(
                Diagnostic::new(
                    Code::NonPortableIdentifier,
                    span,
                    format!("`{text}` is not a name in every language that is generated"),
                )
                .help("use ASCII letters, digits and `_`; the wire name in a tag may be any text"),
            ),
            Rule::open_paren
            | Rule::close_paren
            | Rule::open_brace
            | Rule::close_brace
            | Rule::open_bracket
            | Rule::close_bracket
            | Rule::colon
            | Rule::equals
            | Rule::comma
            | Rule::star
            | Rule::separator => {
                if let Some(plain) = text.chars().next().and_then(plain) {
                    cursor.report(full_width(span, text, plain));
                }
            }
            _ => {}
        }
    }
}

/// The finding for one full-width sign.
pub(super) fn full_width(span: crate::source::Span, sign: &str, plain: char) -> Diagnostic {
    Diagnostic::new(Code::FullwidthPunctuation, span, format!("`{sign}` is a full-width sign"))
        .help(format!("write `{plain}`"))
        .safe_fix(format!("replace `{sign}` by `{plain}`"), span, plain)
}

fn portable(name: &str) -> bool {
    name.is_ascii() && !name.contains('$')
}
