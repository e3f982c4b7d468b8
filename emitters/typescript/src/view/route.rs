//! A route as one exported function.

use apic_compiler::emit::{Engine, Page, TemplateFault, list};
use apic_compiler::ir::{Envelope, Method, Route as Model, RouteDoc};
use serde::Serialize;

use super::argument::Argument;
use super::shape;
use crate::Context;
use crate::doc::{self, WIDTH};
use crate::expression::quote;
use crate::imports::{Imports, Piece};
use crate::types::{Place, label};

/// Laid out in the first of four ways that fits: on one line, the call on one line, the call's last argument over several, all of them.
#[derive(Serialize)]
struct Route {
    doc: Vec<String>,
    /// `export const name = (…): $Call<…> =>`, one line or several.
    head: Vec<String>,
    is_short: bool,
    is_flat: bool,
    is_tall: bool,
    /// What of the runtime is called, with its type.
    function: String,
    /// The whole call, for the first two ways.
    call: String,
    operation: String,
    method: String,
    path: String,
    has_shape: bool,
    /// Lines of the entries.
    shape: Vec<String>,
}

/// How a route is called and what that gives.
struct Kind {
    function: &'static str,
    options: &'static str,
    result: &'static str,
    pieces: [Piece; 3],
}

const CALL: Kind =
    Kind { function: "$send", options: "$Opts", result: "$Call", pieces: [Piece::Send, Piece::Call, Piece::CallOpts] };

const STREAM: Kind = Kind {
    function: "$stream",
    options: "$StreamOpts",
    result: "$Stream",
    pieces: [Piece::OpenStream, Piece::Stream, Piece::StreamOpts],
};

/// Columns at which the call stands.
const INDENT: usize = 2;

/// The function of a route, finished, and what it imports.
pub(super) fn known(
    context: &Context,
    engine: &Engine<'_>,
    name: &str,
    model: &Model,
) -> Result<(String, Imports), TemplateFault> {
    // Its argument is this struct as it is declared.
    let argument = model.request.as_ref().and_then(shape::struct_of).and_then(|id| context.api.structs.get(id.0));
    engine.renders().known("route", &(context.surroundings, name, model, argument), || {
        let mut imports = Imports::default();
        let text = engine.part("route", &route(context, name, model, &mut imports))?;
        Ok((text, imports))
    })
}

fn route(context: &Context, name: &str, model: &Model, imports: &mut Imports) -> Route {
    let argument = Argument::new(context, model, imports);
    let (data, is_stream) = result(context, model, imports);
    let kind = if is_stream { STREAM } else { CALL };
    for piece in kind.pieces {
        imports.runtime(piece);
    }
    let mut shape = shape::request(context, model, &argument, imports);
    shape.extend(answer(context, model, imports));
    if context.options.zod && model.request.is_some() && !is_stream {
        // For the middleware `validate`.
        shape.push("args: req,".to_string());
    }

    let mut arguments = argument.declaration.clone();
    arguments.push(format!("opts?: {}", kind.options));
    let head = list(
        Page { indent: 0, width: WIDTH, step: "  " },
        &format!("export const {name} = ("),
        &arguments,
        &format!("): {}<{data}> =>", kind.result),
    );
    let path = argument.path(model);
    let (operation, method) = (quote(&model.operation), quote(model.method.as_str()));
    // The type is not left to inference, which costs the type checker more. `void` is none that a value can have.
    let function = format!("{}<{}>", kind.function, if data == "void" { "undefined" } else { &data });
    let open = format!("{function}({operation}, {method}, {path}, opts");
    let call = if shape.is_empty() { format!("{open});") } else { format!("{open}, {});", inline(&shape)) };
    let width = |text: &str| text.chars().count();
    Route {
        doc: documentation(&model.doc, &format!("`{} {}`", model.method.as_str(), model.path.client)),
        is_short: head.len() == 1 && width(&head.join("")) + 1 + width(&call) <= WIDTH,
        is_flat: INDENT + width(&call) <= WIDTH,
        is_tall: INDENT + width(&open) + ", {".len() > WIDTH,
        head,
        function,
        call,
        operation,
        method,
        path,
        has_shape: !shape.is_empty(),
        shape,
    }
}

/// The entries as an object on one line. A list that is broken over several is too long for that, so nobody sees what becomes of it.
fn inline(shape: &[String]) -> String {
    format!("{{ {} }}", shape.join(" ").trim_end_matches(','))
}

/// What the call gives, and whether that is a stream of it.
pub(super) fn result(context: &Context, model: &Model, imports: &mut Imports) -> (String, bool) {
    match &model.response {
        Some(response) if !is_void(model) => {
            (label(context, Place::Response, &response.type_, imports), response.stream)
        }
        Some(_) | None => ("void".to_string(), false),
    }
}

fn is_void(model: &Model) -> bool {
    model.response.is_none() || model.method == Method::Head
}

/// Entries that say how to read the answer, a line each.
fn answer(context: &Context, model: &Model, imports: &mut Imports) -> Vec<String> {
    let mut entries = Vec::new();
    if model.guard.sends_token {
        entries.push("auth: true,".to_string());
    }
    if !(200..300).contains(&model.status) {
        entries.push(format!("ok: {},", model.status));
    }
    if is_void(model) {
        entries.push("as: \"void\",".to_string());
    }
    let is_wrapped = context.api.wire.envelope == Envelope::CodeMsgData;
    if is_wrapped {
        imports.runtime(Piece::Envelope);
        entries.push("open: $envelope,".to_string());
    }
    entries.extend(parse(context, model, is_wrapped, imports));
    entries
}

/// The entry that says what of the answer is converted.
fn parse(context: &Context, model: &Model, is_wrapped: bool, imports: &mut Imports) -> Option<String> {
    let response = model.response.as_ref().filter(|_| !is_void(model))?;
    let codec = imports.codec(context, &response.type_)?;
    imports.runtime(Piece::Parse);
    // Events are not wrapped.
    let codec = if is_wrapped && !response.stream { format!("() => ({{ data: {codec} }})") } else { codec };
    Some(format!("parse: $parse({codec}),"))
}

/// The summary with method and path behind it, then the description.
pub(super) fn documentation(model: &RouteDoc, place: &str) -> Vec<String> {
    let ends_open = model.summary.ends_with(|letter: char| letter.is_ascii_alphanumeric());
    let stop = if ends_open { "." } else { "" };
    let mut text = vec![format!("{}{stop} {place}", model.summary).trim_start().to_string()];
    if !model.description.is_empty() {
        text.push(String::new());
        text.extend(model.description.iter().cloned());
    }
    if model.deprecated {
        text.extend([String::new(), "@deprecated".to_string()]);
    }
    doc::comment(0, &text)
}
