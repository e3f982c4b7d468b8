//! What a contract says about every request and answer, and the envelope `code`, `msg`, `data` around JSON answers.

use crate::problem::{Failure, close, member, room, words};
use crate::trace::Trace;

/// What `[wire]` says about every request and answer of a contract.
///
/// ```
/// use apic_runtime::generated as rt;
///
/// const WIRE: rt::Wire = rt::Wire::new().envelope().invalid_status(422);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wire {
    pub(crate) envelope: bool,
    pub(crate) invalid_status: u16,
    pub(crate) strict: bool,
}

// === impl Wire ===

impl Default for Wire {
    fn default() -> Self {
        Self::new()
    }
}

impl Wire {
    /// Plain answers, and 400 for requests that break the contract.
    pub const fn new() -> Self {
        Self { envelope: false, invalid_status: 400, strict: false }
    }

    /// `envelope = "code-msg-data"`: every JSON answer stands in an envelope.
    #[must_use]
    pub const fn envelope(mut self) -> Self {
        self.envelope = true;
        self
    }

    /// `invalid_status`: the status of requests that break the contract.
    #[must_use]
    pub const fn invalid_status(mut self, status: u16) -> Self {
        self.invalid_status = status;
        self
    }

    /// `strict`: requests that say more than the contract asks for, or say it in another form, are refused.
    #[must_use]
    pub const fn strict(mut self) -> Self {
        self.strict = true;
        self
    }
}

/// The envelope around the JSON of a success, or around nothing.
pub(crate) fn success(data: Option<&[u8]>) -> Vec<u8> {
    let Some(data) = data else { return br#"{"code":0,"msg":"ok"}"#.to_vec() };
    [br#"{"code":0,"msg":"ok","data":"#, data, b"}"].concat()
}

const MSG: &str = r#","msg":"#;

/// The envelope of a failure; the members in the order in which they are sent, absent ones left out.
pub(crate) fn failure(failure: Failure<'_>, trace: Trace) -> Vec<u8> {
    let mut out = Vec::with_capacity(room(failure));
    out.extend_from_slice(b"{\"code\":");
    let code = failure.number.unwrap_or_else(|| i64::from(failure.status.as_u16()));
    out.extend_from_slice(itoa::Buffer::new().format(code).as_bytes());
    match failure.detail {
        Some(detail) => member(&mut out, MSG, detail),
        None => words(&mut out, MSG, failure.code),
    }
    member(&mut out, r#","reason":"#, failure.code);
    close(out, failure.violations, trace)
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::StatusCode;

    #[test]
    fn members_stand_in_the_documented_order() {
        assert_eq!(success(Some(b"[1]")), br#"{"code":0,"msg":"ok","data":[1]}"#);
        assert_eq!(success(None), br#"{"code":0,"msg":"ok"}"#);
        let invalid = Failure {
            status: StatusCode::BAD_REQUEST,
            code: "invalid_request",
            number: None,
            detail: None,
            violations: &[],
        };
        assert_eq!(
            failure(invalid, Trace::from_u128(0x4b)),
            br#"{"code":400,"msg":"Invalid request","reason":"invalid_request","trace_id":"0000000000000000000000000000004b"}"#
        );
        let own = Failure { code: "sold_out", number: Some(10_042), detail: Some("none left"), ..invalid };
        assert_eq!(
            failure(own, Trace::from_u128(0x4b)),
            br#"{"code":10042,"msg":"none left","reason":"sold_out","trace_id":"0000000000000000000000000000004b"}"#
        );
    }
}
