//! `range=` as the runtime's bounds.

use apic_compiler::ir::{Bound, Int, Number, Range, Scalar};

use crate::literal::{float_literal, float32_literal, int_literal};

/// Bounds that the type keeps by itself are dropped: as literals they would not compile.
pub(crate) fn within(range: &Range, kind: Int) -> Range {
    let (least, most) = match (kind.signed, u32::from(kind.bits)) {
        (true, bits) => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
        (false, bits) => (0, (1_i128 << bits) - 1),
    };
    let fits = |bound: &Bound| matches!(bound.value, Number::Int(value) if (least..=most).contains(&value));
    Range { low: range.low.filter(fits), high: range.high.filter(fits) }
}

pub(crate) fn call(range: &Range, kind: Scalar) -> Option<String> {
    let text = |bound: &Bound| match bound.value {
        Number::Int(value) => int_literal(&value.to_string()),
        Number::Float(value) if kind == Scalar::Float32 => float32_literal(&value.to_string()),
        Number::Float(value) => float_literal(value),
    };
    let call = match (&range.low, &range.high) {
        (None, None) => return None,
        (Some(low), None) => format!("{}({})", if low.inclusive { "from" } else { "above" }, text(low)),
        (None, Some(high)) => format!("{}({})", if high.inclusive { "up_to" } else { "below" }, text(high)),
        (Some(low), Some(high)) => {
            let name = match (low.inclusive, high.inclusive) {
                (true, true) => "closed",
                (false, false) => "open",
                (false, true) => "left_open",
                (true, false) => "right_open",
            };
            format!("{name}({}, {})", text(low), text(high))
        }
    };
    Some(format!("rt::Range::{call}"))
}
