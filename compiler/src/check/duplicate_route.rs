//! `duplicate-route`: two routes that a request could mean alike.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Resolved, RouteEntry};
use crate::tree::PathPiece;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut first: BTreeMap<String, &RouteEntry<'_>> = BTreeMap::new();
    for entry in &resolved.routes {
        let shape = shape(entry);
        match first.get(&shape) {
            Some(other) => sink.push(duplicate(entry, other)),
            None => {
                first.insert(shape, entry);
            }
        }
    }
}

/// Method and full path, parameter names replaced: what a router tells apart.
fn shape(entry: &RouteEntry<'_>) -> String {
    let mut shape = entry.route.method.text.clone();
    for piece in &entry.path {
        shape.push('/');
        shape.push_str(match piece {
            PathPiece::Literal(text) => text,
            PathPiece::Parameter(_) => ":",
        });
    }
    shape
}

/// `GET /v1/items/:id`.
pub(super) fn display(entry: &RouteEntry<'_>) -> String {
    let mut text = format!("{} ", entry.route.method.text.to_uppercase());
    for piece in &entry.path {
        match piece {
            PathPiece::Literal(piece) => text.extend(["/", piece]),
            PathPiece::Parameter(piece) => text.extend(["/:", piece]),
        }
    }
    if entry.path.is_empty() {
        text.push('/');
    }
    text
}

fn duplicate(entry: &RouteEntry<'_>, first: &RouteEntry<'_>) -> Diagnostic {
    let (this, other) = (display(entry), display(first));
    let message = if this == other {
        format!("`{this}` is declared twice")
    } else {
        format!("`{this}` and `{other}` answer the same requests")
    };
    let span = |entry: &RouteEntry<'_>| entry.route.method.span.to(entry.route.path.span);
    Diagnostic::new(Code::DuplicateRoute, span(entry), message)
        .also(span(first), "first declared here")
        .help("change the method or the path of one of them")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn pair(first: &str, second: &str) -> Vec<String> {
        found(&format!("service a {{\n\t@handler h\n\t{first}\n\t@handler k\n\t{second}\n}}\n"))
    }

    #[test]
    fn the_shape_counts_and_nothing_else() {
        for (first, second) in [("get /x", "get /x/"), ("get /:a", "get /:b"), ("get /", "get /")] {
            assert_eq!(pair(first, second), ["5 duplicate-route"], "{first} and {second}");
        }
        assert_eq!(pair("get /x", "post /x"), [""; 0]);
        assert_eq!(pair("get /:a", "get /x"), [""; 0]);
    }

    #[test]
    fn prefixes_count() {
        let block = "service a {\n\t@handler k\n\tget /v1/x\n}\n";
        let text = format!("@server (\n\tprefix: v1\n)\nservice a {{\n\t@handler h\n\tget /x\n}}\n{block}");
        assert_eq!(found(&text), ["10 duplicate-route"]);
    }
}
