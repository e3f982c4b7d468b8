//! The error document (RFC 9457): the one body of every failure.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};

use crate::caller::Caller;
use crate::decode::Violation;
use crate::trace::Trace;
use crate::{encode, envelope, reply};

static PROBLEM: HeaderValue = HeaderValue::from_static("application/problem+json");

/// What a failure says of itself; the rest of the document comes from the request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure<'a> {
    pub(crate) status: StatusCode,
    pub(crate) code: &'a str,
    /// The number that stands for it in an envelope, unless that is the status.
    pub(crate) number: Option<i64>,
    pub(crate) detail: Option<&'a str>,
    pub(crate) violations: &'a [Violation],
}

/// Builds the answer.
pub(crate) fn response(failure: Failure<'_>, caller: &Caller) -> crate::Response {
    let (body, content_type) = if caller.wire().envelope {
        (envelope::failure(failure, caller.trace()), &reply::JSON)
    } else {
        (document(failure, caller.path(), caller.trace()), &PROBLEM)
    };
    answer(failure.status, content_type, body)
}

/// The answer to a request of which nothing is known.
pub(crate) fn of_nobody(failure: Failure<'_>) -> crate::Response {
    answer(failure.status, &PROBLEM, document(failure, "", Trace::fresh()))
}

fn answer(status: StatusCode, content_type: &HeaderValue, body: Vec<u8>) -> crate::Response {
    let mut response = Response::new(axum::body::Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, content_type.clone());
    response
}

/// Writes the document alone, its members in the order in which they are sent, absent ones left out. `instance` is the path without the query.
///
/// By hand, because a refusal must cost less than what it saves.
pub(crate) fn document(failure: Failure<'_>, instance: &str, trace: Trace) -> Vec<u8> {
    let mut out = Vec::with_capacity(room(failure) + instance.len());
    out.extend_from_slice(br#"{"status":"#);
    out.extend_from_slice(itoa::Buffer::new().format(failure.status.as_u16()).as_bytes());
    member(&mut out, r#","code":"#, failure.code);
    words(&mut out, r#","title":"#, failure.code);
    if let Some(detail) = failure.detail {
        member(&mut out, r#","detail":"#, detail);
    }
    if !instance.is_empty() {
        member(&mut out, r#","instance":"#, instance);
    }
    close(out, failure.violations, trace)
}

/// Bytes that a document is likely to need.
pub(crate) fn room(failure: Failure<'_>) -> usize {
    224 + failure.detail.map_or(0, str::len) + 160 * failure.violations.len()
}

/// Writes a member: what stands before its text as it is, then the text.
pub(crate) fn member(out: &mut Vec<u8>, before: &str, text: &str) {
    out.extend_from_slice(before.as_bytes());
    encode::string(out, text);
}

/// Writes a member that says a code in words: `invalid_request` is `Invalid request`.
pub(crate) fn words(out: &mut Vec<u8>, before: &str, code: &str) {
    out.extend_from_slice(before.as_bytes());
    let start = out.len();
    encode::string(out, code);
    let words = out.get_mut(start..).unwrap_or_default();
    for byte in words.iter_mut().filter(|byte| **byte == b'_') {
        *byte = b' ';
    }
    // Behind the quote. Escapes begin with no letter, and have no underscore.
    if let Some(first) = words.get_mut(1) {
        first.make_ascii_uppercase();
    }
}

/// The members that all documents end in.
pub(crate) fn close(mut out: Vec<u8>, violations: &[Violation], trace: Trace) -> Vec<u8> {
    out.extend_from_slice(br#","trace_id":""#);
    out.extend_from_slice(&trace.hex());
    out.push(b'"');
    for (index, violation) in violations.iter().enumerate() {
        let before: &[u8] = if index == 0 { br#","violations":[{"location":""# } else { br#",{"location":""# };
        out.extend_from_slice(before);
        out.extend_from_slice(violation.location.as_str().as_bytes());
        member(&mut out, r#"","field":"#, &violation.field);
        out.extend_from_slice(br#","rule":""#);
        out.extend_from_slice(violation.rule.as_str().as_bytes());
        member(&mut out, r#"","message":"#, &violation.message);
        out.push(b'}');
    }
    out.extend_from_slice(if violations.is_empty() { b"}" } else { b"]}" });
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Location, Rule};

    #[test]
    fn what_is_sent_is_json_whatever_the_texts_are() {
        let odd = "a\"\\\u{1}\u{2028}\u{e9}";
        let violation = |rule| Violation { location: Location::Path, field: odd.into(), rule, message: odd.into() };
        let violations = [violation(Rule::Null), violation(Rule::Length)];
        let failure = Failure {
            status: StatusCode::CONFLICT,
            code: "sold_out",
            number: None,
            detail: Some(odd),
            violations: &violations,
        };
        let read = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
        let document = read(&document(failure, odd, Trace::from_u128(7)));
        assert_eq!((&document["status"], &document["title"]), (&409.into(), &"Sold out".into()));
        assert_eq!((&document["detail"], &document["instance"]), (&odd.into(), &odd.into()));
        assert_eq!(document["trace_id"], "00000000000000000000000000000007");
        assert_eq!(document["violations"], serde_json::to_value(&violations).unwrap());
        let enveloped = read(&envelope::failure(failure, Trace::from_u128(7)));
        assert_eq!((&enveloped["code"], &enveloped["msg"]), (&409.into(), &odd.into()));
        assert_eq!(enveloped["violations"], document["violations"]);
    }

    #[test]
    fn members_stand_in_the_documented_order() {
        let violations = [
            Violation {
                location: Location::Query,
                field: "dry_run".into(),
                rule: Rule::Type,
                message: "must be true or false".into(),
            },
            Violation {
                location: Location::Body,
                field: "/amount".into(),
                rule: Rule::Range,
                message: "must be from 1 to 99".into(),
            },
        ];
        let failure = Failure {
            status: StatusCode::BAD_REQUEST,
            code: "invalid_request",
            number: None,
            detail: None,
            violations: &violations,
        };
        let trace = Trace::from_u128(0x4bf92f3577b34da6a3ce929d0e0e4736);
        let body = String::from_utf8(document(failure, "/api/v1/items/7/move", trace)).unwrap();
        assert_eq!(
            body,
            concat!(
                r#"{"status":400,"code":"invalid_request","title":"Invalid request","instance":"/api/v1/items/7/move","#,
                r#""trace_id":"4bf92f3577b34da6a3ce929d0e0e4736","violations":["#,
                r#"{"location":"query","field":"dry_run","rule":"type","message":"must be true or false"},"#,
                r#"{"location":"body","field":"/amount","rule":"range","message":"must be from 1 to 99"}]}"#
            )
        );
    }
}
