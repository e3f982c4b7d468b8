//! `import`.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{broken, value};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Import, ImportPath};

/// Reads one path or a group of them.
pub(super) fn import(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Import {
    let mut import = Import { paths: Vec::new(), grouped: false, span: node.span() };
    let mut open = node.span();
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => {
                import.grouped = true;
                open = child.span();
            }
            Rule::separator => value::separator(cursor, &child),
            Rule::broken_import => broken::import(cursor, &child),
            Rule::unclosed => cursor.unclosed(open, child.start()),
            _ => import.paths.extend(value::string(&child).map(|path| ImportPath { path })),
        }
    }
    import
}

/// `import x "a.api"`: the file is imported all the same.
pub(super) fn aliased(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Import {
    if let Some(name) = node.child(Rule::name) {
        alias(cursor, name.span());
    }
    import(cursor, node)
}

/// A name before a path.
pub(super) fn alias(cursor: &mut Cursor<'_>, span: Span) {
    let name = cursor.source.slice(span).trim_end().to_string();
    let span = Span { end: span.start + name.len() as u32, ..span };
    cursor.report(
        Diagnostic::new(Code::ImportAlias, span, format!("an import cannot be renamed to `{name}`"))
            .help("remove the name: all types of a contract share one namespace"),
    );
}
