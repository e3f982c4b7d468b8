//! How long a client may send nothing of a body that somebody waits for.

use std::pin::Pin;
use std::task::Context;
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use http_body::Body as HttpBody;
use tokio::time::{Sleep, sleep};

use crate::body::{Look, Polled, Seen, Stop};

/// Fails a body once its next bytes have been waited for too long. One that nobody reads is never late.
struct Stall {
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
    Seen::body(body, Stall { limit, timer: None })
}

impl Look for Stall {
    fn look(&mut self, polled: Polled, context: &mut Context<'_>) -> Polled {
        if polled.is_ready() {
            self.timer = None;
            return polled;
        }
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep(self.limit)));
        timer.as_mut().poll(context).map(|()| Some(Err(Stop::Stalled.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;
    use http_body::Frame;
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
