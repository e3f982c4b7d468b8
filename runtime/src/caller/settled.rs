//! What is settled about a request before its first stage: `Caller`.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use http::{StatusCode, Uri};
use tokio::time::Instant as Deadline;

use crate::closing::{Closing, Phase};
use crate::envelope::Wire;
use crate::operation::Operation;
use crate::path;
use crate::rejection::Rejection;
use crate::trace::Trace;
use crate::{ApiError, Request};

/// Where a request came from: the other end of its connection, and the server that accepted it.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) peer: SocketAddr,
    pub(crate) closing: Closing,
}

/// The one thing of ours that travels in the extensions of a request, for each costs an allocation.
#[derive(Clone)]
enum Tag {
    /// Until a route is found.
    Origin(Origin),
    Caller(Caller),
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

impl Origin {
    /// Notes in a request where it came from.
    pub(crate) fn mark<B>(self, request: &mut http::Request<B>) {
        request.extensions_mut().insert(Tag::Origin(self));
    }
}

/// What stands for an operation where the contract has none.
const UNMATCHED: Operation = Operation::new("unmatched", "", "");
const OWN: Operation = Operation::new("own route", "", "");
const TEST: Operation = Operation::new("test", "GET", "/");

// === impl Caller ===

impl Caller {
    fn new(operation: &'static Operation, request: &Request, deadline: Option<Deadline>, wire: Wire) -> Self {
        Self(Arc::new(Settled {
            operation,
            trace: Trace::of(request.headers()),
            uri: request.uri().clone(),
            deadline,
            wire,
            origin: match request.extensions().get() {
                Some(Tag::Origin(origin)) => Some(origin.clone()),
                Some(Tag::Caller(caller)) => caller.0.origin.clone(),
                None => None,
            },
            waiting: AtomicBool::new(false),
        }))
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

    /// Settles it for a request that has found its route, which must have begun its answer within `limit`.
    pub(crate) fn give(request: &mut Request, operation: &'static Operation, limit: Option<Duration>, wire: Wire) {
        let deadline = limit.and_then(|limit| Deadline::now().checked_add(limit));
        let caller = Self::new(operation, request, deadline, wire);
        match request.extensions_mut().get_mut() {
            Some(tag) => *tag = Tag::Caller(caller),
            None => _ = request.extensions_mut().insert(Tag::Caller(caller)),
        }
    }

    /// The same for a request that an own route of the user's answers.
    pub(crate) fn give_own(request: &mut Request) {
        Self::give(request, &OWN, None, Wire::new());
    }

    /// A request that no route matches has none of its own.
    pub(crate) fn of(request: &Request) -> Self {
        match request.extensions().get() {
            Some(Tag::Caller(caller)) => caller.clone(),
            Some(Tag::Origin(_)) | None => Self::unmatched(request, Wire::new()),
        }
    }

    pub(crate) fn unmatched(request: &Request, wire: Wire) -> Self {
        Self::new(&UNMATCHED, request, None, wire)
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
