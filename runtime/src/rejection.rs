//! The table of refusals: what the runtime itself answers when it does not call the logic.

use http::StatusCode;

/// A refusal of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    InvalidRequest,
    UnsupportedMediaType,
    NotFound,
    MethodNotAllowed,
    BodyTooLarge,
    Internal,
    NotImplemented,
}

/// All rows, and the codes that later stages will raise: logic may not use those that are reserved.
struct Row {
    code: &'static str,
    status: StatusCode,
    /// Whether logic may answer with this code as well.
    open: bool,
}

const fn row(code: &'static str, status: StatusCode, open: bool) -> Row {
    Row { code, status, open }
}

/// Codes of runtime.md §3.2 that belong to the stages and are not raised yet.
const RESERVED: [&str; 17] = [
    "bad_encoding",
    "token_expired",
    "token_invalid",
    "bad_signature",
    "origin_not_allowed",
    "slow_body",
    "rate_limited",
    "client_gone",
    "too_many_requests_in_flight",
    "overloaded",
    "breaker_open",
    "shutting_down",
    "timeout",
    "interrupted",
    "unsupported_media_type",
    "method_not_allowed",
    "body_too_large",
];

impl Rejection {
    const fn row(self) -> Row {
        match self {
            Self::InvalidRequest => row("invalid_request", StatusCode::BAD_REQUEST, true),
            Self::UnsupportedMediaType => row("unsupported_media_type", StatusCode::UNSUPPORTED_MEDIA_TYPE, false),
            Self::NotFound => row("not_found", StatusCode::NOT_FOUND, true),
            Self::MethodNotAllowed => row("method_not_allowed", StatusCode::METHOD_NOT_ALLOWED, false),
            Self::BodyTooLarge => row("body_too_large", StatusCode::PAYLOAD_TOO_LARGE, false),
            Self::Internal => row("internal", StatusCode::INTERNAL_SERVER_ERROR, true),
            Self::NotImplemented => row("not_implemented", StatusCode::NOT_IMPLEMENTED, true),
        }
    }

    pub(crate) const fn code(self) -> &'static str {
        self.row().code
    }

    pub(crate) const fn status(self) -> StatusCode {
        self.row().status
    }
}

/// Whether a code belongs to the stages, so that logic may not answer with it.
pub(crate) fn is_reserved(code: &str) -> bool {
    RESERVED.contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_logic_may_not_send_are_reserved() {
        for rejection in [
            Rejection::InvalidRequest,
            Rejection::UnsupportedMediaType,
            Rejection::NotFound,
            Rejection::MethodNotAllowed,
            Rejection::BodyTooLarge,
            Rejection::Internal,
            Rejection::NotImplemented,
        ] {
            assert_eq!(is_reserved(rejection.code()), !rejection.row().open, "{}", rejection.code());
        }
    }
}
