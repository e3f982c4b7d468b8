//! `map-key-type`: keys of a JSON object are text, so a map's key is a string or an integer.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::TypeKind;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for expression in &resolved.expressions {
        let TypeKind::Map(key, _) = &expression.kind else { continue };
        let plain = matches!(key.kind, TypeKind::Name(_) | TypeKind::Broken);
        let fits = match shape(resolved, key) {
            Shape::Scalar(scalar) => matches!(scalar, crate::ir::Scalar::String | crate::ir::Scalar::Int(_)),
            Shape::Unknown => true,
            _ => false,
        };
        if !(plain && fits) {
            let text = resolved.loaded.sources.slice(key.span);
            let message = format!("`{text}` cannot be the key of a map: it has no form as the key of a JSON object");
            let help = "use `string` or an integer type, or a list of structs that hold key and value";
            sink.push(Diagnostic::new(Code::MapKeyType, key.span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn text_and_integers_are_keys_and_nothing_else() {
        assert_eq!(found_in_types("type A { X map[string]int\n Y map[uint8]A }"), [""; 0]);
        assert_eq!(
            found_in_types("type A {\n X map[bool]int\n Y []map[A]int\n}"),
            ["2 map-key-type", "3 map-key-type"]
        );
        assert_eq!(found_in_types("type A { X map[*string]int }"), ["1 map-key-type"]);
    }
}
