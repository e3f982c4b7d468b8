//! The entries of a call that say what goes where.

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{BodyForm, Placed, Request, Route};

use super::argument::Argument;
use crate::doc::WIDTH;
use crate::expression::object_key;
use crate::imports::{Imports, Piece};

/// Columns at which the entries stand.
const INDENT: usize = 4;

/// Lines of the entries for query, headers and body.
pub(crate) fn request(route: &Route, argument: &Argument, imports: &mut Imports) -> Vec<String> {
    let Some(request) = &route.request else { return Vec::new() };
    let mut lines = Vec::new();
    for (name, placed) in [("query", &request.query), ("headers", &request.header)] {
        if !placed.is_empty() {
            lines.extend(entry(name, placed, argument, imports));
        }
    }
    match request.form {
        BodyForm::None => {}
        BodyForm::Multipart => {
            imports.runtime(Piece::Parts);
            lines.extend(entry("form", &request.body, argument, imports));
            lines.push("pack: $parts,".to_string());
        }
        BodyForm::UrlEncoded => lines.extend(entry("form", &request.body, argument, imports)),
        BodyForm::Json if argument.is_body(&request.body) => lines.push(format!("json: {},", argument.whole())),
        BodyForm::Json => lines.extend(entry("json", &request.body, argument, imports)),
    }
    lines
}

/// Whether something of the argument goes into the body, be it only `{}`.
pub(crate) fn has_body(request: &Request) -> bool {
    match request.form {
        BodyForm::None => false,
        BodyForm::Json | BodyForm::UrlEncoded | BodyForm::Multipart => true,
    }
}

fn entry(name: &str, placed: &[Placed], argument: &Argument, imports: &mut Imports) -> Vec<String> {
    let mut value = |at: &Placed| format!("{}: {}", object_key(at.wire.as_str()), argument.value(at, imports));
    let items: Vec<String> = placed.iter().map(&mut value).collect();
    if items.is_empty() {
        return vec![format!("{name}: {{}},")];
    }
    list(Page { indent: INDENT, width: WIDTH, step: "  " }, &format!("{name}: {{ "), &items, " },")
}
