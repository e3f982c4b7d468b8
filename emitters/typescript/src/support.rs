//! Refuses what the client's runtime has no piece for yet, by route and key: never a client that would not work.

use apic_compiler::emit::EmitError;
use apic_compiler::ir::{Api, BodyForm, Request, Route, TypeRef};

/// Looks through all routes.
pub(crate) fn check(api: &Api) -> Result<(), EmitError> {
    let streams = operations(api, |route| route.response.as_ref().is_some_and(|response| response.stream));
    refuse("sse", streams, "needs event streams, which the TypeScript client does not have yet")?;
    let files = operations(api, |route| route.request.as_ref().is_some_and(|request| has_file(api, request)));
    refuse(
        "a file slot (`interface{}` with a form tag)",
        files,
        "needs uploads, which the TypeScript client does not have yet",
    )
}

fn operations(api: &Api, wanted: impl Fn(&Route) -> bool) -> Vec<String> {
    let routes = api.groups.iter().flat_map(|group| &group.routes);
    routes.filter(|route| wanted(route)).map(|route| route.operation.clone()).collect()
}

fn refuse(key: &str, routes: Vec<String>, reason: &str) -> Result<(), EmitError> {
    if routes.is_empty() {
        return Ok(());
    }
    Err(EmitError::Unsupported { key: key.to_string(), routes, reason: reason.to_string() })
}

fn has_file(api: &Api, request: &Request) -> bool {
    let placed = request.query.iter().chain(&request.body);
    let field = |struct_: usize, field: usize| api.structs.get(struct_).and_then(|found| found.fields.get(field));
    let is_file = |type_: &TypeRef| match type_ {
        TypeRef::File => true,
        TypeRef::List(item) => **item == TypeRef::File,
        TypeRef::Scalar(_)
        | TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::Array { .. }
        | TypeRef::Map { .. }
        | TypeRef::Struct(_)
        | TypeRef::Enum(_) => false,
    };
    request.form == BodyForm::Multipart
        || placed.filter_map(|placed| field(placed.struct_.0, placed.field)).any(|field| is_file(&field.type_))
}
