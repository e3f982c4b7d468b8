//! Routes with what surrounds them: block, handler, documentation, group, full path.

use super::RouteEntry;
use crate::load::Loaded;
use crate::source::{SourceId, Span};
use crate::tree::{Annotation, Doc, Entry, Item, KeyBlock, Name, PathPiece, Route, Server, Service, Statement};

/// All items with a route, in closure order.
pub(super) fn routes(loaded: &Loaded) -> Vec<RouteEntry<'_>> {
    let mut routes = Vec::new();
    for (index, parsed) in loaded.parsed.iter().enumerate() {
        for statement in &parsed.file.statements {
            if let Statement::Service(service) = statement {
                of_service(SourceId(index as u32), service, &mut routes);
            }
        }
    }
    routes
}

/// The entry of that key which counts: the first.
pub(crate) fn entry<'a>(block: &'a KeyBlock, key: &str) -> Option<&'a Entry> {
    block.entries.iter().find(|entry| entry.key.text == key)
}

fn of_service<'a>(source: SourceId, service: &'a Service, routes: &mut Vec<RouteEntry<'a>>) {
    let server = service.server.as_ref();
    let group = value(server, "group").trim_matches('/');
    let prefix = pieces(value(server, "prefix"));
    for item in &service.items {
        let Some(route) = &item.route else { continue };
        routes.push(RouteEntry {
            source,
            service,
            server,
            item,
            route,
            handler: handler(item),
            doc: doc(item),
            group: group.to_string(),
            path: join(&prefix, route),
        });
    }
}

fn value<'a>(server: Option<&'a Server>, key: &str) -> &'a str {
    server.and_then(|server| entry(&server.block, key)).map_or("", |entry| entry.value.text.as_str())
}

/// `@handler name`, or the old `@server(handler: name)`.
fn handler(item: &Item) -> Option<Name> {
    let modern = item.annotations.iter().find_map(|annotation| match annotation {
        Annotation::Handler(handler) => Some(handler.name.clone()),
        Annotation::Doc(_) | Annotation::Server(_) => None,
    });
    modern.or_else(|| item.annotations.iter().find_map(legacy_handler))
}

fn legacy_handler(annotation: &Annotation) -> Option<Name> {
    let Annotation::Server(server) = annotation else { return None };
    let entry = entry(&server.block, "handler")?;
    Some(Name { text: entry.value.text.clone(), span: entry.value.span })
}

fn doc(item: &Item) -> Option<&Doc> {
    item.annotations.iter().find_map(|annotation| match annotation {
        Annotation::Doc(doc) => Some(doc),
        Annotation::Handler(_) | Annotation::Server(_) => None,
    })
}

/// Prefix in front of the path, empty parts dropped (language.md §6.1).
fn join(prefix: &[PathPiece], route: &Route) -> Vec<PathPiece> {
    let own = route.path.segments.iter().map(|segment| segment.piece.clone());
    prefix
        .iter()
        .cloned()
        .chain(own)
        .filter(|piece| !matches!(piece, PathPiece::Literal(text) if text.is_empty()))
        .collect()
}

fn pieces(prefix: &str) -> Vec<PathPiece> {
    let parts = prefix.split('/').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| match part.strip_prefix(':') {
            Some(name) => PathPiece::Parameter(name.to_string()),
            None => PathPiece::Literal(part.to_string()),
        })
        .collect()
}

/// Where an annotation stands.
pub(crate) fn annotation_span(annotation: &Annotation) -> Span {
    match annotation {
        Annotation::Doc(doc) => doc.span,
        Annotation::Handler(handler) => handler.span,
        Annotation::Server(server) => server.span,
    }
}

#[cfg(test)]
mod tests {
    use super::PathPiece::{Literal, Parameter};
    use crate::check::testing::resolved;

    #[test]
    fn prefix_and_path_are_joined_without_empty_parts() {
        let path = |prefix: &str, path: &str| {
            let text = format!("@server (\n\tprefix: \"{prefix}\"\n)\nservice a {{\n\t@handler h\n\tget {path}\n}}\n");
            resolved(&text, |resolved| resolved.routes[0].path.clone())
        };
        assert_eq!(path("v1/", "/x/"), [Literal("v1".into()), Literal("x".into())]);
        assert_eq!(path("/:tenant", "/:id"), [Parameter("tenant".into()), Parameter("id".into())]);
        assert_eq!(path("/", "/"), []);
    }

    #[test]
    fn handlers_docs_and_groups_in_either_dialect() {
        let text = "@server (\n\tgroup: /a/b/\n)\nservice a {\n\t@doc \"d\"\n\t@handler h\n\tget /x\n\t@server (\n\t\thandler: k\n\t)\n\tget /y\n}\n";
        resolved(text, |resolved| {
            let handlers: Vec<_> =
                resolved.routes.iter().map(|entry| entry.handler.as_ref().map(|name| name.text.as_str())).collect();
            assert_eq!(handlers, [Some("h"), Some("k")]);
            assert!(resolved.routes[0].doc.is_some() && resolved.routes[1].doc.is_none());
            assert_eq!(resolved.routes[0].group, "a/b");
        });
    }
}
