//! How long a connection may say nothing: between requests, and inside of a request's head.
//!
//! hyper has a limit for the head only, and lets it run between requests too, which would close idle connections after seconds.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep, sleep_until};

use super::half::Half;
use super::joined::{ROOM, joined};
use crate::activity::Activity;

/// What a connection is allowed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) head: Duration,
    pub(super) idle: Duration,
    /// How long a client may take nothing of an answer; zero is no limit.
    pub(super) stall: Duration,
}

/// A stream whose reads fail once the client has been silent for too long, and whose writes fail once it has taken nothing for too long. A client that
/// we keep waiting is never late.
pub(super) struct Patient<IO> {
    io: IO,
    limits: Limits,
    activity: Arc<Activity>,
    /// The requests that had begun when the deadline was set.
    seen: u64,
    in_head: bool,
    http2: bool,
    deadline: Instant,
    /// The deadline counts from the next wait on: a clock is read only if there is one.
    restart: bool,
    half: Half,
    /// Fires at the deadline or earlier; it is set anew only when it fires.
    sleep: Pin<Box<Sleep>>,
    /// The timer has been started.
    runs: bool,
    /// Runs while the client takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

// === impl Patient ===

impl<IO> Patient<IO> {
    pub(super) fn new(io: IO, limits: Limits, activity: Arc<Activity>) -> Self {
        let deadline = Instant::now() + limits.idle;
        Self {
            io,
            limits,
            activity,
            seen: 0,
            in_head: false,
            http2: false,
            deadline,
            restart: false,
            half: Half::default(),
            sleep: Box::pin(sleep_until(deadline)),
            runs: false,
            stalled: None,
        }
    }

    /// Bytes came: the first ones after a request begin the next head. HTTP/2 frames only show that the client is alive.
    fn received(&mut self, bytes: &[u8]) {
        if self.seen == 0 && !self.in_head {
            self.http2 = bytes.starts_with(b"PRI");
        }
        let begun = self.activity.begun();
        self.restart |= self.http2 || !self.in_head || begun != self.seen;
        self.in_head = true;
        self.seen = begun;
    }

    /// Nothing came: whether that has lasted too long.
    fn poll_late(&mut self, context: &mut Context<'_>) -> bool {
        if self.activity.is_busy() {
            // The timer runs on, for nobody asks it anything when the request is over.
            let is_over = self.sleep.is_elapsed();
            if is_over {
                self.sleep.as_mut().reset(Instant::now() + self.limits.idle);
            }
            if is_over || !std::mem::replace(&mut self.runs, true) {
                _ = self.sleep.as_mut().poll(context);
            }
            return false;
        }
        let begun = self.activity.begun();
        if begun != self.seen {
            self.seen = begun;
            self.in_head = false;
            self.restart = true;
        }
        if std::mem::take(&mut self.restart) {
            let limit = if self.in_head && !self.http2 { self.limits.head } else { self.limits.idle };
            self.deadline = Instant::now() + limit;
        }
        while self.sleep.as_mut().poll(context).is_ready() {
            if Instant::now() >= self.deadline {
                return true;
            }
            self.sleep.as_mut().reset(self.deadline);
        }
        // The timer may be set later than a head's deadline, which is nearer than that of an idle connection.
        if self.sleep.deadline() > self.deadline {
            self.sleep.as_mut().reset(self.deadline);
            return self.sleep.as_mut().poll(context).is_ready();
        }
        false
    }

