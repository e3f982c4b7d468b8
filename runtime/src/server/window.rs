//! Gives up the answers over HTTP/2 whose client makes no room for them: bytes that may not be sent are not seen on the socket.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::BoxError;
use axum::body::Body;
use bytes::Bytes;
use http_body::{Body as _, Frame, SizeHint};
use hyper::rt::Executor;
use pin_project_lite::pin_project;
use tokio::time::{Instant, Sleep, sleep};

use crate::body::Polled;

tokio::task_local! {
    static PACE: Arc<Pace>;
}

/// How many bytes of an answer are handed over at once. The next ones are asked for when the client has made room for all of them.
const SLICE: usize = 16 << 10;

/// Runs each request of an HTTP/2 connection, with its answer, in a task of its own, and drops it, which resets the stream, once its client has made no
/// room for too long. Zero is no limit.
#[derive(Clone, Copy, Debug)]
pub(super) struct Streams(pub(super) Duration);

/// How an answer gets on.
#[derive(Debug, Default)]
struct Pace {
    asked: AtomicU64,
    /// What was last asked for is there, and nothing has been asked for since: the client must make room for it.
    waits: AtomicBool,
}

pin_project! {
    struct Paced<F> {
        #[pin]
        request: F,
        pace: Arc<Pace>,
        limit: Duration,
        asked: u64,
        timer: Option<Pin<Box<Sleep>>>,
    }
}

/// The body of an answer in slices. The last byte of each chunk is a slice too: the HTTP library takes a slice when there is room for one byte of it,
/// and the bytes of the last one it takes would be out of sight.
struct Sliced {
    body: Body,
    rest: Bytes,
    pace: Arc<Pace>,
}

/// The body of an HTTP/2 answer.
pub(super) fn sliced(body: Body) -> Body {
    match PACE.try_with(Arc::clone) {
        Ok(pace) if !body.is_end_stream() => Body::new(Sliced { body, rest: Bytes::new(), pace }),
        _ => body,
    }
}

// === impl Streams ===

impl<F> Executor<F> for Streams
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    fn execute(&self, request: F) {
        if self.0.is_zero() {
            tokio::spawn(request);
            return;
        }
        let pace = Arc::new(Pace::default());
        let request = PACE.scope(Arc::clone(&pace), request);
        tokio::spawn(Paced { request, pace, limit: self.0, asked: 0, timer: None });
    }
}

// === impl Paced ===

impl<F: Future> Future for Paced<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let this = self.project();
        if this.request.poll(context).is_ready() {
            return Poll::Ready(());
        }
        if !this.pace.waits.load(Ordering::Relaxed) {
            *this.timer = None;
            return Poll::Pending;
        }
        let timer = this.timer.get_or_insert_with(|| Box::pin(sleep(*this.limit)));
        let asked = this.pace.asked.load(Ordering::Relaxed);
        if std::mem::replace(this.asked, asked) != asked {
            timer.as_mut().reset(Instant::now() + *this.limit);
        }
        timer.as_mut().poll(context)
    }
}

// === impl Sliced ===

impl Sliced {
    fn poll_slice(&mut self, context: &mut Context<'_>) -> Polled {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)).transpose()?.map(Frame::into_data) {
                Some(Ok(data)) => self.rest = data,
                Some(Err(other)) => return Poll::Ready(Some(Ok(other))),
                None => return Poll::Ready(None),
            }
        }
        let length = (self.rest.len() - 1).clamp(1, SLICE);
        Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(length)))))
    }
}

impl http_body::Body for Sliced {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Polled {
        let polled = self.poll_slice(context);
        self.pace.asked.fetch_add(1, Ordering::Relaxed);
        self.pace.waits.store(matches!(polled, Poll::Ready(Some(Ok(_)))), Ordering::Relaxed);
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty() && self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let (mut hint, rest) = (self.body.size_hint(), self.rest.len() as u64);
        if let Some(upper) = hint.upper() {
            hint.set_upper(upper + rest);
        }
        hint.set_lower(hint.lower() + rest);
        hint
    }
}
