//! What the user fills in: `logic/<group>/<handler>.rs`, `middleware/<name>.rs`. rustfmt sees these files.

use apic_compiler::emit::{Engine, TemplateFault};
use apic_compiler::ir::{Route, Segment, TypeRef};

use crate::complexity;
use crate::doc;
use crate::layout::{self, FORMATTED};
use crate::model::{Handler, Middleware};
use crate::types::{Scope, innermost, uses_map};

#[derive(Debug, serde::Serialize)]
pub(crate) struct Logic {
    pub imports: Vec<String>,
    pub doc: Vec<String>,
    pub signature: Vec<String>,
    pub unused: String,
    /// The operation's id, quoted.
    pub operation: String,
}

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct MiddlewareView {
    pub name: String,
    pub signature: Vec<String>,
}

// === impl Logic ===

impl Logic {
    /// # Errors
    /// For a bug in the template.
    pub(crate) fn text(
        engine: &Engine<'_>,
        scope: Scope<'_>,
        route: &Route,
        handler: &Handler,
    ) -> Result<String, TemplateFault> {
        engine.renders().known("logic", &(scope.surroundings, route, handler), || {
            engine.rendered("logic.rs", &Self::new(scope, route, handler))
        })
    }

    fn new(scope: Scope<'_>, route: &Route, handler: &Handler) -> Self {
        let request = route.request.as_ref().map(|request| &request.type_);
        let response = route.response.as_ref().map(|response| &response.type_);
        let mut parameters = vec!["state: &AppState".to_string(), "ctx: &RequestContext".to_string()];
        parameters.extend(request.map(|type_| format!("req: {}", scope.label(type_))));
        let stream = route.response.as_ref().is_some_and(|response| response.stream);
        let answer = response.map_or_else(|| "()".to_string(), |type_| scope.label(type_));
        let answer = if stream { format!("Events<{answer}>") } else { answer };
        let head = format!("pub async fn {}", handler.function);
        let lint = request.and_then(|type_| complexity::attribute(&scope.label(type_)));
        let signature = layout::function(&head, &parameters, &format!(" -> Result<{answer}, ApiError> {{"));
        let unused = if request.is_some() { "(state, ctx, req)" } else { "(state, ctx)" };
        Self {
            imports: imports(scope, [request, response], stream),
            doc: documentation(route),
            signature: lint.into_iter().chain(signature).collect(),
            unused: unused.to_string(),
            operation: format!("{:?}", route.operation),
        }
    }
}

/// What the contract says, and where the route is.
fn documentation(route: &Route) -> Vec<String> {
    let place = format!("`{} {}`", route.method.as_str(), route.path.text);
    let mut lines = Vec::new();
    if !route.doc.summary.is_empty() {
        lines.extend([route.doc.summary.as_str(), ""]);
    }
    if !route.doc.description.is_empty() {
        lines.extend(route.doc.description.iter().map(String::as_str));
        lines.push("");
    }
    if route.doc.deprecated {
        lines.extend(["Deprecated.", ""]);
    }
    lines.push(&place);
    let unbound = unbound(route);
    if !unbound.is_empty() {
        lines.extend(["", unbound.as_str()]);
    }
    doc::lines(lines, FORMATTED - 4)
}

/// Where to find what no field of the request holds.
fn unbound(route: &Route) -> String {
    let bound = |name: &str| {
        let parameters = route.request.iter().flat_map(|request| &request.path);
        parameters.into_iter().any(|parameter| parameter.name == name && parameter.field.is_some())
    };
    let unbound = route.path.segments.iter().filter_map(|segment| match segment {
        Segment::Parameter(name) if !bound(name) => Some(name.as_str()),
        Segment::Parameter(_) | Segment::Literal(_) => None,
    });
    let unbound: Vec<&str> = unbound.collect();
    let Some(first) = unbound.first() else { return String::new() };
    let names: Vec<String> = unbound.iter().map(|name| format!("`:{name}`")).collect();
    format!("No field holds {}: `ctx.path_param({first:?})` does.", names.join(" or "))
}

fn imports(scope: Scope<'_>, types: [Option<&TypeRef>; 2], stream: bool) -> Vec<String> {
    let used = || types.iter().copied().flatten();
    let mut lines = Vec::new();
    if used().any(uses_map) {
        lines.extend(["use std::collections::BTreeMap;".to_string(), String::new()]);
    }
    let events = if stream { "Events, " } else { "" };
    lines.extend([format!("use apic_runtime::{{ApiError, {events}RequestContext}};"), String::new()]);
    let mut names: Vec<String> = used().filter_map(|type_| contract_type(scope, type_)).collect();
    names.sort_by(|one, other| layout::import_order(one, other));
    names.dedup();
    if !names.is_empty() {
        lines.extend(layout::import("use crate::api::types::", &names));
    }
    lines.push("use crate::state::AppState;".to_string());
    lines
}

/// The name to import, if the type holds one of the contract's.
fn contract_type(scope: Scope<'_>, type_: &TypeRef) -> Option<String> {
    let inner = innermost(type_);
    matches!(inner, TypeRef::Struct(_)).then(|| scope.label(inner))
}

// === impl MiddlewareView ===

impl MiddlewareView {
    pub(crate) fn new(middleware: &Middleware) -> Self {
        let parameters = ["state: &AppState", "ctx: &RequestContext", "request: Request", "next: Next"];
        let parameters: Vec<String> = parameters.iter().map(ToString::to_string).collect();
        Self {
            name: apic_compiler::emit::pascal_as_written(&middleware.name),
            signature: layout::function(
                &format!("pub async fn {}", middleware.function),
                &parameters,
                " -> Response {",
            ),
        }
    }
}
