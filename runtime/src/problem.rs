//! The error document (RFC 9457): the one body of every failure.

use http::header::{CONTENT_TYPE, HeaderValue};
use http::{Response, StatusCode};
use serde::Serialize;

use crate::caller::Caller;
use crate::decode::Violation;
use crate::envelope;
use crate::trace::Trace;

/// The members in the order in which they are sent; absent ones are left out.
#[derive(Debug, Serialize)]
pub(crate) struct Problem<'a> {
    status: u16,
    code: &'a str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    instance: &'a str,
    trace_id: &'a str,
    #[serde(skip_serializing_if = "<[Violation]>::is_empty")]
    violations: &'a [Violation],
}

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
        (envelope::failure(failure, &caller.trace().to_string()), "application/json; charset=utf-8")
    } else {
        (document(failure, caller.path(), caller.trace()), "application/problem+json")
    };
    let mut response = Response::new(axum::body::Body::from(body));
    *response.status_mut() = failure.status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

/// Writes the document alone. `instance` is the path without the query.
pub(crate) fn document(failure: Failure<'_>, instance: &str, trace: Trace) -> Vec<u8> {
    let trace_id = trace.to_string();
    let problem = Problem {
        status: failure.status.as_u16(),
        code: failure.code,
        title: title(failure.code),
        detail: failure.detail,
        instance,
        trace_id: &trace_id,
        violations: failure.violations,
    };
    // A document of texts and numbers can always be written.
    serde_json::to_vec(&problem).unwrap_or_default()
}

/// The code in words: `invalid_request` is `Invalid request`.
pub(crate) fn title(code: &str) -> String {
    let words = code.replace('_', " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode::{Location, Rule};

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
