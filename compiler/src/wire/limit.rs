//! `range=` and `options=`: what a value must be.

use serde_json::Value;

use super::scalar::{float, literal};
use crate::ir::{Bound, EnumValue, Number, Range, Scalar, ScalarType};

/// Why a range is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RangeFault {
    /// Not of the form `[a:b]`, with `(` or `)` for an open end.
    Shape,
    /// A bound that is no number.
    NotANumber(String),
    /// No value lies inside.
    Empty,
}

/// Reads `[1:99]`, `(0:1]`, `[:100]` for a numeric scalar. Bounds of an integer become integers: `[0.5:` is `[1:`.
pub(crate) fn range(text: &str, scalar: Scalar) -> Result<Range, RangeFault> {
    let text = text.trim();
    let low_inclusive = text.starts_with('[');
    let high_inclusive = text.ends_with(']');
    let inner =
        text.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')'])).ok_or(RangeFault::Shape)?;
    let (low, high) = inner.split_once(':').filter(|(_, high)| !high.contains(':')).ok_or(RangeFault::Shape)?;
    if low.trim().is_empty() && high.trim().is_empty() {
        return Err(RangeFault::Shape);
    }
    let low = bound(low.trim(), low_inclusive, scalar, f64::ceil)?;
    let high = bound(high.trim(), high_inclusive, scalar, f64::floor)?;
    let range = Range { low, high };
    if is_empty(&range, scalar) { Err(RangeFault::Empty) } else { Ok(range) }
}

/// One end; `inwards` rounds a fraction to the next integer inside.
fn bound(text: &str, inclusive: bool, scalar: Scalar, inwards: fn(f64) -> f64) -> Result<Option<Bound>, RangeFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let value = float(text).ok_or_else(|| RangeFault::NotANumber(text.to_string()))?;
    if !matches!(scalar, Scalar::Int(_)) {
        return Ok(Some(Bound { value: Number::Float(value), inclusive }));
    }
    // An integer text is read exactly; a fraction moves inwards and is then part of the range.
    Ok(Some(match text.parse::<i128>() {
        Ok(exact) => Bound { value: Number::Int(exact), inclusive },
        Err(_) if value.fract() == 0.0 => Bound { value: Number::Int(value as i128), inclusive },
        Err(_) => Bound { value: Number::Int(inwards(value) as i128), inclusive: true },
    }))
}

fn is_empty(range: &Range, scalar: Scalar) -> bool {
    let (Some(low), Some(high)) = (range.low, range.high) else { return false };
    if let (Scalar::Int(_), Number::Int(from), Number::Int(to)) = (scalar, low.value, high.value) {
        return from + i128::from(!low.inclusive) > to - i128::from(!high.inclusive);
    }
    let (from, to) = (as_float(low.value), as_float(high.value));
    from > to || (from == to && !(low.inclusive && high.inclusive))
}

/// Whether a number lies inside.
pub(crate) fn contains(range: &Range, number: Number) -> bool {
    let above = range.low.is_none_or(|low| {
        let order = compare(number, low.value);
        order.is_gt() || (low.inclusive && order.is_eq())
    });
    above
        && range.high.is_none_or(|high| {
            let order = compare(number, high.value);
            order.is_lt() || (high.inclusive && order.is_eq())
        })
}

fn compare(left: Number, right: Number) -> std::cmp::Ordering {
    match (left, right) {
        (Number::Int(left), Number::Int(right)) => left.cmp(&right),
        _ => as_float(left).total_cmp(&as_float(right)),
    }
}

fn as_float(number: Number) -> f64 {
    match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    }
}

/// The alternatives of `a|b` or `[a,b]`, repeats and empty ones included.
pub(crate) fn alternatives(text: &str) -> Vec<&str> {
    match text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(inner) => inner.split(',').map(str::trim).collect(),
        None => text.split('|').collect(),
    }
}

/// One alternative as the model holds it; `None` if it is not of the type.
pub(crate) fn enum_value(text: &str, base: ScalarType) -> Option<EnumValue> {
    let json = literal(text, base.scalar)?;
    let json = if base.text && !json.is_string() { Value::from(text) } else { json };
    Some(EnumValue { text: text.to_string(), json })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Int;

    const INT: Scalar = Scalar::Int(Int { bits: 64, signed: true, word: true });

    type End = Option<(Number, bool)>;

    fn ends(text: &str, scalar: Scalar) -> Result<(End, End), RangeFault> {
        let end = |bound: Option<Bound>| bound.map(|bound| (bound.value, bound.inclusive));
        range(text, scalar).map(|range| (end(range.low), end(range.high)))
    }

    #[test]
    fn ends_may_be_open_or_missing() {
        assert_eq!(ends("[1:99)", INT), Ok((Some((Number::Int(1), true)), Some((Number::Int(99), false)))));
        assert_eq!(ends("(:0.5]", Scalar::Float64), Ok((None, Some((Number::Float(0.5), true)))));
    }

    #[test]
    fn fractions_on_an_integer_move_inwards() {
        assert_eq!(ends("(0.5:2.5)", INT), Ok((Some((Number::Int(1), true)), Some((Number::Int(2), true)))));
    }

    #[test]
    fn what_excludes_everything_is_refused() {
        assert_eq!(ends("[5:1]", INT), Err(RangeFault::Empty));
        assert_eq!(ends("(1:2)", INT), Err(RangeFault::Empty));
        assert_eq!(ends("(1:1]", Scalar::Float64), Err(RangeFault::Empty));
        assert_eq!(ends("1-5", INT), Err(RangeFault::Shape));
        assert_eq!(ends("[:]", INT), Err(RangeFault::Shape));
        assert_eq!(ends("[a:]", INT), Err(RangeFault::NotANumber("a".into())));
    }

    #[test]
    fn membership_of_a_range_respects_its_ends() {
        let range = range("(0:9]", INT).unwrap();
        assert!(
            !contains(&range, Number::Int(0)) && contains(&range, Number::Int(1)) && contains(&range, Number::Int(9))
        );
    }

    #[test]
    fn alternatives_in_both_spellings() {
        assert_eq!(alternatives("|loan|return"), ["", "loan", "return"]);
        assert_eq!(alternatives("[a, b]"), ["a", "b"]);
    }
}
