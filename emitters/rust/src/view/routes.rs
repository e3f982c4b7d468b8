//! `routes.rs` and `routes/<group>.rs`: extraction, and the call into logic.

use std::convert::Infallible;

use apic_compiler::emit::Renders;
use apic_compiler::ir::{Api, Group, Route, TypeRef};

use crate::doc;
use crate::layout::{self, GENERATED};
use crate::model::{Handler, Middleware, Node};
use crate::types::{Scope, is_text, uses_map};
use crate::view::operation;

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct View {
    pub entry: String,
    pub title: String,
    pub nested: bool,
    pub children: Vec<String>,
    pub uses_map: bool,
    pub uses_types: bool,
    pub uses_logic: bool,
    pub logic: String,
    pub uses_middleware: bool,
    /// What `mount` adds, in words.
    pub what: String,
    pub routes: Vec<RouteView>,
    /// The body of `mount`.
    pub mounts: Vec<String>,
}

#[derive(Debug, Clone, Hash, serde::Serialize)]
pub(crate) struct RouteView {
    pub doc: Vec<String>,
    /// The constant.
    pub operation: Vec<String>,
    pub function: String,
    /// The parameter: changeable where a request is read.
    pub call: String,
    pub body: Vec<String>,
}

// === impl View ===

impl View {
    pub(crate) fn new(renders: &Renders, scope: Scope<'_>, node: &Node, middleware: &[Middleware]) -> Self {
        let api = scope.api;
        let routes = routes(api, node);
        let views: Vec<RouteView> =
            routes.iter().map(|(route, handler)| RouteView::known(renders, scope, route, handler)).collect();
        let name: String = node.group.and_then(|group| api.groups.get(group)).map(group_name).unwrap_or_default();
        let mut children: Vec<String> = node.children.iter().map(|child| child.module().to_string()).collect();
        children.sort();
        let body = |text: &str| views.iter().any(|view| view.body.iter().any(|line| line.contains(text)));
        let (title, what) = match (node.path.is_empty(), name.is_empty()) {
            (true, _) => ("Routes without a group, and the groups.".to_string(), "every route".to_string()),
            (false, true) => {
                ("Nothing but the groups below.".to_string(), "the routes of the groups below".to_string())
            }
            (false, false) => (format!("Routes of the group `{name}`."), "the routes of this group".to_string()),
        };
        Self {
            entry: api.entry.clone(),
            title,
            nested: !children.is_empty(),
            uses_map: routes.iter().any(|(route, _)| bodies(route).any(uses_map)),
            uses_types: body("types::"),
            uses_logic: !views.is_empty(),
            logic: logic_import(node),
            uses_middleware: routes.iter().any(|(route, _)| !route.middleware.is_empty()),
            what,
            mounts: mounts(node, &routes, &children, middleware),
            children,
            routes: views,
        }
    }
}

fn routes<'a>(api: &'a Api, node: &'a Node) -> Vec<(&'a Route, &'a Handler)> {
    let group = node.group.and_then(|group| api.groups.get(group));
    group.map(|group| group.routes.iter().zip(&node.handlers).collect()).unwrap_or_default()
}

/// `admin/order`, as the contract says it.
fn group_name(group: &Group) -> String {
    group.segments.iter().map(apic_compiler::emit::snake).collect::<Vec<_>>().join("/")
}

fn bodies(route: &Route) -> impl Iterator<Item = &TypeRef> {
    let request = route.request.as_ref().map(|request| &request.type_);
    let response = route.response.as_ref().map(|response| &response.type_);
    request.into_iter().chain(response)
}

fn logic_import(node: &Node) -> String {
    if node.path.is_empty() {
        return "crate::logic".to_string();
    }
    format!("crate::logic::{} as logic", node.path.join("::"))
}

/// `routes.add(…).middleware(…)`, then the groups below.
fn mounts(node: &Node, routes: &[(&Route, &Handler)], children: &[String], middleware: &[Middleware]) -> Vec<String> {
    let mut lines = vec!["routes".to_string()];
    for (route, handler) in routes {
        let arguments = [format!("&{}", handler.constant), handler.function.clone()];
        let add = layout::generated(8, ".add(", &arguments, ")");
        lines.extend(add.into_iter().map(|line| format!("    {line}")));
        for name in &route.middleware {
            let found = middleware.iter().find(|known| known.name == *name);
            lines.extend(
                found.map(|known| format!("    .middleware(middleware::{}::{})", known.module, known.function)),
            );
        }
    }
    if children.is_empty() {
        return lines;
    }
    if node.handlers.is_empty() {
        lines.clear();
    } else {
        lines[0] = "let routes = routes".to_string();
        lines.last_mut().into_iter().for_each(|line| line.push(';'));
    }
    let (last, first) = children.split_last().map_or(("", &[][..]), |(last, first)| (last.as_str(), first));
    lines.extend(first.iter().map(|child| format!("let routes = {child}::mount(routes);")));
    lines.push(format!("{last}::mount(routes)"));
    lines
}

// === impl RouteView ===

impl RouteView {
    fn known(renders: &Renders, scope: Scope<'_>, route: &Route, handler: &Handler) -> Self {
        let of = (scope.surroundings, route, handler);
        let Ok::<_, Infallible>(view) = renders.known("route", &of, || Ok(Self::new(scope, route, handler)));
        view
    }

    fn new(scope: Scope<'_>, route: &Route, handler: &Handler) -> Self {
        let place = format!("`{} {}`", route.method.as_str(), route.path.text);
        let head = if route.doc.summary.is_empty() { place } else { format!("{place}: {}", route.doc.summary) };
        Self {
            doc: doc::lines([head.as_str()], GENERATED - 4),
            operation: operation::constant(scope.api, route, handler),
            function: handler.function.clone(),
            call: if route.request.is_some() || scope.api.wire.strict { "mut call" } else { "call" }.to_string(),
            body: body(scope, route, handler),
        }
    }
}

/// Fields know that their numbers are text; of a whole body the call must say it.
fn in_text(scope: Scope<'_>, type_: &TypeRef) -> &'static str {
    if is_text(scope.api, type_) { "_in_text" } else { "" }
}

/// Reads the request, calls logic, answers.
fn body(scope: Scope<'_>, route: &Route, handler: &Handler) -> Vec<String> {
    let mut lines = Vec::new();
    let mut arguments = "call.state(), call.context()".to_string();
    if let Some(request) = &route.request {
        let read = if matches!(request.type_, TypeRef::Struct(_)) { "request" } else { "body" };
        let in_text = in_text(scope, &request.type_);
        lines.push(format!("let req = call.{read}{in_text}::<{}>().await?;", scope.label(&request.type_)));
        arguments.push_str(", req");
    } else if scope.api.wire.strict {
        lines.push("call.nothing().await?;".to_string());
    }
    let module = format!("logic::{}", handler.module);
    let logic = [module, format!("::{}({arguments})", handler.function), ".await".to_string()];
    let reply = match &route.response {
        Some(response) => {
            let answer = if response.stream { "stream" } else { "reply" };
            format!("call.{answer}{}::<{}>", in_text(scope, &response.type_), scope.label(&response.type_))
        }
        None => "call.empty".to_string(),
    };
    let one = format!("{reply}({})", logic.concat());
    if one.chars().count() + 4 <= GENERATED {
        lines.push(one);
    } else {
        lines.extend(layout::chain(4, "let result = ", &logic, ";"));
        lines.push(format!("{reply}(result)"));
    }
    lines
}
