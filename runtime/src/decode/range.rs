//! Numeric bounds of a field.

use std::fmt::{self, Display, Write as _};

/// The bounds of a number: each end closed, open or absent.
#[derive(Clone, Copy, Debug)]
pub struct Range<T> {
    low: End<T>,
    high: End<T>,
}

#[derive(Clone, Copy, Debug)]
enum End<T> {
    Without,
    Closed(T),
    Open(T),
}

impl<T> Range<T> {
    const ALL: Self = Self { low: End::Without, high: End::Without };

    /// `[low:high]`.
    pub fn closed(low: T, high: T) -> Self {
        Self { low: End::Closed(low), high: End::Closed(high) }
    }

    /// `(low:high)`.
    pub fn open(low: T, high: T) -> Self {
        Self { low: End::Open(low), high: End::Open(high) }
    }

    /// `(low:high]`.
    pub fn left_open(low: T, high: T) -> Self {
        Self { low: End::Open(low), high: End::Closed(high) }
    }

    /// `[low:high)`.
    pub fn right_open(low: T, high: T) -> Self {
        Self { low: End::Closed(low), high: End::Open(high) }
    }

    /// `[low:]`.
    pub fn from(low: T) -> Self {
        Self { low: End::Closed(low), ..Self::ALL }
    }

    /// `(low:]`.
    pub fn above(low: T) -> Self {
        Self { low: End::Open(low), ..Self::ALL }
    }

    /// `[:high]`.
    pub fn up_to(high: T) -> Self {
        Self { high: End::Closed(high), ..Self::ALL }
    }

    /// `[:high)`.
    pub fn below(high: T) -> Self {
        Self { high: End::Open(high), ..Self::ALL }
    }
}

impl<T: PartialOrd + Display> Range<T> {
    /// Whether the value lies inside; NaN never does.
    pub(crate) fn holds(&self, value: &T) -> bool {
        let above = match &self.low {
            End::Without => true,
            End::Closed(low) => value >= low,
            End::Open(low) => value > low,
        };
        above
            && match &self.high {
                End::Without => true,
                End::Closed(high) => value <= high,
                End::Open(high) => value < high,
            }
    }

    pub(crate) fn message(&self) -> String {
        // Most messages need not grow.
        let mut text = String::with_capacity(48);
        // Text takes all that is written to it.
        _ = self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) -> fmt::Result {
        match (&self.low, &self.high) {
            (End::Closed(low), End::Closed(high)) => return write!(text, "must be from {low} to {high}"),
            (End::Without, End::Without) => return text.write_str("must be a number"),
            (End::Closed(low), _) => write!(text, "must be at least {low}")?,
            (End::Open(low), _) => write!(text, "must be greater than {low}")?,
            (End::Without, _) => text.write_str("must be")?,
        }
        let between = if matches!(self.low, End::Without) { "" } else { " and" };
        match &self.high {
            End::Without => Ok(()),
            End::Closed(high) => write!(text, "{between} at most {high}"),
            End::Open(high) => write!(text, "{between} less than {high}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_exactly_its_values() {
        let inside = |range: Range<i64>| (0..=6).filter(|value| range.holds(value)).collect::<Vec<_>>();
        assert_eq!(inside(Range::closed(1, 3)), [1, 2, 3]);
        assert_eq!(inside(Range::open(1, 3)), [2]);
        assert_eq!(inside(Range::left_open(1, 3)), [2, 3]);
        assert_eq!(inside(Range::right_open(1, 3)), [1, 2]);
        assert_eq!(inside(Range::from(5)), [5, 6]);
        assert_eq!(inside(Range::above(5)), [6]);
        assert_eq!(inside(Range::up_to(1)), [0, 1]);
        assert_eq!(inside(Range::below(1)), [0]);
        assert!(!Range::from(0.0).holds(&f64::NAN));
        assert!(!Range::up_to(i64::MAX - 1).holds(&i64::MAX));
    }

    #[test]
    fn says_its_bounds() {
        assert_eq!(Range::closed(1, 99).message(), "must be from 1 to 99");
        assert_eq!(Range::left_open(0.0, 1.5).message(), "must be greater than 0 and at most 1.5");
        assert_eq!(Range::below(5).message(), "must be less than 5");
        assert_eq!(Range::from(5).message(), "must be at least 5");
        assert_eq!(Range::open(1, 5).message(), "must be greater than 1 and less than 5");
        assert_eq!(Range::<u8>::ALL.message(), "must be a number");
    }
}
