//! The scalars of the wire and the texts that they accept in a contract.

use serde_json::Value;

use crate::ir::{Field, Int, Number, Scalar, ScalarType, Slot, Source, TypeRef};
use crate::resolve::Base;

/// An element of `[]byte` where that is a list of numbers.
pub(crate) const BYTE: ScalarType =
    ScalarType { scalar: Scalar::Int(Int { bits: 8, signed: false, word: false }), text: false };

/// Whether `[]byte` is a list of numbers: base64 is a form of JSON (language.md §7.4 row 32); a form or header brings a list value by value, one of bytes as
/// well (§7.1). A field of both has one type, and JSON takes numbers too.
pub(crate) fn is_byte_list(slots: &[Slot]) -> bool {
    slots.iter().any(|slot| matches!(slot.source, Source::Form | Source::Header))
}

/// Whether a list of numbers may be base64 in JSON as well: bytes that a form or header brings beside it.
pub fn takes_base64(field: &Field) -> bool {
    let is_bytes = matches!(&field.type_, TypeRef::List(item) if **item == TypeRef::Scalar(BYTE));
    is_bytes && is_byte_list(&field.slots) && field.slots.iter().any(|slot| slot.source == Source::Json)
}

/// The scalar of a base type; `None` for those without a wire form, and for `any`.
pub(crate) fn scalar(base: Base) -> Option<Scalar> {
    let int = |bits, signed| Some(Scalar::Int(Int { bits, signed, word: false }));
    match base {
        Base::Bool => Some(Scalar::Bool),
        Base::String => Some(Scalar::String),
        Base::Byte | Base::Uint8 => int(8, false),
        Base::Rune | Base::Int32 => int(32, true),
        Base::Int => Some(Scalar::Int(Int { bits: 64, signed: true, word: true })),
        Base::Uint => Some(Scalar::Int(Int { bits: 64, signed: false, word: true })),
        Base::Int8 => int(8, true),
        Base::Int16 => int(16, true),
        Base::Int64 => int(64, true),
        Base::Uint16 => int(16, false),
        Base::Uint32 => int(32, false),
        Base::Uint64 => int(64, false),
        Base::Float32 => Some(Scalar::Float32),
        Base::Float64 => Some(Scalar::Float64),
        Base::Uintptr | Base::Complex64 | Base::Complex128 | Base::Any => None,
    }
}

/// The number that a text means for a numeric scalar: decimal, inside the width of the type, finite.
pub(crate) fn number(text: &str, scalar: Scalar) -> Option<Number> {
    match scalar {
        Scalar::Int(int) => {
            let value: i128 = text.parse().ok()?;
            let (low, high) = bounds(int);
            (low..=high).contains(&value).then_some(Number::Int(value))
        }
        Scalar::Float32 | Scalar::Float64 => float(text).map(Number::Float),
        Scalar::Bool | Scalar::String => None,
    }
}

/// A finite float in decimal: neither `NaN`, `Inf` nor hexadecimal forms.
pub(crate) fn float(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    text.parse::<f64>().ok().filter(|value| plain && value.is_finite())
}

/// The JSON value that a text in a contract means for a scalar; `None` if it means none.
pub(crate) fn literal(text: &str, scalar: Scalar) -> Option<Value> {
    match scalar {
        Scalar::String => Some(Value::from(text)),
        // The texts that go-zero takes for a bool (language.md §7.4 row 14).
        Scalar::Bool => match text.to_ascii_lowercase().as_str() {
            "1" | "true" => Some(Value::from(true)),
            "0" | "false" => Some(Value::from(false)),
            _ => None,
        },
        Scalar::Int(_) | Scalar::Float32 | Scalar::Float64 => number(text, scalar).and_then(json),
    }
}

/// A number as JSON; integral floats as integers, as Go prints them.
fn json(number: Number) -> Option<Value> {
    match number {
        Number::Int(value) => {
            i64::try_from(value).map(Value::from).or_else(|_| u64::try_from(value).map(Value::from)).ok()
        }
        // Below 2^53 every integral float is an exact i64.
        Number::Float(value) if value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0 => {
            Some(Value::from(value as i64))
        }
        Number::Float(value) => Some(Value::from(value)),
    }
}

/// The least and the greatest value of an integer type.
pub(crate) fn bounds(int: Int) -> (i128, i128) {
    let bits = u32::from(int.bits);
    if int.signed { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) } else { (0, (1 << bits) - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const INT8: Scalar = Scalar::Int(Int { bits: 8, signed: true, word: false });
    const UINT64: Scalar = Scalar::Int(Int { bits: 64, signed: false, word: false });

    #[test]
    fn integers_are_exact_and_bounded() {
        assert_eq!(literal("127", INT8), Some(Value::from(127)));
        assert_eq!(literal("128", INT8), None);
        assert_eq!(literal("1.0", INT8), None);
        assert_eq!(literal("18446744073709551615", UINT64), Some(Value::from(u64::MAX)));
        let byte = Scalar::Int(Int { bits: 8, signed: false, word: false });
        assert_eq!((literal("255", byte), literal("256", byte)), (Some(Value::from(255)), None));
    }

    #[test]
    fn floats_are_finite_and_print_short() {
        assert_eq!(literal("1.50", Scalar::Float64), Some(Value::from(1.5)));
        assert_eq!(literal("2.0", Scalar::Float64), Some(Value::from(2)));
        assert_eq!(literal("1e300", Scalar::Float64), Some(Value::from(1e300)));
        assert_eq!(literal("NaN", Scalar::Float64), None);
        assert_eq!(literal("inf", Scalar::Float64), None);
    }

    #[test]
    fn bools_take_the_texts_that_go_zero_takes() {
        assert_eq!(literal("TRUE", Scalar::Bool), Some(Value::from(true)));
        assert_eq!(literal("0", Scalar::Bool), Some(Value::from(false)));
        assert_eq!(literal("yes", Scalar::Bool), None);
    }
}
