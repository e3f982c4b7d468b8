//! `required-pointer` (lint): `*T` in a request without `optional`, although a pointer alone makes nothing optional.

use super::tag::{field_name, is_optional, option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::TypeKind;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        let pair = sourced.pair;
        let reached = sourced.body.owner.is_some_and(|id| resolved.reach[id.0].request);
        let pointer = matches!(sourced.field.type_.kind, TypeKind::Pointer(_));
        if reached && pointer && pair.name != "-" && !is_optional(pair) && option(pair, "default").is_none() {
            let message = format!("`{}` is a pointer, but requests must hold it", field_name(sourced.field));
            let found = Diagnostic::new(Code::RequiredPointer, sourced.field.type_.span, message);
            sink.push(found.help("add `optional` to its tag, or drop the star"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn a_pointer_is_not_optional_by_itself() {
        let text = "type A {\n\tX *int `json:\"x\"`\n\tY *int `json:\"y,optional\"`\n}\nservice a {\n\t@handler h\n\tpost /x (A)\n}\n";
        assert_eq!(found_with(text, &[Code::RequiredPointer]), ["2 required-pointer"]);
    }
}
