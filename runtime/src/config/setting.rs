//! The types that a setting can have.

use std::path::PathBuf;
use std::time::Duration;

/// A type that one scalar of the configuration can be read as.
pub trait Setting: Sized {
    /// Reads it; the error completes the sentence "`key`: …".
    fn read(text: &str) -> Result<Self, String>;
}

/// A number of bytes: `1048576`, `8MiB`, `10MB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Size(pub u64);

/// A duration whose bare number is milliseconds: go-zero's `Timeout: 3000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Milliseconds(pub(crate) Duration);

impl Setting for String {
    fn read(text: &str) -> Result<Self, String> {
        Ok(text.to_owned())
    }
}

impl Setting for PathBuf {
    fn read(text: &str) -> Result<Self, String> {
        Ok(Self::from(text))
    }
}

impl Setting for bool {
    fn read(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Ok(true),
            "false" | "no" | "off" => Ok(false),
            _ => Err(format!("\"{text}\" is not true or false")),
        }
    }
}

macro_rules! numbers {
    ($($type:ty => $what:literal),*) => {$(
        impl Setting for $type {
            fn read(text: &str) -> Result<Self, String> {
                text.parse().map_err(|_| format!(concat!("\"{}\" is not ", $what), text))
            }
        }
    )*};
}

numbers! {
    u8 => "a whole number from 0 to 255",
    u16 => "a whole number from 0 to 65535",
    u32 => "a whole number from 0 to 4294967295",
    u64 => "a whole number of at least 0",
    usize => "a whole number of at least 0",
    i32 => "a whole number",
    i64 => "a whole number",
    f64 => "a number"
}

impl Setting for Duration {
    fn read(text: &str) -> Result<Self, String> {
        if text.parse::<f64>().is_ok_and(|number| number != 0.0) {
            return Err(format!("\"{text}\" needs a unit: {text}ms, {text}s, {text}m"));
        }
        duration(text).ok_or_else(|| format!("\"{text}\" is not a duration such as 250ms, 3s or 1h30m"))
    }
}

impl Setting for Milliseconds {
    fn read(text: &str) -> Result<Self, String> {
        match text.parse() {
            Ok(number) => Ok(Self(Duration::from_millis(number))),
            Err(_) => Duration::read(text).map(Self),
        }
    }
}

/// A sum of numbers with units, as Go writes durations; `0` needs none.
fn duration(text: &str) -> Option<Duration> {
    if text == "0" {
        return Some(Duration::ZERO);
    }
    let mut rest = text;
    let mut total = 0.0;
    while !rest.is_empty() {
        let (number, tail) = rest.split_at(rest.find(|char: char| char.is_ascii_alphabetic() || char == 'µ')?);
        let end = tail.find(|char: char| char.is_ascii_digit() || char == '.').unwrap_or(tail.len());
        let (unit, tail) = tail.split_at(end);
        let seconds = match unit {
            "ns" => 1e-9,
            "us" | "µs" => 1e-6,
            "ms" => 1e-3,
            "s" => 1.0,
            "m" => 60.0,
            "h" => 3600.0,
            _ => return None,
        };
        if !number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return None;
        }
        total += number.parse::<f64>().ok()? * seconds;
        rest = tail;
    }
    (!text.is_empty()).then(|| Duration::try_from_secs_f64(total).ok()).flatten()
}

impl Setting for Size {
    fn read(text: &str) -> Result<Self, String> {
        let end = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
        let (number, unit) = text.split_at(end);
        let factor: Option<u64> = match unit.trim().to_ascii_lowercase().as_str() {
            "" | "b" => Some(1),
            "kb" => Some(1000),
            "mb" => Some(1_000_000),
            "gb" => Some(1_000_000_000),
            "kib" | "k" => Some(1 << 10),
            "mib" | "m" => Some(1 << 20),
            "gib" | "g" => Some(1 << 30),
            _ => None,
        };
        let bytes = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
        bytes.map(Self).ok_or_else(|| format!("\"{text}\" is not a size such as 65536, 8MiB or 10MB"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_durations() {
        for (text, milliseconds) in
            [("3s", 3000), ("250ms", 250), ("1h30m", 5_400_000), ("1.5s", 1500), ("0", 0), ("0s", 0)]
        {
            assert_eq!(Duration::read(text).unwrap(), Duration::from_millis(milliseconds), "{text}");
        }
        for text in ["", "3", "3x", "s", "-3s", "1e3s", "3 s", "infs", "99999999999999999999h"] {
            assert!(Duration::read(text).is_err(), "{text}");
        }
        assert!(Duration::read("3000").unwrap_err().contains("3000ms"));
    }

    #[test]
    fn go_zeros_timeout_is_in_milliseconds() {
        for (text, milliseconds) in [("3000", 3000), ("3s", 3000), ("0s", 0), ("0", 0)] {
            assert_eq!(Milliseconds::read(text).unwrap(), Milliseconds(Duration::from_millis(milliseconds)), "{text}");
        }
        assert!(Milliseconds::read("-1").is_err());
    }

    #[test]
    fn reads_sizes() {
        for (text, bytes) in
            [("0", 0), ("1048576", 1 << 20), ("8MiB", 8 << 20), ("10MB", 10_000_000), ("64 KiB", 65536)]
        {
            assert_eq!(Size::read(text).unwrap(), Size(bytes), "{text}");
        }
        for text in ["", "MiB", "-1", "8XB", "99999999999999GiB"] {
            assert!(Size::read(text).is_err(), "{text}");
        }
    }
}
