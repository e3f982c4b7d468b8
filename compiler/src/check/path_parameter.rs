//! `duplicate-path-param`, `path-param-unbound`, `path-field-unbound`: parameters of the full path against `path` fields of the request.

use std::collections::{BTreeMap, BTreeSet};

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Line, Sink, line};
use crate::ir::{Face, Source};
use crate::resolve::embed::{View, pair, view};
use crate::resolve::reach::request_struct;
use crate::resolve::scope::nearest;
use crate::resolve::{FlatField, Reference, Resolved, RouteEntry, TypeId};
use crate::source::Span;
use crate::tree::{Member, PathPiece};
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // By type, since many routes may share a large one.
    let mut requests: BTreeMap<TypeId, Option<Request>> = BTreeMap::new();
    let broken = sink.broken_lines(&resolved.loaded.sources);
    let all: BTreeSet<&str> = resolved.routes.iter().flat_map(parameters).collect();
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
        let Some(type_) = entry.route.request.as_ref().and_then(|body| body.type_.as_ref()) else { continue };
        match request_struct(resolved, entry.route.request.as_ref()) {
            Some(id) => {
                if let Some(request) = requests.entry(id).or_insert_with(|| Request::of(resolved, id, &broken))
                    && !request.misspelled(entry, &parameters, &all, sink)
                {
                    check_parameters(entry, &parameters, type_.span, |name| request.fields.contains_key(name), sink);
                    request.check_fields(entry, &parameters, sink);
                }
            }
            // What it might have held is not known; an anonymous body is refused.
            None if matches!(shape(resolved, type_), Shape::Unknown | Shape::Inline(_)) => {}
            None => check_parameters(entry, &parameters, type_.span, |_| false, sink),
        }
    }
}

fn parameters<'r>(entry: &'r RouteEntry<'_>) -> impl Iterator<Item = &'r str> {
    entry.path.iter().filter_map(|piece| match piece {
        PathPiece::Parameter(name) => Some(name.as_str()),
        PathPiece::Literal(_) => None,
    })
}

/// The `path` fields of a request type by wire name.
struct Request {
    fields: BTreeMap<String, PathField>,
    /// Those that no route left without a value yet; one report a field is enough.
    unreported: Vec<String>,
}

struct PathField {
    name: String,
    span: Span,
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

fn check_parameters(
    entry: &RouteEntry<'_>,
    parameters: &BTreeSet<&str>,
    request: Span,
    is_bound: impl Fn(&str) -> bool,
    sink: &mut Sink,
) {
    for name in parameters.iter().filter(|name| !is_bound(name)) {
        let span = last_place(entry, name).unwrap_or(entry.route.path.span);
        let message = format!("no field of the request takes the path parameter `:{name}`");
        let found = Diagnostic::new(Code::PathParamUnbound, span, message).also(request, "the request");
        sink.push(found.help(format!("add a field with the tag `path:\"{name}\"`, or the server drops the value")));
    }
}

impl Request {
    /// `None` if the type embeds a name that stands for nothing, which was reported and may have brought any field, or if the tag of a field cannot be
    /// read.
    fn of(resolved: &Resolved<'_>, id: TypeId, broken: &BTreeSet<Line>) -> Option<Self> {
        if embeds_unknown(resolved, id) {
            return None;
        }
        let flat = resolved.flatten(id);
        let is_broken = |field: &FlatField<'_>| {
            let line = || line(&resolved.loaded.sources, field.name.span);
            field.field.tag.is_none() && line().is_some_and(|line| broken.contains(&line))
        };
        if !broken.is_empty() && flat.iter().any(is_broken) {
            return None;
        }
        let has_path_field = flat.iter().any(|field| pair(field.field.tag.as_ref(), "path").is_some());
        let view = if has_path_field { view(&flat, Face::Request) } else { View::default() };
        let mut fields = BTreeMap::new();
        let mut unreported = Vec::new();
        for shown in view.shown.into_iter().filter(|shown| shown.source == Source::Path) {
            let field = &flat[shown.field];
            let span = pair(field.field.tag.as_ref(), "path").map_or(field.name.span, |pair| pair.name_span);
            fields.insert(shown.wire.to_string(), PathField { name: field.name.text.clone(), span });
            unreported.push(shown.wire.into_owned());
        }
        Some(Self { fields, unreported })
    }

