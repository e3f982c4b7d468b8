//! Serves connections, HTTP/1 and HTTP/2 on one port.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use bytes::Bytes;
use http::header::{CONNECTION, HeaderValue};
use http::{Request, Version};
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use hyper_util::server::graceful::GracefulShutdown;
use pin_project_lite::pin_project;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tower::Service;

use super::patience::{Activity, Busy, Limits, Patient};
use crate::Response;
use crate::closing::{Closing, Phase};
use crate::config::ServerConfig;

/// All connections of a server.
pub(super) struct Connections {
    builder: auto::Builder<TokioExecutor>,
    router: Router,
    limits: Limits,
    graceful: GracefulShutdown,
    /// Set once HTTP/1 clients are to be told that a connection is not used again.
    last: Arc<AtomicBool>,
    closing: Closing,
    cut: watch::Sender<bool>,
}

impl Connections {
    pub(super) fn new(config: &ServerConfig, router: Router) -> Self {
        let mut builder = auto::Builder::new(TokioExecutor::new());
        // hyper panics below 8 KiB; a configuration file is refused for that, one made in code ends up here.
        builder.http1().max_buf_size(config.max_header_bytes.max(8 << 10) as usize);
        builder
            .http2()
            .max_header_list_size(config.max_header_bytes)
            .timer(TokioTimer::new())
            .max_concurrent_streams(250)
            .keep_alive_interval(Duration::from_secs(20));
        let limits = Limits { head: config.header_timeout, idle: config.idle_timeout };
        Self {
            builder,
            router,
            limits,
            graceful: GracefulShutdown::new(),
            last: Arc::default(),
            closing: Closing::default(),
            cut: watch::Sender::new(false),
        }
    }

    /// Serves a connection in a task of its own.
    pub(super) fn serve(&self, stream: TcpStream, peer: SocketAddr) {
        // A failure here only means that small answers may wait for an acknowledgement.
        _ = stream.set_nodelay(true);
        let activity = Arc::new(Activity::default());
        let io = TokioIo::new(Patient::new(stream, self.limits, Arc::clone(&activity)));
        let (router, last, closing) = (self.router.clone(), Arc::clone(&self.last), self.closing.clone());
        let service = service_fn(move |request: Request<Incoming>| {
            let busy = activity.begin();
            let http1 = request.version() <= Version::HTTP_11;
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(ConnectInfo(peer));
            request.extensions_mut().insert(closing.clone());
            Answer { response: router.clone().call(request), http1, last: Arc::clone(&last), busy: Some(busy) }
        });
        let connection = self.builder.serve_connection_with_upgrades(io, service).into_owned();
        let connection = self.graceful.watch(connection);
        let mut cut = self.cut.subscribe();
        tokio::spawn(async move {
            tokio::select! {
                biased;
                // An error is the client's departure or its malformed head; hyper has answered what can be answered.
                _ = connection => {}
                _ = cut.wait_for(|cut| *cut) => {}
            }
        });
    }

    pub(super) fn count(&self) -> usize {
        self.cut.receiver_count()
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

    /// Waits until no connection is left, but not longer than this.
    pub(super) async fn wait(&self, limit: Duration) {
        _ = timeout(limit, self.cut.closed()).await;
    }

    /// Closes idle connections, lets the others finish, and cuts off what is left at the deadline. Returns how many that were.
    pub(super) async fn drain(self, limit: Duration) -> usize {
        if timeout(limit, self.graceful.shutdown()).await.is_ok() {
            return 0;
        }
        let left = self.cut.receiver_count();
        _ = self.cut.send(true);
        self.cut.closed().await;
        left
    }
}

pin_project! {
    /// The answer to one request of a connection.
    struct Answer<F> {
        #[pin]
        response: F,
        http1: bool,
        last: Arc<AtomicBool>,
        // Counts the request as in flight: until its head is ready, or until its body ends if that may take long.
        busy: Option<Busy>,
    }
}

/// A body whose request is in flight as long as it lasts.
struct Held {
    body: Body,
    _busy: Option<Busy>,
}

impl<F> Future for Answer<F>
where
    F: Future<Output = Result<Response, Infallible>>,
{
    type Output = Result<Response, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut answer = ready!(this.response.poll(context));
        if let Ok(response) = &mut answer
            && *this.http1
            && this.last.load(Ordering::Relaxed)
        {
            response.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
        }
        // A body of a known size is there already; any other may wait for what has not happened yet, and its client is not idle meanwhile.
        if let Ok(response) = &mut answer
            && response.body().size_hint().exact().is_none()
        {
            let body = std::mem::take(response.body_mut());
            *response.body_mut() = Body::new(Held { body, _busy: this.busy.take() });
        }
        Poll::Ready(answer)
    }
}

impl http_body::Body for Held {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
