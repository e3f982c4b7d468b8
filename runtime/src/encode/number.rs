//! Numbers as Go spells them.

use std::io::Write;

/// Appends a whole number.
pub(super) fn whole(out: &mut Vec<u8>, value: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Appends a float: plain digits from 1e-6 up to 1e21, beyond that an exponent, never `.0`. `None` for NaN and infinities.
pub(super) fn float64(out: &mut Vec<u8>, value: f64) -> Option<()> {
    let size = value.abs();
    let plain = size == 0.0 || (1e-6..1e21).contains(&size);
    float(out, value.is_finite(), plain, format_args!("{value}"), format_args!("{value:e}"))
}

/// The same for single precision, whose shortest digits differ.
pub(super) fn float32(out: &mut Vec<u8>, value: f32) -> Option<()> {
    let size = value.abs();
    let plain = size == 0.0 || (1e-6..1e21).contains(&size);
    float(out, value.is_finite(), plain, format_args!("{value}"), format_args!("{value:e}"))
}

fn float(
    out: &mut Vec<u8>,
    finite: bool,
    plain: bool,
    digits: std::fmt::Arguments<'_>,
    exponent: std::fmt::Arguments<'_>,
) -> Option<()> {
    if !finite {
        return None;
    }
    if plain {
        return write!(out, "{digits}").ok();
    }
    // Rust prints `1e21` where Go prints `1e+21`.
    let start = out.len();
    write!(out, "{exponent}").ok()?;
    let mark = out.iter().skip(start).position(|byte| *byte == b'e')? + start + 1;
    if out.get(mark).is_some_and(u8::is_ascii_digit) {
        out.insert(mark, b'+');
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spells_floats_as_go_does() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (-2.5, "-2.5"),
            (0.1, "0.1"),
            (100.0, "100"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e300, "1.5e+300"),
            (1e-6, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-9, "1.25e-9"),
            (9007199254740993.0, "9007199254740992"),
            (f64::MAX, "1.7976931348623157e+308"),
            (5e-324, "5e-324"),
        ] {
            let mut out = Vec::new();
            float64(&mut out, value).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), text);
        }
        let mut out = Vec::new();
        float32(&mut out, 0.1).unwrap();
        assert_eq!(out, b"0.1");
        assert_eq!(float64(&mut out, f64::NAN), None);
    }
}