    /// One parameter and one field that look for each other are one mistake.
    fn misspelled(
        &mut self,
        entry: &RouteEntry<'_>,
        parameters: &BTreeSet<&str>,
        all: &BTreeSet<&str>,
        sink: &mut Sink,
    ) -> bool {
        let mut unbound = parameters.iter().filter(|name| !self.fields.contains_key(**name));
        let mut unused = self.fields.iter().filter(|(wire, _)| !parameters.contains(wire.as_str()));
        let (Some(name), None, Some((wire, field)), None) =
            (unbound.next(), unbound.next(), unused.next(), unused.next())
        else {
            return false;
        };
        // Another route has a parameter of that name, and may mean the field.
        if all.contains(wire.as_str()) || nearest(wire, [*name].into_iter()).is_none() {
            return false;
        }
        let span = last_place(entry, name).unwrap_or(entry.route.path.span);
        let message = format!("no field of the request takes the path parameter `:{name}`");
        let found = Diagnostic::new(Code::PathParamUnbound, span, message)
            .label("this parameter")
            .also(field.span, format!("the field says `{wire}`"))
            .help(format!("write `path:\"{name}\"`"));
        // Names in a path do not travel, so the wire stays as it is.
        sink.push(found.safe_fix(format!("write `{name}`"), field.span, *name));
        let wire = wire.clone();
        self.unreported.retain(|other| *other != wire);
        true
    }

    fn check_fields(&mut self, entry: &RouteEntry<'_>, parameters: &BTreeSet<&str>, sink: &mut Sink) {
        let fields = &self.fields;
        self.unreported.retain(|wire| {
            let bound = parameters.contains(wire.as_str());
            if let (false, Some(field)) = (bound, fields.get(wire)) {
                sink.push(unbound(entry, field, wire));
            }
            bound
        });
    }
}

fn embeds_unknown(resolved: &Resolved<'_>, id: TypeId) -> bool {
    let mut seen = BTreeSet::from([id]);
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        for member in &resolved.type_(id).declaration.struct_.members {
            let Member::Embedded(embedded) = member else { continue };
            match resolved.reference(&embedded.name.text) {
                Reference::Unknown => return true,
                Reference::Declared(id) if seen.insert(id) => open.push(id),
                Reference::Declared(_) | Reference::Base(_) => {}
            }
        }
    }
    false
}

fn unbound(entry: &RouteEntry<'_>, field: &PathField, wire: &str) -> Diagnostic {
    let message = format!(
        "the path of `{}` has no parameter `:{wire}`, so field `{}` never gets a value",
        display(entry),
        field.name
    );
    Diagnostic::new(Code::PathFieldUnbound, field.span, message)
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
    fn a_slip_is_one_mistake() {
        assert_eq!(route("Id int `path:\"bookid\"`", "/x/:bookId"), ["4 path-param-unbound"]);
        assert_eq!(route("Id int `path:\"idd\"`", "/x/:id"), ["4 path-param-unbound"]);
        assert_eq!(route("Id int `path:\"isbn\"`", "/x/:id"), ["1 path-field-unbound", "4 path-param-unbound"]);
        let other = "/x/:id (A)\n\t@handler i\n\tget /y/:idd";
        assert_eq!(route("Id int `path:\"idd\"`", other), ["1 path-field-unbound", "4 path-param-unbound"]);
    }

    #[test]
    fn an_unknown_type_may_bring_any_field() {
        assert_eq!(route("Nope", "/x/:id"), ["1 undefined-type"]);
    }

    #[test]
    fn a_name_stands_once() {
        assert_eq!(found("service a {\n\t@handler h\n\tget /:id/x/:id\n}\n"), ["3 duplicate-path-param"]);
    }
}
