//! Version ranges of `requires`, as cargo reads them: `0.1`, `^0.1.2`, `~0.1`, `=0.1.0`, `>=0.1, <0.3`.

/// One bound of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bound {
    how: How,
    version: [u64; 3],
    /// How many parts were written.
    parts: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Caret,
    Tilde,
    Exact,
    AtLeast,
    Above,
    AtMost,
    Below,
}

// The longer sign stands before the one it begins with.
const SIGNS: &[(&str, How)] = &[
    (">=", How::AtLeast),
    ("<=", How::AtMost),
    (">", How::Above),
    ("<", How::Below),
    ("=", How::Exact),
    ("~", How::Tilde),
    ("^", How::Caret),
    ("", How::Caret),
];

/// The bounds of a range; `None` if it is none.
pub fn parse(text: &str) -> Option<Vec<Bound>> {
    text.split(',').map(|part| bound(part.trim())).collect()
}

/// Whether a version lies within all bounds.
pub fn holds(bounds: &[Bound], version: &str) -> bool {
    bound(&format!("={version}")).is_some_and(|exact| bounds.iter().all(|bound| bound.holds(exact.version)))
}

fn bound(text: &str) -> Option<Bound> {
    let (sign, how) = SIGNS.iter().find(|(sign, _)| text.starts_with(sign))?;
    let mut version = [0; 3];
    let mut parts = 0;
    for part in text[sign.len()..].trim().split('.') {
        *version.get_mut(parts)? = part.parse().ok()?;
        parts += 1;
    }
    Some(Bound { how: *how, version, parts })
}

impl Bound {
    fn holds(self, version: [u64; 3]) -> bool {
        // `=0.1` and `~0.1` mean all of 0.1; `^` keeps everything up to the first part that is not 0.
        let same = |parts: usize| version.iter().zip(self.version).take(parts).all(|(one, other)| *one == other);
        let kept = self.version.iter().position(|part| *part != 0).map_or(self.parts, |first| first + 1);
        match self.how {
            How::Caret => version >= self.version && same(kept),
            How::Tilde => version >= self.version && same(self.parts.min(2)),
            How::Exact => same(self.parts),
            How::AtLeast => version >= self.version,
            How::Above => version > self.version && !same(self.parts),
            How::AtMost => version <= self.version || same(self.parts),
            How::Below => version < self.version,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_those_of_cargo() {
        let holds = |range: &str, version: &str| super::holds(&parse(range).unwrap(), version);
        for (range, inside, outside) in [
            ("0.1", "0.1.9", "0.2.0"),
            ("^1.2", "1.9.0", "2.0.0"),
            ("~1.2.3", "1.2.9", "1.3.0"),
            ("=0.1", "0.1.4", "0.2.0"),
            (">=0.1, <0.3", "0.2.7", "0.3.0"),
            (">0.1", "0.2.0", "0.1.5"),
            ("<=0.1", "0.1.5", "0.2.0"),
            ("0", "0.7.1", "1.0.0"),
        ] {
            assert!(holds(range, inside), "{range} holds {inside}");
            assert!(!holds(range, outside), "{range} leaves {outside} out");
        }
        assert_eq!(parse("latest"), None);
        assert_eq!(parse("1.2.3.4"), None);
        assert_eq!(parse(""), None);
    }
}
