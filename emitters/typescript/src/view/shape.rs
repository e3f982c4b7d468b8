//! The entries of a call that say what goes where.

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{BodyForm, Method, Placed, Request, Route, StructId, TypeRef};

use super::argument::Argument;
use crate::Context;
use crate::doc::WIDTH;
use crate::expression::object_key;
use crate::imports::{Imports, Piece};

/// Columns at which the entries stand.
const INDENT: usize = 4;

/// Lines of the entries for query, headers and body.
pub(crate) fn request(context: &Context, route: &Route, argument: &Argument, imports: &mut Imports) -> Vec<String> {
    let Some(request) = &route.request else { return Vec::new() };
    let codec = codec(context, route, request, imports);
    let mut lines = Vec::new();
    if !request.query.is_empty() {
        lines.extend(entry("query: ", &request.query, argument, imports, ","));
    }
    if codec.is_some() {
        lines.extend(typed_headers(&request.header, argument, imports));
    } else if !request.header.is_empty() {
        lines.extend(entry("headers: ", &request.header, argument, imports, ","));
    }
    if let Some(codec) = codec {
        imports.runtime(Piece::Write);
        if argument.is_body(&request.body) {
            lines.push(format!("form: [{}],", argument.whole()));
        } else {
            lines.extend(entry("form: [", &request.body, argument, imports, "],"));
        }
        lines.push(format!("pack: $write({codec}),"));
        return lines;
    }
    match request.form {
        BodyForm::None => {}
        BodyForm::Multipart => {
            imports.runtime(Piece::Parts);
            lines.extend(entry("form: ", &request.body, argument, imports, ","));
            lines.push("pack: $parts,".to_string());
        }
        BodyForm::UrlEncoded => lines.extend(entry("form: ", &request.body, argument, imports, ",")),
        BodyForm::Json if argument.is_body(&request.body) => lines.push(format!("json: {},", argument.whole())),
        BodyForm::Json => lines.extend(entry("json: ", &request.body, argument, imports, ",")),
    }
    lines
}

/// The struct that an argument is, if it is one.
pub(super) fn struct_of(request: &Request) -> Option<StructId> {
    match request.type_ {
        TypeRef::Struct(id) => Some(id),
        TypeRef::Scalar(_)
        | TypeRef::Bytes
        | TypeRef::Any
        | TypeRef::List(_)
        | TypeRef::Array { .. }
        | TypeRef::Map { .. }
        | TypeRef::Enum(_)
        | TypeRef::File => None,
    }
}

/// Whether something of the argument goes into the body, be it only `{}`.
pub(crate) fn has_body(request: &Request) -> bool {
    match request.form {
        BodyForm::None => false,
        BodyForm::Json | BodyForm::UrlEncoded | BodyForm::Multipart => true,
    }
}

/// Whether there is a JSON body, and no other, that can be sent.
pub(crate) fn sends_json(method: Method, request: &Request) -> bool {
    match (request.form, method) {
        (BodyForm::None | BodyForm::UrlEncoded | BodyForm::Multipart, _) => false,
        (BodyForm::Json, Method::Get | Method::Head) => false,
        (BodyForm::Json, Method::Post | Method::Put | Method::Patch | Method::Delete | Method::Options) => true,
    }
}

/// How the JSON body is converted, if it is. What a GET cannot send is refused as it stands.
fn codec(context: &Context, route: &Route, request: &Request, imports: &mut Imports) -> Option<String> {
    sends_json(route.method, request).then(|| imports.codec(context, &request.type_)).flatten()
}

/// Headers beside a body that is written here: nobody else says of what type it is.
fn typed_headers(placed: &[Placed], argument: &Argument, imports: &mut Imports) -> Vec<String> {
    let is_type = |placed: &&Placed| placed.wire.as_str().eq_ignore_ascii_case("content-type");
    let chosen = placed.iter().find(is_type).map(|placed| format!("{} ?? ", argument.value(placed, imports)));
    let type_ = format!("\"Content-Type\": {}\"application/json\"", chosen.unwrap_or_default());
    let others: Vec<Placed> = placed.iter().filter(|placed| !is_type(placed)).cloned().collect();
    let items: Vec<String> = std::iter::once(type_).chain(items(&others, argument, imports)).collect();
    list(Page { indent: INDENT, width: WIDTH, step: "  " }, "headers: { ", &items, " },")
}

fn items(placed: &[Placed], argument: &Argument, imports: &mut Imports) -> Vec<String> {
    let mut value = |at: &Placed| format!("{}: {}", object_key(at.wire.as_str()), argument.value(at, imports));
    placed.iter().map(&mut value).collect()
}

fn entry(head: &str, placed: &[Placed], argument: &Argument, imports: &mut Imports, tail: &str) -> Vec<String> {
    let items = items(placed, argument, imports);
    if items.is_empty() {
        return vec![format!("{head}{{}}{tail}")];
    }
    list(Page { indent: INDENT, width: WIDTH, step: "  " }, &format!("{head}{{ "), &items, &format!(" }}{tail}"))
}

/// Whether the body of the route is simply the argument: what else that holds is sent, too.
pub(super) fn travels_whole(context: &Context, route: &Route) -> bool {
    route.request.as_ref().is_some_and(|request| {
        sends_json(route.method, request)
            && Argument::new(context, route, &mut Imports::default()).is_body(&request.body)
    })
}
