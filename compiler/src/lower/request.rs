//! What a route takes, each field at the place where clients send it (language.md §7.1, clients.md §4).

use super::Context;
use super::faces::{Faces, Side};
use super::field::{Fields, Form};
use super::route::request_struct;
use super::units::Units;
use crate::ir::{
    BodyForm, Field, Method, Parameter, Path, Placed, Request, Segment, Source, Struct, StructId, TypeRef,
};
use crate::resolve::RouteEntry;

/// The types of the contract.
pub(super) struct Types<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) units: &'a Units<'a>,
    pub(super) faces: &'a [Faces],
    pub(super) structs: &'a [Struct],
}

/// The request of a route; `None` if it takes neither a type nor parameters.
pub(super) fn request(types: &Types<'_>, route: &RouteEntry<'_>, method: Method, path: &Path) -> Option<Request> {
    let type_ = route.route.request.as_ref().and_then(|body| body.type_.as_ref())?;
    let fields = Fields::new(types.context, types.units, types.faces);
    let mut request = Request {
        type_: fields.type_ref(type_, Side::Request, &Form::default()),
        path: parameters(path),
        query: Vec::new(),
        header: Vec::new(),
        body: Vec::new(),
        form: BodyForm::Json,
    };
    if let Some(id) = request_struct(types, type_)
        && let Some(struct_) = types.structs.get(id.0)
    {
        place(&mut request, id, struct_, method);
    }
    Some(request)
}

fn parameters(path: &Path) -> Vec<Parameter> {
    let names = path.segments.iter().filter_map(|segment| match segment {
        Segment::Parameter(name) => Some(name.clone()),
        Segment::Literal(_) => None,
    });
    names.map(|name| Parameter { name, field: None }).collect()
}

/// Whether a method's requests carry a body when sent by a browser.
fn has_body(method: Method) -> bool {
    matches!(method, Method::Post | Method::Put | Method::Patch)
}

fn place(request: &mut Request, id: StructId, struct_: &Struct, method: Method) {
    let (mut forms, mut jsons) = (Vec::new(), Vec::new());
    let mut files = false;
    for (index, field) in struct_.fields.iter().enumerate() {
        for (slot, found) in field.slots.iter().enumerate() {
            let placed = Placed { struct_: id, field: index, slot, wire: found.wire.clone() };
            match found.source {
                Source::Path => bind(&mut request.path, placed),
                Source::Header => request.header.push(placed),
                Source::Form => {
                    files |= is_file(field);
                    forms.push(placed);
                }
                // Browsers cannot send a body with GET; what fits goes into the query (language.md §7.4 row 46).
                Source::Json if matches!(method, Method::Get | Method::Head) && fits_query(field) => {
                    request.query.push(placed)
                }
                Source::Json => jsons.push(placed),
            }
        }
    }
    request.form = match (files, jsons.is_empty(), forms.is_empty()) {
        (true, _, _) => BodyForm::Multipart,
        (false, false, _) => BodyForm::Json,
        (false, true, false) if has_body(method) => BodyForm::UrlEncoded,
        // A struct without a single field still means an object where a method has a body.
        (false, true, true) if has_body(method) && struct_.fields.is_empty() => BodyForm::Json,
        (false, true, _) => BodyForm::None,
    };
    match request.form {
        BodyForm::Multipart | BodyForm::UrlEncoded => request.body = forms,
        BodyForm::Json | BodyForm::None => {
            forms.append(&mut request.query);
            request.query = forms;
            request.body = jsons;
        }
    }
}

/// A field whose name is no parameter of this path can never arrive and is left out.
fn bind(path: &mut [Parameter], placed: Placed) {
    if let Some(parameter) = path.iter_mut().find(|parameter| parameter.name == placed.wire.as_str()) {
        parameter.field.get_or_insert(placed);
    }
}

fn is_file(field: &Field) -> bool {
    match &field.type_ {
        TypeRef::File => true,
        TypeRef::List(item) => **item == TypeRef::File,
        _ => false,
    }
}

fn fits_query(field: &Field) -> bool {
    let scalar = |type_: &TypeRef| matches!(type_, TypeRef::Scalar(_) | TypeRef::Enum(_));
    match &field.type_ {
        TypeRef::List(item) => scalar(item),
        type_ => scalar(type_),
    }
}
