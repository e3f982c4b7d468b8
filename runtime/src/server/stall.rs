//! How long a client may send nothing of a body that somebody waits for.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

use crate::body::Stop;

/// A body that fails once its next bytes have been waited for too long. One that nobody reads is never late.
struct Bounded<B> {
    body: B,
    limit: Duration,
    /// Runs while bytes are waited for.
    timer: Option<Pin<Box<Sleep>>>,
}

/// Bounds the body of a request; zero is no limit.
pub(super) fn bounded<B>(body: B, limit: Duration) -> Body
where
    B: HttpBody<Data = Bytes> + Send + Unpin + 'static,
    B::Error: Into<axum::BoxError>,
{
    if body.is_end_stream() {
        return Body::empty();
    }
    if limit.is_zero() {
        return Body::new(body);
    }
    Body::new(Bounded { body, limit, timer: None })
}

impl<B> HttpBody for Bounded<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<axum::BoxError>,
{
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        let this = &mut *self;
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            this.timer = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let timer = this.timer.get_or_insert_with(|| Box::pin(sleep(this.limit)));
        timer.as_mut().poll(context).map(|()| Some(Err(Stop::Stalled.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;
    use http_body_util::StreamBody;
    use tokio::sync::mpsc;
    use tokio::time::{Instant, advance};

    const LIMIT: Duration = Duration::from_secs(30);

    #[tokio::test(start_paused = true)]
    async fn a_body_that_goes_on_slowly_is_read_and_one_that_stops_is_refused() {
        let (sender, mut chunks) = mpsc::channel::<Result<Frame<Bytes>, std::io::Error>>(1);
        let frames = futures_util::stream::poll_fn(move |context| chunks.poll_recv(context));
        let begun = Instant::now();
        let reading = tokio::spawn(read(bounded(StreamBody::new(frames), LIMIT)));
        for _ in 0..5 {
            sender.send(Ok(Frame::data(Bytes::from_static(b"a")))).await.unwrap();
            advance(Duration::from_secs(29)).await;
        }
        assert!(!reading.is_finished());
        assert_eq!(reading.await.unwrap().unwrap_err().code(), "slow_body");
        assert!(begun.elapsed() >= Duration::from_secs(146), "{:?}", begun.elapsed());
    }

    #[tokio::test(start_paused = true)]
    async fn what_nobody_reads_is_never_late() {
        let frames = StreamBody::new(futures_util::stream::pending::<Result<Frame<Bytes>, std::io::Error>>());
        let body = bounded(frames, LIMIT);
        advance(LIMIT * 10).await;
        let late = tokio::time::timeout(Duration::from_secs(29), read(body)).await;
        assert!(late.is_err());
    }
}
