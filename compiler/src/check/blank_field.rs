//! `blank-field`: a field called `_`, which is off the wire.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::Member;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for member in resolved.structs.iter().flat_map(|body| &body.struct_.members) {
        let Member::Field(field) = member else { continue };
        for name in field.names.iter().filter(|name| name.text == "_") {
            let found =
                Diagnostic::new(Code::BlankField, name.span, "a field called `_` is never read and never written");
            sink.push(found.help("give it a name, or remove it"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn a_field_needs_a_name() {
        assert_eq!(found_in_types("type A {\n _ int\n _ int\n X int\n}"), ["2 blank-field", "3 blank-field"]);
    }
}
