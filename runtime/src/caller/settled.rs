//! What is settled about a request before its first stage: `Caller`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use http::{StatusCode, Uri};
use tokio::time::Instant as Deadline;

use crate::activity::Activity;
use crate::closing::{Closing, Phase};
use crate::envelope::Wire;
use crate::operation::Operation;
use crate::path;
use crate::rejection::Rejection;
use crate::trace::Trace;
use crate::{ApiError, Request};

/// Where a request came from: the other end of its connection, the server that accepted it, and what else goes on there.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) peer: SocketAddr,
    pub(crate) closing: Closing,
    pub(crate) activity: Arc<Activity>,
}

/// What is settled about a request before its first stage. It travels with the request, and outlives it: an error document needs it after a panic.
#[derive(Clone, Debug)]
pub(crate) struct Caller(Arc<Settled>);

#[derive(Debug)]
struct Settled {
    operation: &'static Operation,
    trace: Trace,
    uri: Uri,
    deadline: Option<Deadline>,
    wire: Wire,
    /// None in tests without a socket.
    origin: Option<Origin>,
    /// Somebody waits for the client to send more of its body.
    waiting: AtomicBool,
}

/// What stands for an operation where the contract has none.
const UNMATCHED: Operation = Operation::new("unmatched", "", "");
const OWN: Operation = Operation::new("own route", "", "");
const TEST: Operation = Operation::new("test", "GET", "/");

// === impl Caller ===

impl Caller {
    /// Of a request that has found its route, which must have begun its answer within `limit`.
    pub(crate) fn new(
        operation: &'static Operation,
        request: &Request,
        limit: Option<Duration>,
        wire: Wire,
        origin: Option<Origin>,
    ) -> Self {
        if operation.stream
            && let Some(origin) = &origin
        {
            origin.activity.will_stream();
        }
        Self(Arc::new(Settled {
            operation,
            trace: Trace::of(request.headers()),
            uri: request.uri().clone(),
            deadline: limit.and_then(|limit| Deadline::now().checked_add(limit)),
            wire,
            origin,
            waiting: AtomicBool::new(false),
        }))
    }

    /// Of a request that no route matches.
    pub(crate) fn unmatched(request: &Request, wire: Wire, origin: Option<Origin>) -> Self {
        Self::new(&UNMATCHED, request, None, wire, origin)
    }

    /// Of a request that an own route of the user's answers.
    pub(crate) fn own(request: &Request, wire: Wire) -> Self {
        Self::new(&OWN, request, None, wire, request.extensions().get().cloned())
    }

    pub(super) fn for_test(uri: &Uri) -> Self {
        Self(Arc::new(Settled {
            operation: &TEST,
            trace: Trace::fresh(),
            uri: uri.clone(),
            deadline: None,
            wire: Wire::new(),
            origin: None,
            waiting: AtomicBool::new(false),
        }))
    }

    pub(crate) fn wire(&self) -> Wire {
        self.0.wire
    }

    /// The status of requests that break the contract.
    pub(crate) fn invalid_status(&self) -> StatusCode {
        StatusCode::from_u16(self.0.wire.invalid_status).unwrap_or(StatusCode::BAD_REQUEST)
    }

    pub(crate) fn operation(&self) -> &'static Operation {
        self.0.operation
    }

    /// The segment in the place of a parameter of the path, as it was sent.
    pub(crate) fn path_param(&self, name: &str) -> Option<String> {
        path::parameter(self.0.operation.path, self.path(), name)
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

    pub(crate) fn peer(&self) -> Option<SocketAddr> {
        self.0.origin.as_ref().map(|origin| origin.peer)
    }

    /// What goes on at the connection; None in tests without a socket.
    pub(crate) fn activity(&self) -> Option<&Activity> {
        self.0.origin.as_ref().map(|origin| &*origin.activity)
    }

    /// Resolves once the server has reached a phase.
    pub(crate) fn reached(&self, phase: Phase) -> impl Future<Output = ()> + Send + use<> {
        Closing::reached(self.0.origin.as_ref().map(|origin| &origin.closing), phase)
    }

    /// The answer to a request that the server could not wait for any longer.
    pub(crate) fn interrupt(&self) -> crate::Response {
        if let Some(origin) = &self.0.origin {
            origin.closing.interrupted(self.0.operation.id);
        }
        ApiError::from(Rejection::Interrupted).into_response(self)
    }

    /// Whether the client keeps us waiting for its body.
    pub(crate) fn waiting(&self) -> &AtomicBool {
        &self.0.waiting
    }
}
