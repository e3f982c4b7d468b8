//! `embedded-type`: a base type standing alone on a line of a struct.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Reference, Resolved};
use crate::tree::Member;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for member in resolved.structs.iter().flat_map(|body| &body.struct_.members) {
        let Member::Embedded(embedded) = member else { continue };
        let name = &embedded.name;
        if let Reference::Base(_) = resolved.reference(&name.text) {
            let message = format!("`{}` is a base type and cannot be embedded", name.text);
            let found = Diagnostic::new(Code::EmbeddedType, name.span, message);
            sink.push(
                found
                    .help("name and type of a field stand on the same line: put the type on the same line as the name"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn only_declared_types_are_embedded() {
        assert_eq!(found_in_types("type B {}\ntype A {\n B\n int\n}"), ["4 embedded-type"]);
    }
}
