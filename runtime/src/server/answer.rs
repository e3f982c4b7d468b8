//! The answer to one request of a connection, which says when the request is over.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};

use http::header::{CONNECTION, HeaderValue};
use http_body::Body as _;
use pin_project_lite::pin_project;

use super::window;
use crate::Response;
use crate::activity::Busy;
use crate::body::{self, Look, Polled, Seen};

pin_project! {
    /// The answer to one request of a connection.
    pub(super) struct Answer<F> {
        #[pin]
        response: F,
        http1: bool,
        last: Arc<AtomicBool>,
        // Counts the request as in flight: until its head is ready, or until its body ends if that may take long.
        busy: Option<Busy>,
    }
}

/// Keeps a request in flight as long as the body of its answer lasts.
struct Held {
    _busy: Option<Busy>,
}

// === impl Answer ===

impl<F> Answer<F> {
    /// `last` is set once HTTP/1 clients are to be told that a connection is not used again.
    pub(super) fn new(response: F, http1: bool, last: &Arc<AtomicBool>, busy: Busy) -> Self {
        Self { response, http1, last: Arc::clone(last), busy: Some(busy) }
    }
}

impl<F> Future for Answer<F>
where
    F: Future<Output = Response>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut response = ready!(this.response.poll(context));
        if *this.http1 && this.last.load(Ordering::Relaxed) {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        // A body of a known size is there already; any other may wait for what has not happened yet, and its client is not idle meanwhile.
        if response.body().size_hint().exact().is_none() {
            body::wrap(response.body_mut(), |body| Seen::body(body, Held { _busy: this.busy.take() }));
        }
        if !*this.http1 {
            body::wrap(response.body_mut(), window::sliced);
        }
        Poll::Ready(Ok(response))
    }
}

// === impl Held ===

impl Look for Held {
    fn look(&mut self, polled: Polled, _context: &mut Context<'_>) -> Polled {
        polled
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::activity::Activity;
    use axum::body::Body;
    use std::future::ready;

    async fn answered(body: Body, activity: &Arc<Activity>) -> Response {
        Answer::new(ready(Response::new(body)), true, &Arc::default(), activity.begin()).await.unwrap()
    }

    #[tokio::test]
    async fn a_request_is_in_flight_until_a_body_of_unknown_size_is_gone() {
        let activity = Arc::new(Activity::default());
        // Whatever is in flight holds a share of the activity.
        let whole = answered(Body::from("whole"), &activity).await;
        assert_eq!(Arc::strong_count(&activity), 1);
        drop(whole);
        let frames = futures_util::stream::pending::<Result<&str, std::io::Error>>();
        let streamed = answered(Body::from_stream(frames), &activity).await;
        assert_eq!(Arc::strong_count(&activity), 2);
        drop(streamed);
        assert_eq!(Arc::strong_count(&activity), 1);
    }
}
