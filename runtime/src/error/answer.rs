//! A failure becomes the answer to its request.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Body;
use axum::response::IntoResponse;
use http::StatusCode;
use http::header::CONTENT_LENGTH;

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

/// What an own route of the user's failed with, beside the answer that was made of it.
#[derive(Clone)]
struct Untold(Arc<Mutex<Option<ApiError>>>);

/// For own axum routes, see [`Server::merge`](crate::Server::merge): there it is the answer that logic would give by returning the error. Anywhere else, as
/// in tests, the document says nothing of the request, and nothing is logged.
///
/// ```
/// use apic_runtime::ApiError;
///
/// async fn own() -> Result<String, ApiError> {
///     let text = std::fs::read_to_string("notes.txt")?;
///     Err(ApiError::not_found("there are no notes"))?;
///     Ok(text)
/// }
///
/// let router: axum::Router = axum::Router::new().route("/own", axum::routing::get(own));
/// ```
impl IntoResponse for ApiError {
    fn into_response(self) -> crate::Response {
        let mut response = problem::of_nobody(self.failure());
        response.headers_mut().extend(self.0.headers.clone());
        response.extensions_mut().insert(Untold(Arc::new(Mutex::new(Some(self)))));
        response
    }
}

/// The answer of an own route: if it failed, what belongs to the caller is filled in. Headers that the user's layers have added stay.
pub(crate) fn told(mut response: crate::Response, caller: &Caller, head: bool) -> crate::Response {
    let untold = response.extensions_mut().remove::<Untold>();
    let Some(error) = untold.and_then(|Untold(error)| error.lock().unwrap_or_else(PoisonError::into_inner).take())
    else {
        return response;
    };
    let mut told = error.into_response(caller);
    for (name, value) in response.headers() {
        if name != CONTENT_LENGTH && !told.headers().contains_key(name) {
            told.headers_mut().append(name, value.clone());
        }
    }
    if head {
        *told.body_mut() = Body::empty();
    }
    told
}
