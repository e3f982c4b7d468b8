//! Points in time as configuration files write them (RFC 3339).

use crate::config::Setting;

/// Whole seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Instant(pub(super) i64);

impl Setting for Instant {
    fn read(text: &str) -> Result<Self, String> {
        read(text).map(Self).ok_or_else(|| format!("\"{text}\" is not a time such as 2027-01-31T00:00:00Z"))
    }
}

/// `2027-01-31T08:30:00Z`, with an offset instead of `Z`, or with fractions, which are cut off.
fn read(text: &str) -> Option<i64> {
    let (date, rest) = text.split_at_checked(10)?;
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let (time, rest) = rest.split_at_checked(8)?;
    let rest = match rest.strip_prefix('.') {
        Some(fraction) => fraction.trim_start_matches(|char: char| char.is_ascii_digit()),
        None => rest,
    };
    let offset = match rest {
        "Z" | "z" => 0,
        _ => {
            let sign = if rest.starts_with('-') { -1 } else { 1 };
            let [hours, minutes] = numbers(rest.strip_prefix(['+', '-'])?, ':', [2, 2])?;
            (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))?
        }
    };
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    (hour < 24 && minute < 60 && second <= 60).then_some(())?;
    Some(days(year, month, day)? * 86_400 + hour * 3600 + minute * 60 + second - offset)
}

/// Numbers of so many digits each.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[i64; N]> {
    let parts: Vec<&str> = text.split(between).collect();
    let mut numbers = [0; N];
    (parts.len() == N).then_some(())?;
    for ((number, part), digits) in numbers.iter_mut().zip(parts).zip(digits) {
        (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
        *number = part.parse().ok()?;
    }
    Some(numbers)
}

/// The days from 1970 to a date of the Gregorian calendar.
fn days(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before = lengths.get(..usize::try_from(month).ok()?.checked_sub(1)?)?;
    (1..=*lengths.get(before.len())?).contains(&day).then_some(())?;
    // The leap days up to the end of a year.
    let leaps = |year: i64| year / 4 - year / 100 + year / 400;
    let years = if year > 0 { 365 * (year - 1970) + leaps(year - 1) - leaps(1969) } else { return None };
    Some(years + before.iter().sum::<i64>() + day - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times() {
        for (text, seconds) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59Z", -1),
            ("2000-02-29T12:00:00Z", 951_825_600),
            ("2027-01-31T08:30:00Z", 1_801_384_200),
            ("2027-01-31 08:30:00.999z", 1_801_384_200),
            ("2027-01-31T10:30:00+02:00", 1_801_384_200),
            ("2027-01-31T03:00:00-05:30", 1_801_384_200),
            ("2100-03-01T00:00:00Z", 4_107_542_400),
        ] {
            assert_eq!(read(text), Some(seconds), "{text}");
        }
        for text in [
            "",
            "2027-01-31",
            "2027-01-31T08:30:00",
            "2027-02-29T00:00:00Z",
            "2027-13-01T00:00:00Z",
            "2027-00-01T00:00:00Z",
            "2027-01-00T00:00:00Z",
            "2027-1-31T00:00:00Z",
            "2027-01-31T24:00:00Z",
            "2027-01-31T08:30:00+2",
            "2027-01-31T08:30:00Zx",
            "+027-01-31T08:30:00Z",
            "2027-01-31\u{fc}08:30:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
