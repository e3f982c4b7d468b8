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
    /// The connections that were cut off because their requests had not finished in time.
    pub cut: usize,
}

impl From<Stopped> for ExitCode {
    fn from(stopped: Stopped) -> Self {
        if stopped.cut == 0 { Self::SUCCESS } else { Self::FAILURE }
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
    let cut = connections.drain(config.drain_time.saturating_sub(config.idle_grace)).await;
    if cut > 0 {
        log::error(format_args!("stopped: {cut} connections were cut off"));
    } else {
        log::info(format_args!("stopped"));
    }
    Stopped { cut }
}

/// Resolves at the first SIGTERM or SIGINT (Ctrl-C, on Windows the only one). The second one ends the process at once.
pub(super) async fn signal() {
    arrives().await;
    tokio::spawn(async {
        arrives().await;
        log::error(format_args!("stopped at once by a second signal"));
        std::process::exit(1);
    });
}

#[cfg(unix)]
async fn arrives() {
    use tokio::signal::unix::{SignalKind, signal};
    // Without handlers a signal ends the process, which is then the best there is.
    let (Ok(mut term), Ok(mut int)) = (signal(SignalKind::terminate()), signal(SignalKind::interrupt())) else {
        return std::future::pending().await;
    };
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
    }
}

#[cfg(not(unix))]
async fn arrives() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending().await
    }
}
