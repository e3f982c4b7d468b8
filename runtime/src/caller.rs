//! What is known about a request besides its typed value: `RequestContext`.

#[cfg(feature = "jwt")]
mod claims;
mod settled;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::time::Instant;

use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};

use crate::ApiError;
use crate::closing::Phase;
use crate::decode;
pub(crate) use settled::{Caller, Origin};

/// What logic and middleware know about the request that they serve.
#[derive(Clone, Debug)]
pub struct RequestContext {
    caller: Caller,
    parts: Parts,
}

/// Parameters of the path that a test has given.
#[derive(Clone, Default)]
struct Given(BTreeMap<String, String>);

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
        self.caller.operation().id
    }

    /// The path of the operation as the contract writes it, such as `/items/:id`.
    pub fn template(&self) -> &'static str {
        self.caller.operation().path
    }

    /// What the contract's `@server` says under a key that has no meaning of its own.
    pub fn meta(&self, key: &str) -> Option<&'static str> {
        self.caller.operation().meta(key)
    }

    /// A parameter of the path, whether the request has a field for it or not. What cannot be decoded is given as it was sent.
    pub fn path_param(&self, name: &str) -> Option<String> {
        if let Some(Given(given)) = self.extensions().get() {
            return given.get(name).cloned();
        }
        let sent = self.caller.path_param(name)?;
        Some(decode::segment(&sent).map_or_else(|| sent.clone(), Cow::into_owned))
    }

    /// For unit tests of logic: the context of a request with this parameter in its path.
    ///
    /// ```
    /// let context = apic_runtime::RequestContext::for_test().with_path_param("id", "7");
    /// assert_eq!(context.path_param("id").as_deref(), Some("7"));
    /// ```
    #[must_use]
    pub fn with_path_param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parts.extensions.get_or_insert_default::<Given>().0.insert(name.into(), value.into());
        self
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
