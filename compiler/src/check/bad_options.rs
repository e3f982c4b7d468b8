//! `bad-options`, `duplicate-option-value`: the alternatives of `options=`.

use std::collections::BTreeSet;

use super::tag::{option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Scalar;
use crate::resolve::Resolved;
use crate::tree::TagOption;
use crate::wire::{Wire, alternatives, literal, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        let Some(option) = option(sourced.pair, "options") else { continue };
        match shape(resolved, &sourced.field.type_).item_scalar() {
            // Other types are `option-type`, or hold anything.
            None | Some(Scalar::Bool) => {}
            Some(scalar) => check_option(resolved.loaded.sources.slice(sourced.field.type_.span), option, scalar, sink),
        }
    }
}

fn check_option(type_: &str, option: &TagOption, scalar: Scalar, sink: &mut Sink) {
    let mut seen = BTreeSet::new();
    for text in alternatives(option.value.as_deref().unwrap_or_default()) {
        if literal(text, scalar).is_none() {
            let found = Diagnostic::new(
                Code::BadOptions,
                option.span,
                format!("alternative `{text}` is not of type `{type_}`"),
            );
            sink.push(
                found.help(
                    "write the alternatives as the field's type: `options=1|2` for numbers, `options=a|b` for text",
                ),
            );
            return;
        }
        if !seen.insert(text) {
            let found =
                Diagnostic::new(Code::DuplicateOptionValue, option.span, format!("alternative `{text}` stands twice"));
            sink.push(found.help("remove the second one"));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_request;

    fn field(type_: &str, options: &str) -> Vec<String> {
        found_in_request(&format!("X {type_} `json:\"x,options={options}\"`"))
    }

    #[test]
    fn alternatives_are_of_the_type_and_differ() {
        assert_eq!(field("int", "a|b"), ["1 bad-options"]);
        assert_eq!(field("[]int", "[1,b]"), ["1 bad-options"]);
        assert_eq!(field("string", "a|b|a"), ["1 duplicate-option-value"]);
        assert_eq!(field("string", "|a"), [""; 0]);
        assert_eq!(field("float64", "1|1.50"), [""; 0]);
    }
}
