//! `empty-anonymous-struct`: `{}` as a type, an object without members.

use super::blank::is_blank;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for body in resolved.structs.iter().filter(|body| body.anonymous && body.struct_.members.is_empty()) {
        let struct_ = body.struct_;
        let inside = crate::source::Span { start: struct_.open.start, ..struct_.span };
        if is_blank(resolved.loaded.sources.slice(inside)) {
            let message = "an anonymous struct without fields is always an empty object";
            let found = Diagnostic::new(Code::EmptyAnonymousStruct, struct_.span, message);
            sink.push(found.help("write `any` for whatever JSON holds, or name the fields"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn declared_types_may_be_empty() {
        assert_eq!(
            found_in_types("type A {}\ntype B {\n X []{}\n Y { Z int `json:\"z\"` }\n}"),
            ["3 empty-anonymous-struct"]
        );
    }
}
