//! `@doc`.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::{Doc, DocForm, KeyBlock, Value, ValueForm};

/// Reads text, keys, the old bare form, or nothing.
pub(super) fn doc(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Doc> {
    let span = node.span();
    for child in node.children() {
        let form = match child.rule() {
            Rule::key_block => DocForm::Keys(value::key_block(cursor, &child)),
            Rule::doc_entry => {
                let entries = value::entry(cursor, &child).into_iter().collect();
                DocForm::Keys(KeyBlock { entries, span: child.span() })
            }
            Rule::doc_missing => {
                if !cursor.is_cut(child.start()) {
                    cursor.report(
                        Diagnostic::new(Code::MissingValue, span, "`@doc` has no text")
                            .help("write the text behind it, in quotes, or remove `@doc`"),
                    );
                }
                let at = cursor.span(node.end(), node.end());
                DocForm::Missing(Value { text: String::new(), form: ValueForm::Missing, span: at })
            }
            _ => match value::string(&child) {
                Some(text) => DocForm::Text(text),
                None => continue,
            },
        };
        return Some(Doc { form, span });
    }
    None
}
