//! `zero-length-array`: an array that can hold nothing.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::TypeKind;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for expression in &resolved.expressions {
        if let TypeKind::Array(length, _) = &expression.kind
            && length.length == 0
            // A length that could not be read was reported as `array-length`.
            && resolved.loaded.sources.slice(length.span).bytes().all(|byte| byte == b'0')
        {
            let message = "an array of length `0` never holds anything";
            let found = Diagnostic::new(Code::ZeroLengthArray, expression.span, message);
            sink.push(found.help("write `[]T` for a list of any length, or give the length"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn only_zero_is_too_short() {
        assert_eq!(found_in_types("type A {\n X [0]int\n Y [1]int\n}"), ["2 zero-length-array"]);
    }
}
