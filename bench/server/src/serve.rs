//! A server process on a core of its own: `apic-bench-server serve generated|hand|layered`. It prints its port and runs until it is killed.

use std::io::{Error, Result};
use std::process::{Child, Command, Stdio};

use apic_runtime::{Server, ServerConfig};
use axum::serve::ListenerExt as _;
use rustix::thread::{CpuSet, sched_setaffinity};

use crate::hand;

/// One of the servers, running; it ends with this value.
pub(crate) struct Running {
    child: Child,
    pub(crate) port: u16,
}

impl Running {
    /// Starts a server and waits until its socket is bound.
    pub(crate) fn start(kind: &str) -> Result<Self> {
        let mut child = Command::new(std::env::current_exe()?).args(["serve", kind]).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            std::io::BufRead::read_line(&mut std::io::BufReader::new(output), &mut line)?;
        }
        let running = Self { port: line.trim().parse().map_err(Error::other).unwrap_or_default(), child };
        if running.port == 0 { Err(Error::other(format!("the {kind} server did not start"))) } else { Ok(running) }
    }

    /// Seconds of processor time that the server has used, to the nanosecond: its one thread is the process's first.
    pub(crate) fn cpu_seconds(&self) -> Result<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/schedstat", self.child.id()))?;
        let used: u64 = stat.split_whitespace().next().and_then(|field| field.parse().ok()).unwrap_or_default();
        Ok(used as f64 / 1e9)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to do about it here.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps this thread, and those that it starts, on one core.
pub(crate) fn pin(core: usize) -> Result<()> {
    let mut cores = CpuSet::new();
    cores.set(core);
    Ok(sched_setaffinity(None, &cores)?)
}

/// The other side of [`Running::start`].
pub(crate) fn serve(kind: &str) -> Result<()> {
    pin(0)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        if kind != "generated" {
            let router = if kind == "layered" { hand::layered() } else { hand::router() };
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
            announce(listener.local_addr()?.port());
            // As our server does: an answer never waits for the acknowledgement of the one before.
            let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
            return axum::serve(listener, router).await;
        }
        let mut config = ServerConfig::new(0);
        config.host = "127.0.0.1".to_string();
        let service = bookstore::api::service(bookstore::state::AppState::default(), &config);
        let bound = Server::new(config).bind().await?;
        announce(bound.address().port());
        bound.serve(service, std::future::pending()).await;
        Ok(())
    })
}

#[expect(clippy::print_stdout, reason = "the parent reads it")]
fn announce(port: u16) {
    println!("{port}");
}
