//! Routes with everything that their block says resolved onto them.

use super::faces::{Side, struct_id};
use super::field::{Fields, Form};
use super::{doc, info, request};
use crate::emit::snake;
use crate::ir::{Carried, Guard, Method, Name, Path, Policy, Response, Route, Segment};
use crate::resolve::RouteEntry;
use crate::resolve::route::entry;
use crate::tree::{DocForm, PathPiece};
use crate::wire::{duration_ms, handler_stem, size, words};

/// Keys of `@server` whose meaning stands in fields of the model.
const MEANT: &[&str] = &[
    "prefix",
    "group",
    "jwt",
    "jwtTransition",
    "middleware",
    "timeout",
    "maxBytes",
    "signature",
    "sse",
    "authType",
    "tags",
    "summary",
    "pathPrefix",
];

/// Keys of `@server` that declare governance (runtime.md §4.2).
const GOVERNANCE: &[&str] =
    &["rateLimit", "rateBurst", "rateKey", "maxConns", "breaker", "priority", "detach", "middlewareFirst"];

/// Lowers one route.
pub(super) fn route(types: &request::Types<'_>, route: &RouteEntry<'_>, group: &[Name]) -> Route {
    let context = types.context;
    let block = Block { route };
    let handler = route.handler.as_ref().map_or("", |name| handler_stem(&name.text));
    let middleware: Vec<String> = list(block.text("middleware"));
    let method = method(&route.route.method.text);
    let path = path(route, block.text("pathPrefix"));
    Route {
        handler: words(handler),
        operation: group.iter().map(snake).chain([handler.to_string()]).collect::<Vec<_>>().join("."),
        method,
        request: request::request(types, route, method, &path),
        response: response(types, route, block.text("sse") == "true"),
        status: status(route),
        guard: block.guard(&middleware, &context.wire.auth_middleware),
        middleware: middleware.iter().map(|name| words(name)).collect(),
        policy: block.policy(),
        tags: list(if block.text("tags").is_empty() { block.text("summary") } else { block.text("tags") }),
        doc: doc::route(context, route),
        carried: block.carried(|key| !MEANT.contains(&key) && !GOVERNANCE.contains(&key)),
        path,
    }
}

/// The `@server` block of a route.
struct Block<'a> {
    route: &'a RouteEntry<'a>,
}

impl<'a> Block<'a> {
    fn text(&self, key: &str) -> &'a str {
        self.route.server.and_then(|server| entry(&server.block, key)).map_or("", |entry| entry.value.text.as_str())
    }

    fn name(&self, key: &str) -> Option<String> {
        Some(self.text(key)).filter(|text| !text.is_empty()).map(str::to_string)
    }

    fn guard(&self, middleware: &[String], guarding: &[String]) -> Guard {
        let (jwt, jwt_transition, auth_type) = (self.name("jwt"), self.name("jwtTransition"), self.name("authType"));
        let by_key = jwt.is_some() || jwt_transition.is_some() || auth_type.is_some();
        let sends_token = by_key || middleware.iter().any(|name| guarding.contains(name));
        Guard { jwt, jwt_transition, auth_type, signature: self.text("signature") == "true", sends_token }
    }

    fn policy(&self) -> Policy {
        Policy {
            timeout_ms: self.name("timeout").and_then(|text| duration_ms(&text)),
            max_bytes: self.name("maxBytes").and_then(|text| size(&text)),
            governance: self.carried(|key| GOVERNANCE.contains(&key)),
        }
    }

    fn carried(&self, wanted: impl Fn(&str) -> bool) -> Vec<Carried> {
        let entries = self.route.server.map_or(&[][..], |server| &server.block.entries);
        entries.iter().filter(|entry| wanted(&entry.key.text)).map(info::carried).collect()
    }
}

/// A comma list.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|item| !item.is_empty()).map(str::to_string).collect()
}

fn method(text: &str) -> Method {
    match text {
        "head" => Method::Head,
        "post" => Method::Post,
        "put" => Method::Put,
        "patch" => Method::Patch,
        "delete" => Method::Delete,
        "options" => Method::Options,
        // The checks refuse `connect` and `trace`.
        _ => Method::Get,
    }
}

fn path(route: &RouteEntry<'_>, prefix: &str) -> Path {
    let segments: Vec<Segment> = route
        .path
        .iter()
        .map(|piece| match piece {
            PathPiece::Literal(text) => Segment::Literal(text.clone()),
            PathPiece::Parameter(name) => Segment::Parameter(name.clone()),
        })
        .collect();
    let mut text = String::new();
    for segment in &segments {
        match segment {
            Segment::Literal(literal) => text.extend(["/", literal]),
            Segment::Parameter(name) => text.extend(["/:", name]),
        }
    }
    if text.is_empty() {
        text.push('/');
    }
    let written = &route.route.path.text;
    let slash = if written.len() > 1 && written.ends_with('/') { "/" } else { "" };
    Path { client: format!("{prefix}{text}{slash}"), text, segments }
}

fn response(types: &request::Types<'_>, route: &RouteEntry<'_>, stream: bool) -> Option<Response> {
    let type_ = route.route.response.as_ref()?.type_.as_ref()?;
    let fields = Fields::new(types.context, types.units, types.faces);
    Some(Response { type_: fields.type_ref(type_, Side::Response, &Form::default()), stream })
}

/// `respCode`, else 200.
fn status(route: &RouteEntry<'_>) -> u16 {
    let Some(DocForm::Keys(block)) = route.doc.map(|doc| &doc.form) else { return 200 };
    let code = entry(block, "respCode").and_then(|entry| entry.value.text.parse().ok());
    code.filter(|code| (100..600).contains(code)).unwrap_or(200)
}

/// The struct that a request body names, if it is one.
pub(super) fn request_struct(
    types: &request::Types<'_>,
    type_: &crate::tree::TypeExpression,
) -> Option<crate::ir::StructId> {
    let (unit, direct) = types.units.held(types.context, type_)?;
    direct.then(|| struct_id(types.faces, unit, Side::Request)).flatten()
}
