//! `mocks.ts` and `mocks/<group>.ts`: a handler for Mock Service Worker per route.

mod sample;

use std::collections::BTreeMap;

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Envelope, Method, Path, Route, RouteDoc, Segment, StructId};
use serde::Serialize;

use self::sample::Samples;
use super::handlers::openness;
use super::route::{documentation, result};
use crate::Context;
use crate::doc::WIDTH;
use crate::expression::quote;
use crate::imports::{Imports, Piece};

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Mocks {
    header: String,
    /// Lines.
    imports: Vec<String>,
    /// Answers that nobody chose.
    samples: Vec<Sample>,
    mocks: Vec<Mock>,
    /// Of the function that gives all handlers.
    handlers_name: String,
    /// All handlers, the ones of literal paths first.
    handlers: Vec<String>,
}

#[derive(Hash, Serialize)]
struct Sample {
    name: String,
    type_: String,
    /// Lines.
    fields: Vec<String>,
}

#[derive(Hash, Serialize)]
struct Mock {
    doc: Vec<String>,
    /// Lines.
    code: Vec<String>,
}

/// Path without extension, and view, of every group that has routes.
pub(crate) fn mocks(context: &Context) -> Vec<(String, Mocks)> {
    let names = &context.names;
    let mut views = Vec::new();
    for ((group, routes), functions) in context.api.groups.iter().zip(&names.group_files).zip(&names.functions) {
        if group.routes.is_empty() {
            continue;
        }
        let path = routes.replacen("routes", "mocks", 1);
        let mut imports = Imports::default();
        let mut samples = Samples::new(context);
        let mut found: Vec<(&Route, &String)> = group.routes.iter().zip(functions).collect();
        let mocks = found.iter().map(|(route, name)| mock(context, name, route, &mut imports, &mut samples)).collect();
        found.sort_by_key(|(route, _)| openness(&route.path));
        let handlers = found.iter().map(|(_, name)| format!("{name}(undefined, $baseUrl),")).collect();
        let handlers_name = if functions.iter().any(|name| name == "handlers") { "handlers_" } else { "handlers" };
        let samples = samples.finish(&mut imports);
        let mut lines = vec!["import type { HttpHandler as $Handler } from \"msw\";".to_string()];
        lines.extend(imports.lines(context, &path));
        let header = super::header(context.api);
        let handlers_name = handlers_name.to_string();
        views.push((path, Mocks { header, imports: lines, samples, mocks, handlers_name, handlers }));
    }
    views
}

fn mock(context: &Context, name: &str, route: &Route, imports: &mut Imports, samples: &mut Samples) -> Mock {
    let (data, is_stream) = result(context, route, imports);
    imports.runtime(Piece::Mock);
    let first = match &route.response {
        Some(response) if data != "void" => {
            let sample = samples.value(&response.type_, "value", None);
            imports.runtime(Piece::Answer);
            if is_stream {
                format!("answer: $Answer<{}[]> = [{sample}]", wrapped(&data))
            } else {
                format!("answer: $Answer<{data}> = {sample}")
            }
        }
        Some(_) | None => {
            imports.runtime(Piece::Decide);
            "answer?: $Decide<void>".to_string()
        }
    };
    let page = Page { indent: 0, width: WIDTH, step: "  " };
    let parameters = [first, "baseUrl?: string".to_string()];
    let mut code = list(page, &format!("export const {name} = ("), &parameters, "): $Handler =>");
    let mut arguments =
        vec![quote(&method(route.method)), quote(&pattern(&route.path)), "answer".to_string(), "baseUrl".to_string()];
    let special = special(context, route, is_stream, imports);
    if !special.is_empty() {
        arguments.push(format!("{{ {} }}", special.join(", ")));
    }
    let call = list(Page { indent: 2, width: WIDTH, step: "  " }, "$mock(", &arguments, ");");
    code.extend(call.into_iter().map(|line| format!("  {line}")));
    let place = format!("`{} {}`", route.method.as_str(), route.path.client);
    // A mock of a deprecated route is not deprecated: the list of all mocks calls it.
    let doc = RouteDoc { deprecated: false, ..route.doc.clone() };
    Mock { doc: documentation(&doc, &place), code }
}

fn wrapped(type_: &str) -> String {
    if type_.contains('|') { format!("({type_})") } else { type_.to_string() }
}

fn method(method: Method) -> String {
    method.as_str().to_lowercase()
}

/// The path with `:` for every parameter.
fn pattern(path: &Path) -> String {
    let is_parameter = |part: &str| {
        part.strip_prefix(':').is_some_and(|name| path.segments.contains(&Segment::Parameter(name.to_string())))
    };
    path.client.split('/').map(|part| if is_parameter(part) { ":" } else { part }).collect::<Vec<_>>().join("/")
}

fn special(context: &Context, route: &Route, is_stream: bool, imports: &mut Imports) -> Vec<String> {
    let mut entries = Vec::new();
    if route.status != 200 {
        entries.push(format!("status: {}", route.status));
    }
    if is_stream {
        entries.push("stream: true".to_string());
    }
    if context.api.wire.envelope == Envelope::CodeMsgData {
        entries.push("envelope: true".to_string());
    }
    if let Some(codec) = route.response.as_ref().and_then(|response| imports.codec(context, &response.type_)) {
        imports.runtime(Piece::Write);
        entries.push(format!("write: $write({codec})"));
    }
    entries
}

/// Structs with the names of their samples.
type Names = BTreeMap<StructId, String>;