    /// What came of a write: nothing, for too long, is an error.
    fn taken(&mut self, context: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if written.is_ready() || self.limits.stall.is_zero() {
            self.stalled = None;
            return written;
        }
        let limit = self.limits.stall;
        let timer = self.stalled.get_or_insert_with(|| Box::pin(sleep(limit)));
        timer.as_mut().poll(context).map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<IO: AsyncRead + Unpin> AsyncRead for Patient<IO> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        match Pin::new(&mut self.io).poll_read(context, buffer) {
            Poll::Ready(result) => {
                if let Some(bytes) = buffer.filled().get(before..).filter(|bytes| !bytes.is_empty()) {
                    self.received(bytes);
                } else if result.is_ok() && !self.http2 {
                    let Self { half, activity, .. } = &mut *self;
                    return half.poll_closed(activity, context).map(Ok);
                }
                Poll::Ready(result)
            }
            Poll::Pending if self.poll_late(context) => Poll::Ready(Err(io::ErrorKind::TimedOut.into())),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<IO: AsyncWrite + Unpin> AsyncWrite for Patient<IO> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buffer: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.io).poll_write(context, buffer);
        self.taken(context, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.io).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let io = Pin::new(&mut self.io);
        let written = match joined(buffers, &mut [0; ROOM]) {
            Some(bytes) => io.poll_write(context, bytes),
            None => io.poll_write_vectored(context, buffers),
        };
        self.taken(context, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream, duplex};
    use tokio::time::advance;

    const LIMITS: Limits =
        Limits { head: Duration::from_secs(5), idle: Duration::from_secs(75), stall: Duration::from_secs(30) };

    fn patient() -> (DuplexStream, Patient<DuplexStream>, Arc<Activity>) {
        let (client, server) = duplex(64);
        let activity = Arc::new(Activity::default());
        (client, Patient::new(server, LIMITS, Arc::clone(&activity)), activity)
    }

    async fn is_late(patient: &mut Patient<DuplexStream>) -> bool {
        let read = tokio::time::timeout(Duration::ZERO, patient.read_u8()).await;
        matches!(read, Ok(Err(error)) if error.kind() == io::ErrorKind::TimedOut)
    }

    #[tokio::test(start_paused = true)]
    async fn an_idle_connection_has_the_idle_limit() {
        let (_client, mut patient, _) = patient();
        assert!(!is_late(&mut patient).await);
        advance(Duration::from_secs(74)).await;
        assert!(!is_late(&mut patient).await);
        advance(Duration::from_secs(2)).await;
        assert!(is_late(&mut patient).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_head_that_has_begun_has_the_shorter_one_however_slowly_it_comes() {
        let (mut client, mut patient, _) = patient();
        for _ in 0..4 {
            client.write_all(b"G").await.unwrap();
            patient.read_u8().await.unwrap();
            assert!(!is_late(&mut patient).await);
            advance(Duration::from_millis(1200)).await;
        }
        assert!(!is_late(&mut patient).await);
        advance(Duration::from_secs(1)).await;
        assert!(is_late(&mut patient).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_we_keep_waiting_is_never_late() {
        let (mut client, mut patient, activity) = patient();
        client.write_all(b"G").await.unwrap();
        patient.read_u8().await.unwrap();
        let busy = activity.begin();
        advance(Duration::from_secs(600)).await;
        assert!(!is_late(&mut patient).await);
        drop(busy);
        assert!(!is_late(&mut patient).await);
        advance(Duration::from_secs(74)).await;
        assert!(!is_late(&mut patient).await);
        advance(Duration::from_secs(2)).await;
        assert!(is_late(&mut patient).await);
    }

    #[tokio::test(start_paused = true)]
    async fn frames_of_http2_are_no_heads() {
        let (mut client, mut patient, _) = patient();
        client.write_all(b"PRI *").await.unwrap();
        patient.read_exact(&mut [0; 5]).await.unwrap();
        advance(Duration::from_secs(70)).await;
        assert!(!is_late(&mut patient).await);
        client.write_all(b"x").await.unwrap();
        patient.read_u8().await.unwrap();
        advance(Duration::from_secs(70)).await;
        assert!(!is_late(&mut patient).await);
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_must_go_on_taking_its_answer() {
        let (mut client, mut patient, _) = patient();
        // The pipe holds 64 bytes.
        patient.write_all(&[7; 64]).await.unwrap();
        for _ in 0..3 {
            let slowly = async {
                sleep(Duration::from_secs(29)).await;
                client.read_exact(&mut [0; 32]).await.unwrap();
            };
            let (written, ()) = tokio::join!(patient.write_all(&[7; 32]), slowly);
            written.unwrap();
        }
        let begun = Instant::now();
        let error = patient.write_all(&[7]).await.unwrap_err();
        assert_eq!((error.kind(), begun.elapsed().as_secs()), (io::ErrorKind::TimedOut, 30));
    }
}
