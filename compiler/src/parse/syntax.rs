//! `syntax = "v1"`.

use super::cursor::{Cursor, Node};
use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::Syntax;

/// Reads the statement and looks at the version.
pub(super) fn syntax(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Syntax> {
    let version = node.children().find_map(|child| value::string(&child))?;
    if version.text != "v1" {
        cursor.report(
            Diagnostic::new(
                Code::UnknownSyntaxVersion,
                version.span,
                format!("there is no syntax version `{}`", cursor.source.slice(version.span)),
            )
            .help("write `\"v1\"`, the only version that there is"),
        );
    }
    Some(Syntax { version, span: node.span() })
}
