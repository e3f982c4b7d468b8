//! The listener: accepts connections, serves them, and stops in phases.

mod answer;
mod connection;
mod half;
mod joined;
mod lingering;
mod patience;
mod shutdown;
mod stall;
mod window;

use std::io;
use std::net::SocketAddr;
use std::process::ExitCode;
use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use tokio::net::{TcpListener, TcpStream};

use crate::config::ServerConfig;
use crate::log;
use crate::recover;
use crate::service::Service;
use connection::Connections;
pub use shutdown::Stopped;

/// A server that is about to start.
///
/// ```no_run
/// # async fn example(service: apic_runtime::Service) -> std::process::ExitCode {
/// use apic_runtime::{Server, ServerConfig};
///
/// Server::new(ServerConfig::new(8080)).serve(service).await
/// # }
/// ```
#[derive(Debug)]
pub struct Server {
    config: ServerConfig,
    own: Option<axum::Router>,
}

/// A server whose socket is bound: clients can connect and wait.
#[derive(Debug)]
pub struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    server: Server,
}

// === impl Server ===

impl Server {
    /// A server with this configuration.
    pub fn new(config: ServerConfig) -> Self {
        Self { config, own: None }
    }

    /// Adds axum routes of the user's own. They come before those of the contract, and must not have a fallback: what no route matches is answered by
    /// the contract's service.
    ///
    /// Their handlers may fail with an [`ApiError`](crate::ApiError), which becomes the answer that logic would give, also as to the contract's envelope
    /// and `invalid_status` if [`serve`](Self::serve) gets the contract's service; an axum router that was made of it no longer knows them.
    #[must_use]
    pub fn merge(mut self, router: axum::Router) -> Self {
        self.own = Some(match self.own {
            Some(own) => own.merge(router),
            None => router,
        });
        self
    }

    /// Serves until SIGTERM or SIGINT, then finishes what is in flight. The code to exit with: 1 if the socket cannot be bound, or if a request was
    /// interrupted. A second signal ends the process at once, with the code 1.
    pub async fn serve(self, service: impl Into<Service>) -> ExitCode {
        let (name, place) = (self.config.name.clone(), format!("{}:{}", self.config.host, self.config.port));
        match self.bind().await {
            Ok(bound) => {
                let stop = shutdown::signal();
                log::info(format_args!("{name} listens on http://{}", bound.address));
                bound.serve(service, stop).await.into()
            }
            Err(error) => {
                log::error(format_args!("{name} cannot listen on {place}: {error}"));
                ExitCode::FAILURE
            }
        }
    }

    /// Binds the socket. Tests take a free port this way and learn which one it is.
    pub async fn bind(self) -> io::Result<Bound> {
        let listener = TcpListener::bind((self.config.host.as_str(), self.config.port)).await?;
        let address = listener.local_addr()?;
        Ok(Bound { listener, address, server: self })
    }
}

// === impl Bound ===

impl Bound {
    /// The address that clients connect to.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` resolves, then stops in phases.
    pub async fn serve(self, service: impl Into<Service>, stop: impl Future<Output = ()>) -> Stopped {
        let config = self.server.config;
        let service = service.into();
        let wire = service.wire();
        let service = match self.server.own {
            Some(own) => own
                .layer(DefaultBodyLimit::max(usize::try_from(config.max_bytes).unwrap_or(usize::MAX)))
                .layer(from_fn(move |request, next| recover::around(wire, request, next)))
                .merge(axum::Router::from(service))
                .into(),
            None => service,
        };
        let connections = Connections::new(&config, service);
        tokio::select! {
            () = accept(&self.listener, &connections) => {}
            () = stop => {}
        }
        shutdown::run(self.listener, connections, config.shutdown).await
    }
}

/// Accepts for ever. An error backs off, since it may be the lack of file handles, and never ends the server.
async fn accept(listener: &TcpListener, connections: &Connections) {
    let mut pause = Duration::from_millis(1);
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => {
                pause = Duration::from_millis(1);
                connections.serve(stream, peer);
            }
            Err(error) if is_the_clients(&error) => {}
            Err(error) => {
                log::error(format_args!("cannot accept a connection: {error}"));
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(Duration::from_secs(1));
            }
        }
    }
}

/// Takes what already waits in the backlog, so that closing the socket resets nobody.
fn accept_backlog(listener: &TcpListener, connections: &Connections) {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    while let std::task::Poll::Ready(Ok((stream, peer))) = listener.poll_accept(&mut context) {
        let (stream, peer): (TcpStream, SocketAddr) = (stream, peer);
        connections.serve(stream, peer);
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
