//! What the texts of types and routes follow from besides themselves.

use std::collections::BTreeSet;

use apic_compiler::emit::Renders;
use apic_compiler::ir::{Api, Method, Route, Struct, StructId};

use crate::type_names::Names;
use crate::types::is_file;

/// Requests with form fields beside a JSON body.
pub(crate) fn queried(api: &Api) -> BTreeSet<StructId> {
    let routes = api.routes();
    let has_body = |route: &&Route| matches!(route.method, Method::Post | Method::Put | Method::Patch);
    let requests = routes.filter(has_body).filter_map(|route| route.request.as_ref());
    requests.flat_map(|request| &request.query).map(|placed| placed.struct_).collect()
}

/// What the texts of a type and of a route follow from besides the type or route itself. Of the other structs that is how they are named, and little more:
/// the rest of them must not matter, or each edit of one would be an edit of all.
pub(crate) fn surroundings(api: &Api, names: &Names, queried: &BTreeSet<StructId>, renders: &Renders) -> u64 {
    let takes_files = |struct_: &Struct| struct_.fields.iter().any(|field| is_file(&field.type_));
    let structs: Vec<_> = api.structs.iter().map(|struct_| (struct_.recursive, takes_files(struct_))).collect();
    renders.surroundings(&(&api.wire, &api.enums, names, queried, structs))
}
