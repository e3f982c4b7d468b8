//! Whether whoever reads learns that an HTTP/1 client has closed its half of the connection.
//!
//! The HTTP library takes that for the client's departure and drops the request in flight. So do we, as go-zero does: it cancels the request's context. But
//! a stream of events goes on, for nothing forbids its client to have said all; whether it is still there the stream finds out with its comments. What was
//! sent behind the request waits for the end of the stream, as all requests that are sent ahead do.

use std::task::{Context, Poll};

use crate::activity::Activity;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Half {
    #[default]
    Open,
    /// Closed, and the request that was there before is polled once: one that can be answered at once is.
    Noticed,
    Told,
}

impl Half {
    /// The end of what the client sends was read. Ready if that is to be told.
    pub(super) fn poll_closed(&mut self, activity: &Activity, context: &Context<'_>) -> Poll<()> {
        if *self == Self::Open && activity.is_busy() {
            *self = Self::Noticed;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if *self == Self::Noticed && activity.keeps(context) {
            return Poll::Pending;
        }
        *self = Self::Told;
        Poll::Ready(())
    }
}
