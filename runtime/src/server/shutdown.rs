//! Stopping in phases: serve on, stop accepting, drain, cut.

use std::process::ExitCode;

use tokio::net::TcpListener;

use super::connection::Connections;
use super::{accept, accept_backlog};
use crate::config::ShutdownConfig;
use crate::log;

/// How a server stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The requests that had not finished in time and were answered with the code `interrupted`.
    pub interrupted: usize,
    /// The connections that were closed under an answer, which the client did not take in time.
    pub cut: usize,
}

impl From<Stopped> for ExitCode {
    fn from(stopped: Stopped) -> Self {
        if stopped.interrupted + stopped.cut == 0 { Self::SUCCESS } else { Self::FAILURE }
    }
}

/// Stops a server. The phases are strictly ordered, and each has its deadline.
pub(super) async fn run(listener: TcpListener, connections: Connections, config: ShutdownConfig) -> Stopped {
    // Wait: balancers need time to notice, so new connections are served as before; in the second half clients are told not to come back on them.
    if !config.wrap_up_time.is_zero() {
        log::info(format_args!("stopping: serving on for {:?}", config.wrap_up_time));
        let half = config.wrap_up_time / 2;
        _ = tokio::time::timeout(half, accept(&listener, &connections)).await;
        connections.announce_close();
        _ = tokio::time::timeout(config.wrap_up_time - half, accept(&listener, &connections)).await;
    }
    connections.announce_close();
    connections.end_streams(config.stream_grace);
    accept_backlog(&listener, &connections);
    drop(listener);

    // Drain: an idle connection stays readable for a moment, since its client may be writing just then.
    log::info(format_args!(
        "stopping: {} connections are open, waiting up to {:?}",
        connections.count(),
        config.drain_time
    ));
    connections.wait(config.idle_grace).await;
    let (interrupted, cut) = connections.drain(config.drain_time.saturating_sub(config.idle_grace)).await;
    let stopped = Stopped { interrupted: interrupted.iter().map(|(_, count)| count).sum(), cut };
    if stopped.interrupted > 0 {
        let routes: Vec<_> = interrupted.iter().map(|(operation, count)| format!("{operation} ({count})")).collect();
        log::error(format_args!("stopping: {} requests were interrupted: {}", stopped.interrupted, routes.join(", ")));
    }
    if cut > 0 {
        log::error(format_args!("stopped: {cut} connections were cut off"));
    } else {
        log::info(format_args!("stopped"));
    }
    stopped
}

/// Resolves at the first SIGTERM or SIGINT (Ctrl-C, on Windows the only one). The second one ends the process at once, with the code 1.
pub(super) fn signal() -> impl Future<Output = ()> {
    // From this call on, and without a pause after the first one: signals may come at any time.
    let mut signals = Signals::listen();
    async move {
        signals.next().await;
        tokio::spawn(async move {
            signals.next().await;
            log::error(format_args!("stopped at once by a second signal"));
            std::process::exit(1);
        });
    }
}

#[cfg(unix)]
struct Signals(Option<[tokio::signal::unix::Signal; 2]>);

#[cfg(unix)]
impl Signals {
    fn listen() -> Self {
        use tokio::signal::unix::{SignalKind, signal};
        Self(signal(SignalKind::terminate()).ok().zip(signal(SignalKind::interrupt()).ok()).map(<[_; 2]>::from))
    }

    async fn next(&mut self) {
        match &mut self.0 {
            Some([term, int]) => tokio::select! {
                _ = term.recv() => {}
                _ = int.recv() => {}
            },
            // Without handlers a signal ends the process, which is then the best there is.
            None => std::future::pending().await,
        }
    }
}

#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    fn listen() -> Self {
        Self
    }

    async fn next(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
