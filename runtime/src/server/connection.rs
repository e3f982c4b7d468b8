//! Serves connections, HTTP/1 and HTTP/2 on one port.

use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use http::header::EXPECT;
use http::{Request, Version};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;

use super::answer::Answer;
use super::lingering::Lingering;
use super::patience::{Limits, Patient};
use super::stall;
use super::window::Streams;
use crate::activity::Activity;
use crate::caller::Origin;
use crate::closing::{Closing, Phase};
use crate::config::ServerConfig;
use crate::service::Service;

/// How long the answers to interrupted requests may take to leave.
const LAST_WORDS: Duration = Duration::from_millis(500);

/// All connections of a server.
pub(super) struct Connections {
    builder: auto::Builder<Streams>,
    service: Service,
    limits: Limits,
    /// Set once HTTP/1 clients are to be told that a connection is not used again.
    last: Arc<AtomicBool>,
    closing: Closing,
    /// Each connection holds a receiver.
    end: watch::Sender<End>,
}

/// What is asked of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    NotYet,
    /// To answer what it has begun, and to close.
    Soon,
    /// To close.
    Now,
}

impl Connections {
    pub(super) fn new(config: &ServerConfig, service: Service) -> Self {
        let mut builder = auto::Builder::new(Streams(config.stall_timeout));
        // hyper panics below 8 KiB; a configuration file is refused for that, one made in code ends up here.
        let head = config.max_header_bytes.max(8 << 10);
        builder.http1().max_buf_size(head as usize);
        builder
            .http2()
            .max_header_list_size(head)
            .timer(TokioTimer::new())
            .max_concurrent_streams(250)
            .keep_alive_interval(Duration::from_secs(20));
        let limits = Limits { head: config.header_timeout, idle: config.idle_timeout, stall: config.stall_timeout };
        Self {
            builder,
            service,
            limits,
            last: Arc::default(),
            closing: Closing::default(),
            end: watch::Sender::new(End::NotYet),
        }
    }

    /// Serves a connection in a task of its own.
    pub(super) fn serve(&self, stream: TcpStream, peer: SocketAddr) {
        // A failure here only means that small answers may wait for an acknowledgement.
        _ = stream.set_nodelay(true);
        let activity = Arc::new(Activity::default());
        let io = TokioIo::new(Patient::new(stream, self.limits, Arc::clone(&activity)));
        let (service, last, stall) = (self.service.clone(), Arc::clone(&self.last), self.limits.stall);
        let origin = Origin { peer, closing: self.closing.clone(), activity };
        let service = service_fn(move |request: Request<Incoming>| {
            let busy = origin.activity.begin();
            let http1 = request.version() <= Version::HTTP_11;
            // A client that waits for leave to send is not sending, and HTTP/2 refuses one request alone.
            let lingers = http1 && !request.headers().contains_key(EXPECT);
            let lingers = lingers.then_some(&origin.activity);
            let request = request.map(|body| stall::bounded(Lingering::new(body, lingers), stall));
            Answer::new(service.answer(request, Some(origin.clone())), http1, &last, busy)
        });
        let connection = self.builder.serve_connection_with_upgrades(io, service).into_owned();
        let mut end = self.end.subscribe();
        tokio::spawn(async move {
            let mut connection = pin!(connection);
            // An error is the client's departure or its malformed head; hyper has answered what can be answered.
            tokio::select! {
                biased;
                _ = connection.as_mut() => return,
                _ = end.wait_for(|end| *end >= End::Soon) => {}
            }
            connection.as_mut().graceful_shutdown();
            tokio::select! {
                biased;
                _ = connection => {}
                _ = end.wait_for(|end| *end == End::Now) => {}
            }
        });
    }

    pub(super) fn count(&self) -> usize {
        self.end.receiver_count()
    }

    /// From now on HTTP/1 answers say `Connection: close`, and streams know that they should end.
    pub(super) fn announce_close(&self) {
        self.last.store(true, Ordering::Relaxed);
        self.closing.enter(Phase::Closing);
    }

    /// Ends streams after a while.
    pub(super) fn end_streams(&self, grace: Duration) {
        let closing = self.closing.clone();
        tokio::spawn(async move {
            tokio::time::sleep(grace).await;
            closing.enter(Phase::Over);
        });
    }

    /// Waits until no connection is left, but not longer than this. Says whether none is.
    pub(super) async fn wait(&self, limit: Duration) -> bool {
        timeout(limit, self.end.closed()).await.is_ok()
    }

    /// Closes idle connections and lets the others finish. At the deadline requests without an answer are interrupted, and what that does not end is cut
    /// off. Returns the interrupted operations, and how many connections were cut off.
    pub(super) async fn drain(self, limit: Duration) -> (Vec<(&'static str, usize)>, usize) {
        self.end.send_replace(End::Soon);
        if self.wait(limit).await {
            return (Vec::new(), 0);
        }
        self.closing.enter(Phase::Cut);
        self.wait(LAST_WORDS).await;
        let left = self.count();
        self.end.send_replace(End::Now);
        self.end.closed().await;
        (self.closing.all_interrupted(), left)
    }
}
