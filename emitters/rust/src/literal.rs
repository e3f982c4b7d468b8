//! Scalars as Rust literals.

use apic_compiler::ir::{Scalar, ScalarType};
use serde_json::Value;

/// Numbers may come as text: those with `,string` do.
pub(crate) fn scalar_literal(value: &Value, kind: ScalarType) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_string);
    match kind.scalar {
        Scalar::String if text.is_empty() => "String::new()".to_string(),
        Scalar::String => format!("String::from({text:?})"),
        Scalar::Bool => if text == "true" { "true" } else { "false" }.to_string(),
        Scalar::Int(_) => int_literal(&text),
        Scalar::Float32 => float32_literal(&text),
        Scalar::Float64 => float_literal(text.parse().unwrap_or_default()),
    }
}

/// `1_000_000`: from five digits on, as people write them.
pub(crate) fn int_literal(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |digits| ("-", digits));
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let (first, rest) = digits.split_at(digits.len() % 3);
    let mut groups: Vec<&str> = if first.is_empty() { Vec::new() } else { vec![first] };
    groups.extend(rest.as_bytes().chunks(3).filter_map(|group| std::str::from_utf8(group).ok()));
    format!("{sign}{}", groups.join("_"))
}

/// `1.0`, never `1`.
pub(crate) fn float_literal(value: f64) -> String {
    let text = format!("{value:?}");
    match quotient(&text) {
        _ if !is_known(&text) => text,
        Some((written, quotient)) if quotient == value => written,
        _ => format!("f64::from_bits({:#x})", value.to_bits()),
    }
}

/// As many digits as the type holds; a bound may lie beyond it.
pub(crate) fn float32_literal(text: &str) -> String {
    let value: f32 = text.parse().unwrap_or_default();
    if value.is_infinite() {
        return if value > 0.0 { "f32::INFINITY" } else { "f32::NEG_INFINITY" }.to_string();
    }
    let text = format!("{value:?}");
    match quotient(&text) {
        _ if !is_known(&text) => text,
        Some((written, _)) => written,
        None => format!("f32::from_bits({:#x})", value.to_bits()),
    }
}

/// Constants that clippy wants to have called by their names. A price that begins as one of them is none.
const KNOWN: &[&str] = &[
    "0.1591549430918953",
    "0.3010299956639812",
    "0.31830988618379067",
    "0.39269908169872414",
    "0.3989422804014327",
    "0.4342944819032518",
    "0.5235987755982989",
    "0.5641895835477563",
    "0.5772156649015329",
    "0.6366197723675814",
    "0.6931471805599453",
    "0.7071067811865476",
    "0.7853981633974483",
    "1.0471975511965979",
    "1.1283791670955126",
    "1.4142135623730951",
    "1.4426950408889634",
    "1.5707963267948966",
    "1.618033988749895",
    "1.7320508075688772",
    "2.302585092994046",
    "2.718281828459045",
    "3.141592653589793",
    "3.321928094887362",
    "6.283185307179586",
];

/// Whether the number begins as a known constant does, or is one that was rounded.
fn is_known(text: &str) -> bool {
    let text = text.trim_start_matches('-');
    let rounds = |known: &str| {
        let known: f64 = known.parse().unwrap_or_default();
        format!("{known:.*}", text.len().saturating_sub(2)) == text
    };
    text.len() > 3 && KNOWN.iter().any(|known| known.starts_with(text) || text.starts_with(known) || rounds(known))
}

/// `314.0 / 100.0` for `3.14`, and its value, if both fit every float exactly.
fn quotient(text: &str) -> Option<(String, f64)> {
    let (whole, decimals) = text.split_once('.')?;
    let digits = format!("{whole}{decimals}");
    let divisor = format!("1{}", "0".repeat(decimals.len()));
    let value = digits.parse::<f64>().ok()? / divisor.parse::<f64>().ok()?;
    let number = digits.parse::<i64>().ok()?.to_string();
    (digits.len() <= 7).then(|| (format!("{}.0 / {}.0", int_literal(&number), int_literal(&divisor)), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            ["7", "-1000", "10000", "-1000000", "9223372036854775807"].map(int_literal),
            ["7", "-1000", "10_000", "-1_000_000", "9_223_372_036_854_775_807"]
        );
        assert_eq!([1.0, 0.5, -1e30].map(float_literal), ["1.0", "0.5", "-1e30"]);
        assert_eq!(["0.1", "16777217", "-1e39"].map(float32_literal), ["0.1", "16777216.0", "f32::NEG_INFINITY"]);
    }

    #[test]
    fn clippy_sees_no_known_constant() {
        assert_eq!(
            [314.0 / 100.0, 27_183.0 / 10_000.0, -0.5].map(float_literal),
            ["314.0 / 100.0", "27_183.0 / 10_000.0", "-0.5"]
        );
        assert_eq!(float_literal(std::f64::consts::PI), "f64::from_bits(0x400921fb54442d18)");
        assert_eq!(float_literal(-std::f64::consts::LN_2), "f64::from_bits(0xbfe62e42fefa39ef)");
        assert_eq!(float32_literal("3.1415926535"), "f32::from_bits(0x40490fdb)");
        assert_eq!(float32_literal("3.14"), "314.0 / 100.0");
    }
}
