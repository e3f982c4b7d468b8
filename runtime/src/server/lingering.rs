//! Reads on behind an answer that was there before the whole request: a client that is still sending would lose it to a reset.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long a client may go on sending what nobody wants.
const LIMIT: Duration = Duration::from_secs(5);

/// How long it may pause meanwhile.
const PAUSE: Duration = Duration::from_millis(500);

/// The body of a request, read to its end, for a while, even if it is dropped before.
pub(super) struct Lingering {
    /// None once the end has been seen.
    body: Option<Incoming>,
    lingers: bool,
}

impl Lingering {
    pub(super) fn new(body: Incoming, lingers: bool) -> Self {
        Self { body: Some(body), lingers }
    }
}

impl http_body::Body for Lingering {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let polled = Pin::new(body).poll_frame(context);
        if let Poll::Ready(None | Some(Err(_))) = polled {
            self.body = None;
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
        if self.lingers
            && let Some(body) = self.body.take().filter(|body| !body.is_end_stream())
            && let Ok(runtime) = Handle::try_current()
        {
            runtime.spawn(timeout(LIMIT, drain(body)));
        }
    }
}

async fn drain(mut body: Incoming) {
    let mut body = Pin::new(&mut body);
    while let Ok(Some(Ok(_))) = timeout(PAUSE, poll_fn(|context| body.as_mut().poll_frame(context))).await {}
}
