//! `bare-int64` (lint): 64-bit integers as JSON numbers in a response, which JavaScript rounds.

use super::tag::{fields, option};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Face;
use crate::resolve::embed::{off_wire, pair};
use crate::resolve::{Base, Reference, Resolved};
use crate::tree::{Name, TypeExpression, TypeKind};
use crate::wire::{Int64, Wire};

pub(super) fn check(resolved: &Resolved<'_>, wire: &Wire, sink: &mut Sink) {
    if wire.int64 == Int64::Text {
        return;
    }
    for (body, field) in fields(resolved) {
        let reached = body.owner.is_some_and(|id| resolved.reach[id.0].response);
        let text = pair(field.tag.as_ref(), "json").is_some_and(|pair| option(pair, "string").is_some());
        if !reached || text || off_wire(field, Face::Response) {
            continue;
        }
        report(resolved, &field.type_, sink);
    }
    for entry in &resolved.routes {
        if let Some(type_) = entry.route.response.as_ref().and_then(|body| body.type_.as_ref()) {
            report(resolved, type_, sink);
        }
    }
}

fn report(resolved: &Resolved<'_>, type_: &TypeExpression, sink: &mut Sink) {
    if let Some(name) = int64(resolved, type_) {
        let message = format!("JavaScript rounds an `{}` beyond 2^53 when it is a JSON number", name.text);
        let help = "add `string` to its tag, or set `int64 = \"string\"` under `[wire]` for the whole contract";
        sink.push(Diagnostic::new(Code::BareInt64, name.span, message).help(help));
    }
}

fn int64<'a>(resolved: &Resolved<'_>, type_: &'a TypeExpression) -> Option<&'a Name> {
    match &type_.kind {
        TypeKind::Name(name) => {
            let wide = matches!(resolved.reference(&name.text), Reference::Base(Base::Int64 | Base::Uint64));
            wide.then_some(name)
        }
        TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) | TypeKind::Map(_, inner) => {
            int64(resolved, inner)
        }
        TypeKind::Any | TypeKind::Struct(_) | TypeKind::Broken => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn only_what_a_response_prints_as_a_number() {
        let fields =
            "\tA int64 `json:\"a\"`\n\tB int64 `json:\"b,string\"`\n\tC int `json:\"c\"`\n\tD []*uint64 `json:\"d\"`\n";
        let text = format!("type A {{\n{fields}}}\nservice a {{\n\t@handler h\n\tget /x returns (A)\n}}\n");
        assert_eq!(found_with(&text, &[Code::BareInt64]), ["2 bare-int64", "5 bare-int64"]);
        let body = "service a {\n\t@handler h\n\tget /x returns ([]int64)\n}\n";
        assert_eq!(found_with(body, &[Code::BareInt64]), ["3 bare-int64"]);
    }
}
