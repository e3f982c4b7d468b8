//! Values of `@server` keys that are numbers with a unit.

/// Milliseconds of a Go duration (`1h30m`, `250ms`, `1.5s`): a sequence of number and unit in any order. `None` if it is none, or negative.
pub(crate) fn duration_ms(text: &str) -> Option<u64> {
    if text == "0" {
        return Some(0);
    }
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let digits = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').filter(|end| *end > 0)?;
        let (number, behind) = rest.split_at(digits);
        let end = behind.find(|letter: char| letter.is_ascii_digit() || letter == '.').unwrap_or(behind.len());
        let (unit, next) = behind.split_at(end);
        total += number.parse::<f64>().ok()? * unit_ms(unit)?;
        rest = next;
    }
    // Below a millisecond is still a limit, not "none".
    let whole = if total > 0.0 && total < 1.0 { 1 } else { total as u64 };
    (!text.is_empty() && total < 9e15).then_some(whole)
}

fn unit_ms(unit: &str) -> Option<f64> {
    Some(match unit {
        "h" => 3_600_000.0,
        "m" => 60_000.0,
        "s" => 1000.0,
        "ms" => 1.0,
        "us" | "µs" | "μs" => 0.001,
        "ns" => 0.000_001,
        _ => return None,
    })
}

/// Bytes of `maxBytes`: a decimal integer below 2^63.
pub(crate) fn size(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten().filter(|size| *size < 1 << 63)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_as_go_writes_them() {
        assert_eq!(duration_ms("3s"), Some(3000));
        assert_eq!(duration_ms("1h30m"), Some(5_400_000));
        assert_eq!(duration_ms("1.5s250ms"), Some(1750));
        assert_eq!(duration_ms("0s"), Some(0));
        assert_eq!(duration_ms("10us"), Some(1));
        for wrong in ["", "3x", "3", "-1s", "s", "1.2.3s"] {
            assert_eq!(duration_ms(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn sizes_are_plain_integers() {
        assert_eq!(size("1048576"), Some(1_048_576));
        assert_eq!(size("9223372036854775808"), None);
        assert_eq!(size("1MB"), None);
    }
}
