//! Statuses of gRPC that logic hands on: each has its HTTP status, as in go-zero.

use std::borrow::Cow;

use http::StatusCode;

use super::ApiError;

impl ApiError {
    /// The answer to a caller when a gRPC service that logic called has failed with this code, such as 5 for `NotFound`.
    ///
    /// Codes that speak of the service rather than of the request (`Unknown`, `Internal`, `DataLoss`, and numbers without a name) are `internal`: the
    /// message is logged, and not sent.
    ///
    /// ```
    /// use apic_runtime::ApiError;
    ///
    /// let error = ApiError::grpc(5, "no such book");
    /// assert_eq!((error.status().as_u16(), error.code()), (404, "not_found"));
    /// ```
    pub fn grpc(code: i32, message: impl Into<Cow<'static, str>>) -> Self {
        let (status, slug) = match code {
            1 => (StatusCode::REQUEST_TIMEOUT, "canceled"),
            3 => (StatusCode::BAD_REQUEST, "invalid_argument"),
            4 => (StatusCode::GATEWAY_TIMEOUT, "deadline_exceeded"),
            5 => (StatusCode::NOT_FOUND, "not_found"),
            6 => (StatusCode::CONFLICT, "already_exists"),
            7 => (StatusCode::FORBIDDEN, "permission_denied"),
            8 => (StatusCode::TOO_MANY_REQUESTS, "resource_exhausted"),
            9 => (StatusCode::BAD_REQUEST, "failed_precondition"),
            10 => (StatusCode::CONFLICT, "aborted"),
            11 => (StatusCode::BAD_REQUEST, "out_of_range"),
            12 => (StatusCode::NOT_IMPLEMENTED, "not_implemented"),
            14 => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            16 => (StatusCode::UNAUTHORIZED, "unauthenticated"),
            _ => return Self::internal(format!("gRPC code {code}: {}", message.into())),
        };
        Self::new(status, slug, message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_their_statuses() {
        let status = |code| ApiError::grpc(code, "").status().as_u16();
        let all: Vec<u16> = (1..=16).map(status).collect();
        assert_eq!(all, [408, 500, 400, 504, 404, 409, 403, 429, 400, 409, 400, 501, 500, 503, 500, 401]);
        assert_eq!((status(0), status(99)), (500, 500));
    }

    #[test]
    fn what_is_internal_is_not_sent() {
        assert_eq!(ApiError::grpc(13, "the password is swordfish").message(), None);
        assert_eq!(ApiError::grpc(5, "no such book").message(), Some("no such book"));
    }
}
