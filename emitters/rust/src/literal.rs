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
        Scalar::Float32 | Scalar::Float64 => float_literal(text.parse().unwrap_or_default()),
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
    format!("{value:?}")
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
    }
}
