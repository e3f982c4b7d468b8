//! `bad-range`: a `range=` that is none, or that no value satisfies.

use super::tag::{option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Number, Range, Scalar};
use crate::resolve::Resolved;
use crate::wire::{RangeFault, Shape, Wire, bounds, range, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        let Some(option) = option(sourced.pair, "range") else { continue };
        // Other types are `option-type`.
        let Shape::Scalar(scalar @ (Scalar::Int(_) | Scalar::Float32 | Scalar::Float64)) =
            shape(resolved, &sourced.field.type_)
        else {
            continue;
        };
        let text = option.value.as_deref().unwrap_or_default();
        if let Some((message, help)) = fault(text, scalar) {
            sink.push(Diagnostic::new(Code::BadRange, option.span, message).help(help));
        }
    }
}

fn fault(text: &str, scalar: Scalar) -> Option<(String, &'static str)> {
    match range(text, scalar) {
        Ok(range) if outside_of_type(&range, scalar) => {
            Some((format!("range `{text}` lies outside of the field's type"), "widen the type, or correct the bounds"))
        }
        Ok(_) => None,
        Err(RangeFault::Shape) => Some((
            format!("`{text}` is not a range"),
            "write `[1:99]`; `(` and `)` exclude an end, and one end may be missing: `[0:]`",
        )),
        Err(RangeFault::NotANumber(bound)) => {
            Some((format!("`{bound}` is not a number"), "write the bounds in decimal: `[1:99]`"))
        }
        Err(RangeFault::Empty) => {
            Some((format!("no value lies in `{text}`"), "write the smaller bound first; `[` and `]` include an end"))
        }
    }
}

fn outside_of_type(range: &Range, scalar: Scalar) -> bool {
    let Scalar::Int(int) = scalar else { return false };
    let (least, greatest) = bounds(int);
    let above = matches!(range.low, Some(low) if matches!(low.value, Number::Int(value) if value > greatest || (value == greatest && !low.inclusive)));
    let below = matches!(range.high, Some(high) if matches!(high.value, Number::Int(value) if value < least || (value == least && !high.inclusive)));
    above || below
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_request;

    fn field(type_: &str, range: &str) -> Vec<String> {
        found_in_request(&format!("X {type_} `json:\"x,range={range}\"`"))
    }

    #[test]
    fn some_value_must_lie_inside() {
        for bad in ["[5:1]", "1-5", "", "(1:1)", "[a:9]"] {
            assert_eq!(field("int", bad), ["1 bad-range"], "{bad}");
        }
        for good in ["[1:5]", "(0:]", "[0.5:2]"] {
            assert_eq!(field("int", good), [""; 0], "{good}");
        }
        assert_eq!(field("int8", "[200:]"), ["1 bad-range"]);
        assert_eq!(field("uint8", "[:0)"), ["1 bad-range"]);
    }
}
