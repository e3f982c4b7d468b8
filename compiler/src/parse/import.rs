//! `import`.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{broken, value};
use crate::diagnostics::{Code, Diagnostic};
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
    if let Some(alias) = node.child(Rule::name) {
        cursor.report(
            Diagnostic::new(
                Code::ImportAlias,
                alias.span(),
                format!("an import cannot be renamed to `{}`", alias.text()),
            )
            .help("remove the name: all types of a contract share one namespace"),
        );
    }
    import(cursor, node)
}
