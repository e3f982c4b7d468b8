//! What is known about a request besides its typed value: `RequestContext`.

#[cfg(feature = "jwt")]
mod claims;
mod settled;

use std::net::SocketAddr;
use std::time::Instant;

use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};

use crate::ApiError;
use crate::closing::Phase;
pub(crate) use settled::{Caller, Origin};

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
        Self { caller: Caller::for_test(&parts.uri), parts }
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
        self.caller.peer()
    }

    /// When the answer must have begun; there is no use in working longer. None if the route has no limit.
    pub fn deadline(&self) -> Option<Instant> {
        self.caller.deadline().map(tokio::time::Instant::into_std)
    }

    /// Resolves when the server begins to stop: a stream of events should then come to its end, which it does anyway after `shutdown.stream_grace`.
    pub fn closing(&self) -> impl Future<Output = ()> + Send + use<> {
        self.caller.reached(Phase::Closing)
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
