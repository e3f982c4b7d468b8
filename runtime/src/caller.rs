//! What is known about a request besides its typed value: `RequestContext`.

#[cfg(feature = "jwt")]
mod claims;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, StatusCode, Uri};
use tokio::time::Instant as Deadline;

use crate::closing::{Closing, Phase};
use crate::envelope::Wire;
use crate::trace::Trace;
use crate::{ApiError, Request};

/// What logic and middleware know about the request that they serve.
#[derive(Clone, Debug)]
pub struct RequestContext {
    caller: Caller,
    parts: Parts,
}

impl RequestContext {
    pub(crate) fn new(caller: Caller, parts: Parts) -> Self {
        Self { caller, parts }
    }

    /// A context for unit tests of logic: a `GET /` without headers.
    ///
    /// ```
    /// let context = apic_runtime::RequestContext::for_test();
    /// assert_eq!(context.trace_id().len(), 32);
    /// ```
    pub fn for_test() -> Self {
        let (parts, ()) = http::Request::new(()).into_parts();
        Self { caller: Caller::new("test", Trace::fresh(), parts.uri.clone(), None, Wire::new()), parts }
    }

    /// The operation's id in the contract, such as `items.moveItem`.
    pub fn operation(&self) -> &'static str {
        self.caller.operation()
    }

    /// The W3C trace id, 32 hexadecimal digits: the caller's, or a new one.
    pub fn trace_id(&self) -> String {
        self.caller.trace().to_string()
    }

    /// The address of the other end of the connection; unknown in tests without a socket.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0)
    }

    /// When the answer must have begun; there is no use in working longer. None if the route has no limit.
    pub fn deadline(&self) -> Option<Instant> {
        self.caller.deadline().map(tokio::time::Instant::into_std)
    }

    /// Resolves when the server begins to stop: a stream of events should then come to its end, which it does anyway after `shutdown.stream_grace`.
    pub fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        Closing::reached(self.extensions(), Phase::Closing)
    }

    /// The id of the last event that a client has seen, if it comes back to a stream.
    pub fn last_event_id(&self) -> Option<&str> {
        self.headers().get("last-event-id").and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty())
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The target of the request.
    pub fn uri(&self) -> &Uri {
        &self.parts.uri
    }

    /// The headers of the request.
    pub fn headers(&self) -> &HeaderMap {
        &self.parts.headers
    }

    /// What middleware attached to the request.
    pub fn extensions(&self) -> &Extensions {
        &self.parts.extensions
    }

    /// The answer of a middleware that refuses: the one error document, as if logic had returned the error.
    pub fn refuse(&self, error: ApiError) -> crate::Response {
        error.into_response(&self.caller)
    }

    pub(crate) fn caller(&self) -> Caller {
        self.caller.clone()
    }
}

/// What is settled about a request before its first stage. It travels with the request, and outlives it: an error document needs it after a panic.
#[derive(Clone, Debug)]
pub(crate) struct Caller(Arc<Settled>);

#[derive(Debug)]
struct Settled {
    operation: &'static str,
    trace: Trace,
    uri: Uri,
    deadline: Option<Deadline>,
    wire: Wire,
    /// Somebody waits for the client to send more of its body.
    waiting: AtomicBool,
}

// === impl Caller ===

impl Caller {
    fn new(operation: &'static str, trace: Trace, uri: Uri, deadline: Option<Deadline>, wire: Wire) -> Self {
        Self(Arc::new(Settled { operation, trace, uri, deadline, wire, waiting: AtomicBool::new(false) }))
    }

    /// Settles it for a request that has found its route, which must have begun its answer within `limit`.
    pub(crate) fn give(request: &mut Request, operation: &'static str, limit: Option<Duration>, wire: Wire) {
        let deadline = limit.and_then(|limit| Deadline::now().checked_add(limit));
        let caller = Self::new(operation, Trace::of(request.headers()), request.uri().clone(), deadline, wire);
        request.extensions_mut().insert(caller);
    }

    /// A request that no route matches has none of its own.
    pub(crate) fn of(request: &Request) -> Self {
        let settled = request.extensions().get::<Self>().cloned();
        settled.unwrap_or_else(|| Self::unmatched(request, Wire::new()))
    }

    pub(crate) fn unmatched(request: &Request, wire: Wire) -> Self {
        Self::new("unmatched", Trace::of(request.headers()), request.uri().clone(), None, wire)
    }

    pub(crate) fn wire(&self) -> Wire {
        self.0.wire
    }

    /// The status of requests that break the contract.
    pub(crate) fn invalid_status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.wire.invalid_status).unwrap_or(StatusCode::BAD_REQUEST)
    }

    pub(crate) fn operation(&self) -> &'static str {
        self.0.operation
    }

    pub(crate) fn trace(&self) -> Trace {
        self.0.trace
    }

    pub(crate) fn path(&self) -> &str {
        self.0.uri.path()
    }

    pub(crate) fn deadline(&self) -> Option<Deadline> {
        self.0.deadline
    }

    /// Whether the client keeps us waiting for its body.
    pub(crate) fn waiting(&self) -> &AtomicBool {
        &self.0.waiting
    }
}
