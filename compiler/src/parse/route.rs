//! Routes.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::name;
use super::{broken, path, types};
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::{Body, Method, Path, Route};

/// The methods that a contract may name (two of them are refused later).
const METHODS: [&str; 9] = ["get", "head", "post", "put", "patch", "delete", "options", "connect", "trace"];

/// `get /items/:id (Req) returns (Resp)`; `None` if the path cannot be read.
pub(super) fn route(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Route> {
    let method = method(cursor, &node.children().next()?);
    let mut path: Option<Path> = None;
    let mut request = None;
    let mut response = None;
    let mut missing = true;
    for child in node.children() {
        match child.rule() {
            Rule::path => {
                missing = false;
                path = Some(path::path(cursor, &child));
            }
            Rule::odd_path => {
                missing = false;
                path::odd(cursor, &child);
            }
            Rule::path_rest => path::rest(cursor, &child, path.as_ref()),
            Rule::body => request = Some(body(cursor, &child)),
            Rule::returns => response = child.child(Rule::body).map(|child| body(cursor, &child)),
            _ => {}
        }
    }
    let behind = super::token::at(cursor.text, method.span.end as usize).start;
    if missing && !cursor.is_cut(behind) {
        cursor.report(
            Diagnostic::new(
                Code::MissingPath,
                method.span,
                format!("`{}` is not followed by a path", cursor.source.slice(method.span)),
            )
            .help(format!("write one, such as `{} /items`", method.text)),
        );
    }
    Some(Route { method, path: path?, request, response, span: node.span() })
}

fn method(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Method {
    let written = node.text();
    let text = written.to_ascii_lowercase();
    let span = node.span();
    if !METHODS.contains(&text.as_str()) {
        let nearest = METHODS
            .iter()
            .min_by_key(|method| name::distance(method, &text))
            .filter(|method| name::distance(method, &text) <= 2);
        let diagnostic = Diagnostic::new(Code::UnknownMethod, span, format!("`{written}` is no method"));
        cursor.report(match nearest {
            Some(nearest) => diagnostic.help(format!("did you mean `{nearest}`?")),
            None => diagnostic.help("the methods are `get`, `head`, `post`, `put`, `patch`, `delete` and `options`"),
        });
    } else if text != written {
        cursor.report(
            Diagnostic::new(Code::MethodCase, span, format!("the method `{written}` is read as `{text}`"))
                .help(format!("write `{text}`"))
                .safe_fix("write it in lower case", span, text.clone()),
        );
    }
    Method { text, span }
}

/// `( Type )` or `()`
fn body(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Body {
    let mut type_ = None;
    let mut open = node.span();
    let mut broken = None;
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => open = child.span(),
            Rule::type_ => type_ = Some(child),
            Rule::broken_body => broken = Some(child),
            _ => {}
        }
    }
    if let Some(rest) = &broken {
        broken::body(cursor, rest, open, type_.is_some());
    }
    // In `(r Req)` and `(stream Resp)` the first word is no type, so nothing is to be said about its name.
    let named = broken.is_some_and(|rest| rest.text().starts_with(|c: char| c.is_alphabetic() || c == '*' || c == '['));
    let type_ = type_.map(|child| if named { types::broken(&child) } else { types::expression(cursor, &child) });
    Body { type_, span: node.span() }
}
