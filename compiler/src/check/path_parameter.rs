//! `duplicate-path-param`, `path-param-unbound`, `path-field-unbound`: parameters of the full path against `path` fields of the request.

use std::collections::BTreeSet;

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Face, Source};
use crate::resolve::embed::{View, pair, view};
use crate::resolve::reach::request_struct;
use crate::resolve::{FlatField, Resolved, RouteEntry};
use crate::source::Span;
use crate::tree::PathPiece;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in &resolved.routes {
        let mut parameters = BTreeSet::new();
        for piece in &entry.path {
            if let PathPiece::Parameter(name) = piece
                && !name.is_empty()
                && !parameters.insert(name.as_str())
            {
                sink.push(twice(entry, name));
            }
        }
        check_request(resolved, entry, &parameters, sink);
    }
}

fn twice(entry: &RouteEntry<'_>, name: &str) -> Diagnostic {
    let message = format!("parameter `:{name}` stands twice in `{}`", display(entry));
    let span = last_place(entry, name).unwrap_or(entry.route.path.span);
    Diagnostic::new(Code::DuplicatePathParam, span, message)
        .help("give each parameter a name of its own; those of `prefix` count")
}

/// Where a parameter stands in the route's own path; one of the prefix has no place there.
fn last_place(entry: &RouteEntry<'_>, name: &str) -> Option<Span> {
    let is_it = |piece: &PathPiece| matches!(piece, PathPiece::Parameter(text) if text == name);
    entry.route.path.segments.iter().rev().find(|segment| is_it(&segment.piece)).map(|segment| segment.span)
}

fn check_request(resolved: &Resolved<'_>, entry: &RouteEntry<'_>, parameters: &BTreeSet<&str>, sink: &mut Sink) {
    let Some(body) = entry.route.request.as_ref() else { return };
    let Some(type_) = &body.type_ else { return };
    let flat = match request_struct(resolved, Some(body)) {
        Some(id) => resolved.flatten(id),
        // What it might have held is not known; an anonymous body is refused.
        None if matches!(shape(resolved, type_), Shape::Unknown | Shape::Inline(_)) => return,
        None => Vec::new(),
    };
    let has_path_field = flat.iter().any(|field| pair(field.field.tag.as_ref(), "path").is_some());
    let view = if has_path_field { view(&flat, Face::Request) } else { View::default() };
    let path_fields = || view.shown.iter().filter(|shown| shown.source == Source::Path);
    let bound: BTreeSet<&str> = path_fields().map(|shown| shown.wire.as_str()).collect();
    for name in parameters.difference(&bound) {
        let message = format!("no field of the request takes the path parameter `:{name}`");
        let found =
            Diagnostic::new(Code::PathParamUnbound, last_place(entry, name).unwrap_or(entry.route.path.span), message);
        let found = found.also(type_.span, "the request");
        sink.push(found.help(format!("add a field with the tag `path:\"{name}\"`, or the server drops the value")));
    }
    for shown in path_fields().filter(|shown| !parameters.contains(shown.wire.as_str())) {
        sink.push(unbound(entry, &flat[shown.field], &shown.wire));
    }
}

fn unbound(entry: &RouteEntry<'_>, field: &FlatField<'_>, wire: &str) -> Diagnostic {
    let span = pair(field.field.tag.as_ref(), "path").map_or(field.name.span, |pair| pair.name_span);
    let message = format!(
        "the path of `{}` has no parameter `:{wire}`, so field `{}` never gets a value",
        display(entry),
        field.name.text
    );
    Diagnostic::new(Code::PathFieldUnbound, span, message)
        .also(entry.route.path.span, "this path")
        .help(format!("write `:{wire}` in the path, or take the value from elsewhere: `form:\"{wire}\"`"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn route(fields: &str, path: &str) -> Vec<String> {
        found(&format!("type A {{ {fields} }}\nservice a {{\n\t@handler h\n\tget {path} (A)\n}}\n"))
    }

    #[test]
    fn names_must_meet() {
        assert_eq!(route("Id int `path:\"id\"`", "/x/:id"), [""; 0]);
        assert_eq!(route("Id int `form:\"id\"`", "/x/:id"), ["4 path-param-unbound"]);
        assert_eq!(route("Id int `path:\"id\"`", "/x"), ["1 path-field-unbound"]);
    }

    #[test]
    fn embedded_fields_and_prefixes_count() {
        let text = "type B { Id int `path:\"id\"` }\ntype A { B }\n@server (\n\tprefix: /:id\n)\nservice a {\n\t@handler h\n\tget /x (A)\n}\n";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn a_name_stands_once() {
        assert_eq!(found("service a {\n\t@handler h\n\tget /:id/x/:id\n}\n"), ["3 duplicate-path-param"]);
    }
}
