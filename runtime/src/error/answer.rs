//! A failure becomes the answer to its request.

use http::StatusCode;

use super::{ApiError, Inner};
use crate::caller::Caller;
use crate::log;
use crate::problem::{self, Failure};
use crate::rejection::Rejection;

impl ApiError {
    /// The answer to a caller. What must not reach the client is logged here.
    pub(crate) fn into_response(self, caller: &Caller) -> crate::Response {
        self.log(caller);
        let invalid = self.0.code == Rejection::InvalidRequest.code() && self.status() == StatusCode::BAD_REQUEST;
        let status = if invalid { caller.invalid_status() } else { self.status() };
        let mut response = problem::response(Failure { status, ..self.failure() }, caller);
        if !self.0.headers.is_empty() {
            response.headers_mut().extend(self.0.headers);
        }
        response
    }

    /// The document alone, for an answer that has begun already.
    pub(crate) fn into_document(self, caller: &Caller) -> Vec<u8> {
        self.log(caller);
        problem::document(self.failure(), caller.path(), caller.trace())
    }

    fn log(&self, caller: &Caller) {
        let inner = &*self.0;
        if let Some(source) = &inner.source {
            log::error(format_args!(
                "{} {}: {} ({}){}",
                caller.operation().id,
                caller.trace(),
                inner.code,
                inner.status.as_u16(),
                log::Chain(&**source)
            ));
        }
    }

    fn failure(&self) -> Failure<'_> {
        let Inner { status, code, number, message, violations, .. } = &*self.0;
        Failure { status: *status, code, number: *number, detail: message.as_deref(), violations }
    }
}
