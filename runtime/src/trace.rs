//! W3C trace ids.

use std::cell::Cell;
use std::fmt::{self, Write as _};
use std::hash::{BuildHasher, Hasher, RandomState};

use http::HeaderMap;
use http::header::HeaderName;

const HEX: &[u8; 16] = b"0123456789abcdef";

static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// A W3C trace id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace(u128);

impl Trace {
    /// The caller's id if `traceparent` is well formed, else a new one.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        headers.get(&TRACEPARENT).and_then(|value| parent(value.as_bytes())).unwrap_or_else(Self::fresh)
    }

    pub(crate) fn fresh() -> Self {
        Self(u128::from(random()) << 64 | u128::from(random()))
    }

    /// The 32 digits.
    pub(crate) fn hex(self) -> [u8; 32] {
        let mut digits = [0; 32];
        for (pair, byte) in digits.chunks_exact_mut(2).zip(self.0.to_be_bytes()) {
            pair.copy_from_slice(&[HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
        digits
    }

    /// A number below `bound`, for what is not to happen to all requests at once.
    pub(crate) fn spread(self, bound: u128) -> u128 {
        self.0 % bound.max(1)
    }

    #[cfg(test)]
    pub(crate) fn from_u128(id: u128) -> Self {
        Self(id)
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.hex().iter().try_for_each(|digit| out.write_char(char::from(*digit)))
    }
}

/// Reads `00-<trace>-<parent>-<flags>`. Anything malformed, and ids of nothing but zeros, start a new trace.
fn parent(value: &[u8]) -> Option<Trace> {
    let text = std::str::from_utf8(value).ok()?;
    let mut fields = text.splitn(5, '-');
    let (version, trace, span, flags) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let version = hex(version, 2).filter(|version| *version != 0xff)?;
    if version == 0 && fields.next().is_some() {
        return None;
    }
    hex(span, 16).filter(|span| *span != 0)?;
    hex(flags, 2)?;
    hex(trace, 32).filter(|trace| *trace != 0).map(Trace)
}

fn hex(text: &str, length: usize) -> Option<u128> {
    let lower = text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if lower { u128::from_str_radix(text, 16).ok() } else { None }
}

thread_local! {
    static SEED: Cell<u64> = Cell::new(RandomState::new().build_hasher().finish());
}

/// A number that tells traces apart (splitmix64, seeded by the system once a thread). No secret depends on it.
fn random() -> u64 {
    SEED.with(|seed| {
        let state = seed.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        seed.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honours_a_well_formed_parent_only() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(parent(good.as_bytes()), Some(Trace(0x4bf92f3577b34da6a3ce929d0e0e4736)));
        assert!(parent(format!("cc{}-more", &good[2..]).as_bytes()).is_some());
        for bad in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(parent(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn fresh_ids_differ() {
        assert_ne!(Trace::fresh(), Trace::fresh());
        assert_eq!(Trace::fresh().to_string().len(), 32);
    }
}
