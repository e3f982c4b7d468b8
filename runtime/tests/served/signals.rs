//! Signals, sent to a process of its own: this test binary, started again.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use apic_runtime::{Server, ServerConfig};
use tokio::net::TcpStream;

use super::client::Client;
use super::sample::{self, State};

const SERVES: &str = "APIC_RUNTIME_TEST_SERVES";

/// The process, once it serves `/slow` and nothing else is to come.
struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
    address: String,
}

impl Process {
    fn start() -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "signals::process", "--nocapture"]).env(SERVES, "yes");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut process = Self { output: BufReader::new(child.stdout.take().unwrap()), child, address: String::new() };
        process.address = process.says("listens on http://").split_once("http://").unwrap().1.trim().to_owned();
        process
    }

    /// The next line with this text.
    fn says(&mut self, text: &str) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.output.read_line(&mut line).unwrap(), 0, "it never said: {text}");
            if line.contains(text) {
                return line;
            }
        }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status();
        assert!(status.unwrap().success());
    }

    /// The exit code, and what went to standard error.
    fn end(mut self) -> (Option<i32>, String) {
        let mut errors = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        (self.child.wait().unwrap().code(), errors)
    }
}

/// Does nothing, except in the process that the other tests start.
#[tokio::test]
async fn process() {
    if std::env::var_os(SERVES).is_none() {
        return;
    }
    let config: ServerConfig =
        apic_runtime::config::parse("name: sample\nhost: 127.0.0.1\nport: 0\nmode: test\ntimeout: 0s\n", "x").unwrap();
    let state = Arc::new(State::default());
    let started = Arc::clone(&state.started);
    tokio::spawn(async move {
        started.notified().await;
        println!("slow has begun");
    });
    let service = sample::routes(state, &config).into_service();
    let code = Server::new(config).serve(service).await;
    std::process::exit(i32::from(code != std::process::ExitCode::SUCCESS));
}

#[tokio::test]
async fn the_first_signal_lets_requests_finish_and_the_second_ends_at_once() {
    for (first, second) in [("TERM", "INT"), ("INT", "INT"), ("TERM", "TERM")] {
        let mut process = Process::start();
        let address = process.address.parse().unwrap();
        let slow = tokio::spawn(async move {
            Client::connect(address).await.get("/slow").await;
        });
        tokio::task::yield_now().await;
        let mut process = tokio::task::spawn_blocking(move || {
            process.says("slow has begun");
            process
        })
        .await
        .unwrap();
        process.signal(first);
        process.says("stopping: 1 connections are open");
        assert!(TcpStream::connect(address).await.is_err(), "the socket is closed while the request goes on");
        process.signal(second);
        let (code, errors) = process.end();
        assert_eq!(code, Some(1), "{first} {second}");
        assert!(errors.contains("stopped at once by a second signal"), "{errors}");
        assert!(slow.await.is_err(), "no answer comes any more");
    }
}

#[tokio::test]
async fn one_signal_ends_an_idle_server() {
    for name in ["TERM", "INT"] {
        let process = Process::start();
        process.signal(name);
        assert_eq!(process.end().0, Some(0), "{name}");
    }
}
