//! Reads on behind an answer that was there before the whole request: a client that is still sending would lose it to a reset.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use bytes::Bytes;
use http_body::{Body as _, SizeHint};
use hyper::body::Incoming;
use tokio::runtime::Handle;
use tokio::time::timeout;

use crate::activity::Activity;
use crate::body::Polled;

/// How long a client may go on sending what nobody wants.
const LIMIT: Duration = Duration::from_secs(5);

/// How long it may pause meanwhile.
const PAUSE: Duration = Duration::from_millis(500);

/// The body of a request, read to its end, for a while, even if it is dropped before.
pub(super) struct Lingering {
    /// None once the end has been seen.
    body: Option<Incoming>,
    /// None if nothing is read on, and if there is nothing to read.
    lingers: Option<Arc<Activity>>,
}

impl Lingering {
    pub(super) fn new(body: Incoming, lingers: Option<&Arc<Activity>>) -> Self {
        let lingers = lingers.filter(|_| !body.is_end_stream()).cloned();
        Self { body: Some(body), lingers }
    }
}

impl http_body::Body for Lingering {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Polled {
        let this = &mut *self;
        let Some(body) = &mut this.body else { return Poll::Ready(None) };
        let polled = poll(body, this.lingers.as_deref(), context);
        if let Poll::Ready(None | Some(Err(_))) = polled {
            this.body = None;
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Incoming::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), Incoming::size_hint)
    }
}

impl Drop for Lingering {
    fn drop(&mut self) {
        // Without a runtime there is no connection either.
        if let Some(activity) = self.lingers.take()
            && let Some(body) = self.body.take().filter(|body| !body.is_end_stream())
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(async move {
                if timeout(LIMIT, drain(body, &activity)).await != Ok(true) {
                    activity.turn_deaf();
                }
            });
        }
    }
}

/// The next frame of a body, or its failure: it may break off, and it may be known that the rest cannot come.
fn poll(body: &mut Incoming, activity: Option<&Activity>, context: &mut Context<'_>) -> Polled {
    let polled = Pin::new(body).poll_frame(context);
    let Some(activity) = activity else { return polled.map_err(Into::into) };
    if polled.is_pending() && activity.is_lost(context) {
        return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::UnexpectedEof).into())));
    }
    if let Poll::Ready(Some(Err(_))) = polled {
        activity.break_off();
    }
    polled.map_err(Into::into)
}

/// Whether the body came to its end, good or bad, without a pause.
async fn drain(mut body: Incoming, activity: &Activity) -> bool {
    loop {
        match timeout(PAUSE, poll_fn(|context| poll(&mut body, Some(activity), context))).await {
            Ok(Some(Ok(_))) => {}
            Ok(None | Some(Err(_))) => return true,
            Err(_) => return false,
        }
    }
}
