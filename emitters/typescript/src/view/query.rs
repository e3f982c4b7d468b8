//! `query.ts` and `query/<group>.ts`: options for TanStack Query, one function per route.

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Method, Route};
use serde::Serialize;

use super::argument::Argument;
use super::route::{documentation, result};
use crate::Context;
use crate::doc::WIDTH;
use crate::expression::quote;
use crate::imports::{Imports, Piece, specifier};

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Queries {
    header: String,
    /// Quoted path of the routes.
    routes: String,
    /// Lines.
    imports: Vec<String>,
    queries: Vec<Query>,
}

#[derive(Hash, Serialize)]
struct Query {
    doc: Vec<String>,
    /// Lines.
    code: Vec<String>,
}

/// Path without extension, and view, of every group with calls. Streams are none: a query has one answer.
pub(crate) fn queries(context: &Context) -> Vec<(String, Queries)> {
    let names = &context.names;
    let mut views = Vec::new();
    for ((group, routes), functions) in context.api.groups.iter().zip(&names.group_files).zip(&names.functions) {
        let path = routes.replacen("routes", "query", 1);
        let mut imports = Imports::default();
        let found = group.routes.iter().zip(functions);
        let queries: Vec<Query> = found.filter_map(|(route, name)| query(context, name, route, &mut imports)).collect();
        if queries.is_empty() {
            continue;
        }
        let view = Queries {
            header: super::header(context.api),
            routes: specifier(context, &path, routes),
            imports: imports.lines(context, &path),
            queries,
        };
        views.push((path, view));
    }
    views
}

fn query(context: &Context, name: &str, route: &Route, imports: &mut Imports) -> Option<Query> {
    let mut used = Imports::default();
    let (data, is_stream) = result(context, route, &mut used);
    if is_stream {
        return None;
    }
    let argument = Argument::new(context, route, &mut used);
    imports.join(&used);
    imports.runtime(Piece::CallOpts);
    let operation = quote(&route.operation);
    let (head, call) = match route.method {
        Method::Get | Method::Head => {
            imports.runtime(Piece::Query);
            imports.runtime(Piece::AskQuery);
            asked(name, &argument, &data, &operation)
        }
        Method::Post | Method::Put | Method::Patch | Method::Delete | Method::Options => {
            imports.runtime(Piece::Mutation);
            imports.runtime(Piece::AskMutation);
            changed(name, &argument, &data, &operation)
        }
    };
    let place = format!("`{} {}`", route.method.as_str(), route.path.client);
    Some(Query { doc: documentation(&route.doc, &place), code: lay_out(head, call) })
}

/// Head and call of a query.
fn asked(name: &str, argument: &Argument, data: &str, operation: &str) -> (Vec<String>, Vec<String>) {
    let mut parameters: Vec<String> = argument.read().into_iter().collect();
    let has_argument = !parameters.is_empty();
    parameters.push("opts?: $Opts".to_string());
    // No answer is `null`: a query must have data.
    let data = if data == "void" { "null" } else { data };
    let (send, key) = if has_argument { ("req, ", Some("req".to_string())) } else { ("", None) };
    let call = [operation.to_string(), format!("(o) => $routes.{name}({send}o)"), "opts".to_string()];
    let call: Vec<String> = call.into_iter().chain(key).collect();
    (head(name, &parameters, &format!("$Query<{data}>")), at("$query(", &call))
}

/// Head and call of a mutation.
fn changed(name: &str, argument: &Argument, data: &str, operation: &str) -> (Vec<String>, Vec<String>) {
    let (variables, send) = match argument.type_() {
        Some(type_) => (type_.to_string(), format!("(req) => $routes.{name}(req, opts)")),
        None => ("void".to_string(), format!("() => $routes.{name}(opts)")),
    };
    let head = head(name, &["opts?: $Opts".to_string()], &format!("$Mutation<{data}, {variables}>"));
    (head, at("$mutation(", &[operation.to_string(), send]))
}

fn head(name: &str, parameters: &[String], result: &str) -> Vec<String> {
    let page = Page { indent: 0, width: WIDTH, step: "  " };
    list(page, &format!("export const {name} = ("), parameters, &format!("): {result} =>"))
}

fn at(function: &str, arguments: &[String]) -> Vec<String> {
    list(Page { indent: 2, width: WIDTH, step: "  " }, function, arguments, ");")
}

/// On one line if that fits.
fn lay_out(mut head: Vec<String>, call: Vec<String>) -> Vec<String> {
    if let ([one], [other]) = (head.as_slice(), call.as_slice()) {
        let line = format!("{one} {other}");
        if line.chars().count() <= WIDTH {
            return vec![line];
        }
    }
    head.extend(call.into_iter().map(|line| format!("  {line}")));
    head
}
