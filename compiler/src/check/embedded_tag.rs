//! `embedded-tag`: a tag on an embedded type, which generated go-zero code drops.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::Member;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for member in resolved.structs.iter().flat_map(|body| &body.struct_.members) {
        if let Member::Embedded(embedded) = member
            && let Some(tag) = &embedded.tag
        {
            let message =
                format!("the tag on the embedded `{}` has no effect: its fields stay flattened", embedded.name.text);
            let found = Diagnostic::new(Code::EmbeddedTag, tag.span, message).help(format!(
                "remove the tag; for an object of its own write a field, such as `Inner {}`",
                embedded.name.text
            ));
            sink.push(found.safe_fix("remove the tag", tag.span, ""));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn a_tag_needs_a_field() {
        assert_eq!(found_in_types("type B {}\ntype A {\n B `json:\"b\"`\n}"), ["3 embedded-tag"]);
    }
}
