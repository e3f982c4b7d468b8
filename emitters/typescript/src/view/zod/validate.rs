//! `validate.ts`: the schemas by operation, for a middleware.

use apic_compiler::ir::{Request, Route, StructId};
use serde::Serialize;

use super::field::{entry, relations};
use super::helpers::{EXACT, LOOSE, helpers};
use super::value::value;
use super::{Schemas, Used, schema_imports};
use crate::Context;
use crate::expression::object_key;
use crate::imports::{Imports, specifier};
use crate::types::Place;
use crate::view::argument::{Argument, BODY};
use crate::view::route::result;
use crate::view::shape;

/// The one file.
#[derive(Serialize, Hash)]
pub(crate) struct Validate {
    header: String,
    /// Lines.
    imports: Vec<String>,
    /// Lines.
    helpers: Vec<String>,
    is_empty: bool,
    operations: Vec<Operation>,
}

#[derive(Serialize, Hash)]
struct Operation {
    name: String,
    /// Lines of its entries.
    lines: Vec<String>,
}

/// Path without extension.
const PATH: &str = "validate";

pub(crate) fn validate(context: &Context) -> Validate {
    let schemas = Schemas::new(context);
    let mut used = Used::new();
    let operations: Vec<Operation> =
        context.api.routes().filter_map(|route| operation(context, &schemas, route, &mut used)).collect();
    let text: String = operations.iter().flat_map(|found| &found.lines).cloned().collect();
    let mut imports = Vec::new();
    if text.contains("$z.") || !helpers(&text).is_empty() {
        imports.push("import * as $z from \"zod\";".to_string());
    }
    let core = specifier(context, PATH, "runtime/core");
    let own = specifier(context, PATH, "runtime/validate");
    imports.push(format!("import type {{ Middleware as $Middleware }} from {core};"));
    imports.push(format!("import {{ $validate, type What as $What }} from {own};"));
    imports.extend(schema_imports(context, &schemas, PATH, &used));
    let is_empty = operations.is_empty();
    Validate { header: crate::view::header(context.api), imports, helpers: helpers(&text), is_empty, operations }
}

/// None for a stream, and where there is nothing to look at.
fn operation(context: &Context, schemas: &Schemas, route: &Route, used: &mut Used) -> Option<Operation> {
    let (data, is_stream) = result(context, route, &mut Imports::default());
    if is_stream {
        return None;
    }
    let mut lines = Vec::new();
    if let Some(request) = &route.request {
        lines.extend(sent(context, schemas, route, request, used));
    }
    if let Some(response) = route.response.as_ref().filter(|_| data != "void") {
        let schema = value(context, schemas, (Place::Response, None), &response.type_, used);
        lines.push(format!("response: {schema},"));
    }
    (!lines.is_empty()).then(|| Operation { name: object_key(&route.operation), lines })
}

/// The schema of the argument.
fn sent(context: &Context, schemas: &Schemas, route: &Route, request: &Request, used: &mut Used) -> Vec<String> {
    let argument = Argument::new(context, route, &mut Imports::default());
    if let Some(id) = argument.struct_() {
        let is_exact = context.api.wire.strict && shape::travels_whole(context, route);
        return fields(context, schemas, (id, is_exact), &argument, used);
    }
    let schema = value(context, schemas, (Place::Request, None), &request.type_, used);
    let is_shared = argument.has_extra();
    let schema = if is_shared { format!("$z.looseObject({{ {BODY}: {schema} }})") } else { schema };
    vec![format!("request: {schema},")]
}

/// The schema of the type, or of those of its fields that have a place on this route.
fn fields(
    context: &Context,
    schemas: &Schemas,
    (id, is_exact): (StructId, bool),
    argument: &Argument,
    used: &mut Used,
) -> Vec<String> {
    let count = context.api.structs.get(id.0).map_or(0, |found| found.fields.len());
    let keyed: Vec<(usize, &str)> =
        (0..count).filter_map(|index| Some((index, context.names.key(id, index)?))).collect();
    let fits = schemas.is_exact(id) == is_exact && keyed.iter().all(|(at, _)| argument.is_placed(*at));
    if let Some(name) = schemas.name(id, Place::Request).filter(|_| fits) {
        used.insert((id, true));
        return vec![format!("request: {name},")];
    }
    let (mut items, mut found) = (Vec::new(), Vec::new());
    for (index, key) in keyed.into_iter().filter(|(index, _)| argument.is_placed(*index)) {
        if let Some(field) = context.api.structs.get(id.0).and_then(|found| found.fields.get(index)) {
            let is_unsent = schemas.demands.is_unsent_if_empty(id, index);
            items.extend(entry(context, schemas, (Place::Request, key, is_unsent), field, used));
            found.push((key, field));
        }
    }
    let mut lines = vec![format!("request: {}({{", if is_exact { EXACT } else { LOOSE })];
    lines.extend(items.into_iter().map(|item| format!("  {item}")));
    lines.extend(relations(&found));
    lines.push("}),".to_string());
    lines
}
