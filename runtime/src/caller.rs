//! What is known about a request besides its typed value: `RequestContext`.

use std::cell::Cell;
use std::fmt;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use axum::extract::ConnectInfo;
use http::header::HeaderName;
use http::request::Parts;
use http::{Extensions, HeaderMap, Method, Uri};
use tokio::time::Instant as Deadline;

use crate::{ApiError, Request};

static TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

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
        Self { caller: Caller::new("test", Trace::fresh(), parts.uri.clone(), None), parts }
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
    /// Somebody waits for the client to send more of its body.
    waiting: AtomicBool,
}

// === impl Caller ===

impl Caller {
    fn new(operation: &'static str, trace: Trace, uri: Uri, deadline: Option<Deadline>) -> Self {
        Self(Arc::new(Settled { operation, trace, uri, deadline, waiting: AtomicBool::new(false) }))
    }

    /// Settles it for a request that has found its route, which must have begun its answer within `limit`.
    pub(crate) fn give(request: &mut Request, operation: &'static str, limit: Option<Duration>) {
        let deadline = limit.and_then(|limit| Deadline::now().checked_add(limit));
        let caller = Self::new(operation, Trace::of(request.headers()), request.uri().clone(), deadline);
        request.extensions_mut().insert(caller);
    }

    /// A request that no route matches has none of its own.
    pub(crate) fn of(request: &Request) -> Self {
        let settled = request.extensions().get::<Self>().cloned();
        settled.unwrap_or_else(|| Self::new("unmatched", Trace::of(request.headers()), request.uri().clone(), None))
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

/// A W3C trace id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Trace(u128);

impl Trace {
    /// The caller's id if `traceparent` is well formed, else a new one.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        headers.get(&TRACEPARENT).and_then(|value| parent(value.as_bytes())).unwrap_or_else(Self::fresh)
    }

    pub(crate) fn fresh() -> Self {
        Self(u128::from(random()) << 64 | u128::from(random()))
    }

    #[cfg(test)]
    pub(crate) fn from_u128(id: u128) -> Self {
        Self(id)
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:032x}", self.0)
    }
}

/// Reads `00-<trace>-<parent>-<flags>`. Anything malformed, and ids of nothing but zeros, start a new trace.
fn parent(value: &[u8]) -> Option<Trace> {
    let text = std::str::from_utf8(value).ok()?;
    let mut fields = text.splitn(5, '-');
    let (version, trace, span, flags) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
    let version = hex(version, 2).filter(|version| *version != 0xff)?;
    if version == 0 && fields.next().is_some() {
        return None;
    }
    hex(span, 16).filter(|span| *span != 0)?;
    hex(flags, 2)?;
    hex(trace, 32).filter(|trace| *trace != 0).map(Trace)
}

fn hex(text: &str, length: usize) -> Option<u128> {
    let lower = text.len() == length && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    if lower { u128::from_str_radix(text, 16).ok() } else { None }
}

thread_local! {
    static SEED: Cell<u64> = Cell::new(RandomState::new().build_hasher().finish());
}

/// A number that tells traces apart (splitmix64, seeded by the system once a thread). No secret depends on it.
fn random() -> u64 {
    SEED.with(|seed| {
        let state = seed.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        seed.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honours_a_well_formed_parent_only() {
        let good = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assert_eq!(parent(good.as_bytes()), Some(Trace(0x4bf92f3577b34da6a3ce929d0e0e4736)));
        assert!(parent(format!("cc{}-more", &good[2..]).as_bytes()).is_some());
        for bad in [
            "",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(parent(bad.as_bytes()), None, "{bad}");
        }
    }

    #[test]
    fn fresh_ids_differ() {
        assert_ne!(Trace::fresh(), Trace::fresh());
        assert_eq!(Trace::fresh().to_string().len(), 32);
    }
}
