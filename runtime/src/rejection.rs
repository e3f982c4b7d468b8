//! The table of refusals: what the runtime itself answers when it does not call the logic.

use http::StatusCode;

/// A refusal of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rejection {
    InvalidRequest,
    BadEncoding,
    UnsupportedMediaType,
    Unauthenticated,
    TokenExpired,
    TokenInvalid,
    NotFound,
    MethodNotAllowed,
    SlowBody,
    BodyTooLarge,
    Internal,
    NotImplemented,
    Timeout,
    Interrupted,
}

/// A row of the table.
struct Row {
    code: &'static str,
    status: StatusCode,
    /// Whether logic may answer with this code as well.
    open: bool,
}

const fn row(code: &'static str, status: StatusCode, open: bool) -> Row {
    Row { code, status, open }
}

const ALL: [Rejection; 14] = [
    Rejection::InvalidRequest,
    Rejection::BadEncoding,
    Rejection::UnsupportedMediaType,
    Rejection::Unauthenticated,
    Rejection::TokenExpired,
    Rejection::TokenInvalid,
    Rejection::NotFound,
    Rejection::MethodNotAllowed,
    Rejection::SlowBody,
    Rejection::BodyTooLarge,
    Rejection::Internal,
    Rejection::NotImplemented,
    Rejection::Timeout,
    Rejection::Interrupted,
];

/// Codes of runtime.md §3.2 whose stages are not here yet. They are reserved from the start, so that logic written today keeps its codes.
const RESERVED: [&str; 8] = [
    "bad_signature",
    "origin_not_allowed",
    "rate_limited",
    "client_gone",
    "too_many_requests_in_flight",
    "overloaded",
    "breaker_open",
    "shutting_down",
];

impl Rejection {
    const fn row(self) -> Row {
        match self {
            Self::InvalidRequest => row("invalid_request", StatusCode::BAD_REQUEST, true),
            Self::BadEncoding => row("bad_encoding", StatusCode::BAD_REQUEST, false),
            Self::UnsupportedMediaType => row("unsupported_media_type", StatusCode::UNSUPPORTED_MEDIA_TYPE, false),
            Self::Unauthenticated => row("unauthenticated", StatusCode::UNAUTHORIZED, true),
            Self::TokenExpired => row("token_expired", StatusCode::UNAUTHORIZED, false),
            Self::TokenInvalid => row("token_invalid", StatusCode::UNAUTHORIZED, false),
            Self::NotFound => row("not_found", StatusCode::NOT_FOUND, true),
            Self::MethodNotAllowed => row("method_not_allowed", StatusCode::METHOD_NOT_ALLOWED, false),
            Self::SlowBody => row("slow_body", StatusCode::REQUEST_TIMEOUT, false),
            Self::BodyTooLarge => row("body_too_large", StatusCode::PAYLOAD_TOO_LARGE, false),
            Self::Internal => row("internal", StatusCode::INTERNAL_SERVER_ERROR, true),
            Self::NotImplemented => row("not_implemented", StatusCode::NOT_IMPLEMENTED, true),
            Self::Timeout => row("timeout", StatusCode::SERVICE_UNAVAILABLE, false),
            Self::Interrupted => row("interrupted", StatusCode::SERVICE_UNAVAILABLE, false),
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
    RESERVED.contains(&code) || ALL.iter().any(|rejection| rejection.code() == code && !rejection.row().open)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_told_apart_and_only_some_are_open() {
        let mut codes: Vec<_> = ALL.iter().map(|rejection| rejection.code()).chain(RESERVED).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ALL.len() + RESERVED.len());
        let open: Vec<_> = codes.into_iter().filter(|code| !is_reserved(code)).collect();
        assert_eq!(open, ["internal", "invalid_request", "not_found", "not_implemented", "unauthenticated"]);
    }
}
