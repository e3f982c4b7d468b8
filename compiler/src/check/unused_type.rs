//! `unused-type` (lint): a type that no route reaches.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for (declared, reach) in resolved.types.iter().zip(&resolved.reach) {
        let name = &declared.declaration.name;
        if !reach.request && !reach.response && !name.text.is_empty() {
            let found = Diagnostic::new(Code::UnusedType, name.span, format!("no route uses type `{}`", name.text));
            sink.push(found.help("remove it, or use it in a request or a response"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn embedding_and_lists_are_uses() {
        let types = "type A {}\ntype B { A }\ntype C { X []B `json:\"x\"` }\ntype D {}\n";
        let text = format!("{types}service a {{\n\t@handler h\n\tget /x returns (C)\n}}\n");
        assert_eq!(found_with(&text, &[Code::UnusedType]), ["4 unused-type"]);
    }
}
