//! `ApiError`: a failure on its way to the client.

mod answer;
mod grpc;

use std::borrow::Cow;
use std::error::Error;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::decode::Violation;
use crate::log;
use crate::rejection::{self, Rejection};
pub(crate) use answer::told;

/// A failure that logic answers with.
///
/// It becomes a problem document (RFC 9457) with a status, a stable `code` that clients switch on, and a message meant for the client. `?` on any
/// [`std::error::Error`] makes one as well: a 500 that tells the client nothing, while the error itself goes to the log.
///
/// ```
/// use apic_runtime::ApiError;
///
/// fn find(shelf: &str) -> Result<u32, ApiError> {
///     if shelf.is_empty() {
///         return Err(ApiError::not_found("no shelf has this name"));
///     }
///     Ok(shelf.parse()?)
/// }
///
/// assert_eq!(find("").unwrap_err().status(), 404);
/// assert_eq!(find("seven").unwrap_err().code(), "internal");
/// ```
#[derive(Debug)]
pub struct ApiError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    code: Cow<'static, str>,
    number: Option<i64>,
    message: Option<Cow<'static, str>>,
    violations: Vec<Violation>,
    headers: HeaderMap,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl ApiError {
    /// A failure with a code of the application's own, such as `out_of_stock`, and a message for the client.
    ///
    /// A code that belongs to the runtime's own refusals (`rate_limited`, `timeout`, …) is replaced by the status in words: clients must be able to
    /// trust that it was the runtime who refused.
    pub fn new(status: StatusCode, code: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        let mut code = code.into();
        if code.is_empty() || rejection::is_reserved(&code) {
            log::error(format_args!(
                "the code \"{code}\" is reserved for the runtime; answering with the status in words"
            ));
            code =
                Cow::Owned(status.canonical_reason().unwrap_or("error").to_lowercase().replace([' ', '-', '\''], "_"));
        }
        Self::plain(status, code, Some(message.into()))
    }

    /// 400 `invalid_request`, with a message instead of violations.
    pub fn bad_request(message: impl Into<Cow<'static, str>>) -> Self {
        Self::rejected(Rejection::InvalidRequest, Some(message.into()))
    }

    /// 401 `unauthenticated`.
    pub fn unauthenticated(message: impl Into<Cow<'static, str>>) -> Self {
        Self::rejected(Rejection::Unauthenticated, Some(message.into()))
    }

    /// 404 `not_found`.
    pub fn not_found(message: impl Into<Cow<'static, str>>) -> Self {
        Self::rejected(Rejection::NotFound, Some(message.into()))
    }

    /// 500 `internal`: the client learns nothing, the source is logged.
    pub fn internal(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let mut error = Self::rejected(Rejection::Internal, None);
        error.0.source = Some(source.into());
        error
    }

    /// 501 `not_implemented`: what a scaffold answers until it is filled in.
    pub fn not_implemented(operation: &str) -> Self {
        Self::rejected(Rejection::NotImplemented, Some(Cow::Owned(format!("{operation} is not implemented yet"))))
    }

    /// 400 `invalid_request` with what is wrong, value by value.
    pub fn invalid(violations: Vec<Violation>) -> Self {
        let mut error = Self::rejected(Rejection::InvalidRequest, None);
        error.0.violations = violations;
        error
    }

    /// Adds the error that caused this one. It is logged and never sent.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The number that stands for this failure in the envelope `code`, `msg`, `data`; without one that is the status.
    #[must_use]
    pub fn with_number(mut self, number: i64) -> Self {
        self.0.number = Some(number);
        self
    }

    /// Adds a header to the answer.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.append(name, value);
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The stable code that clients switch on.
    pub fn code(&self) -> &str {
        &self.0.code
    }

    /// The text meant for the client.
    pub fn message(&self) -> Option<&str> {
        self.0.message.as_deref()
    }

    /// What is wrong with the request, value by value.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The same failure under another status.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }

    fn rejected(rejection: Rejection, message: Option<Cow<'static, str>>) -> Self {
        Self::plain(rejection.status(), Cow::Borrowed(rejection.code()), message)
    }

    fn plain(status: StatusCode, code: Cow<'static, str>, message: Option<Cow<'static, str>>) -> Self {
        let inner = Inner {
            status,
            code,
            number: None,
            message,
            violations: Vec::new(),
            headers: HeaderMap::new(),
            source: None,
        };
        Self(Box::new(inner))
    }
}

impl From<Rejection> for ApiError {
    fn from(rejection: Rejection) -> Self {
        Self::rejected(rejection, None)
    }
}

impl<E: Error + Send + Sync + 'static> From<E> for ApiError {
    fn from(source: E) -> Self {
        Self::internal(source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_codes_stay_with_the_runtime() {
        assert_eq!(
            ApiError::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", "slow down").code(),
            "too_many_requests"
        );
        assert_eq!(ApiError::new(StatusCode::CONFLICT, "out_of_stock", "none left").code(), "out_of_stock");
        assert_eq!(ApiError::new(StatusCode::NOT_FOUND, "not_found", "no such book").code(), "not_found");
    }

    #[test]
    fn any_error_is_an_internal_one() {
        fn fails() -> Result<(), ApiError> {
            Err(std::io::Error::other("the password is swordfish"))?;
            Ok(())
        }
        let error = fails().unwrap_err();
        assert_eq!((error.status().as_u16(), error.code(), error.message()), (500, "internal", None));
    }
}
