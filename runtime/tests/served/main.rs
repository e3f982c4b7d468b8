//! A hand-written sample of a generated server, over a real socket: how it starts and stops.
#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod client;
mod half_closed;
mod own;
mod requests;
mod sample;
#[cfg(unix)]
mod signals;
mod stages;
mod streams;
mod uploads;
mod windows;
mod wire;

use std::net::SocketAddr;
use std::sync::Arc;

use apic_runtime::generated as rt;
use apic_runtime::{Guard, Server, ServerConfig, Stopped, config};
use client::Client;
use sample::State;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::{Notify, oneshot};
use tokio::task::JoinHandle;

/// A server on a free port.
struct Running {
    address: SocketAddr,
    state: Arc<State>,
    stop: oneshot::Sender<()>,
    server: JoinHandle<Stopped>,
}

const CONFIG: &str =
    "name: sample\nhost: 127.0.0.1\nport: 0\nmode: test\nmax_bytes: 64KiB\nmax_unpacked_bytes: 128KiB\n";

const SECRET: &str = "open-sesame-and-more";

async fn start_with(text: &str, own: Option<axum::Router>) -> Running {
    start_as(text, own, rt::Wire::new()).await
}

async fn start_as(text: &str, own: Option<axum::Router>, wire: rt::Wire) -> Running {
    let config: ServerConfig = config::parse(text, "sample.yaml").unwrap();
    let config = config.with_guard("auth", Guard::new(SECRET));
    let state = Arc::new(State::default());
    let service = sample::routes(Arc::clone(&state), &config).wire(wire).into_service();
    let mut server = Server::new(config);
    if let Some(own) = own {
        server = server.merge(own);
    }
    let bound = server.bind().await.unwrap();
    let address = bound.address();
    let (stop, stopped) = oneshot::channel();
    let server = tokio::spawn(bound.serve(service, async { _ = stopped.await }));
    Running { address, state, stop, server }
}

async fn start() -> (Running, Client) {
    let running = start_with(CONFIG, None).await;
    let client = Client::connect(running.address).await;
    (running, client)
}

#[tokio::test]
async fn a_request_in_flight_is_finished_before_the_end() {
    let (running, mut client) = start().await;
    let Running { address, state, stop, server } = running;
    let mut idle = Client::connect(address).await;
    assert_eq!(idle.get("/check?book=a").await.status, 200);
    let slow = tokio::spawn(async move { (client.get("/slow").await, client) });
    state.started.notified().await;
    stop.send(()).unwrap();
    // The socket is closed while the request is still in flight.
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    assert!(!server.is_finished());
    state.release.notify_one();
    let (answer, _client) = slow.await.unwrap();
    assert_eq!((answer.status, answer.text.as_str(), answer.header("connection")), (200, "\"done\"", Some("close")));
    assert_eq!(server.await.unwrap(), Stopped { interrupted: 0, cut: 0 });
    assert!(idle.is_closed().await);
}

const HASTY: &str = "shutdown: {drain_time: 1ms}\n";

#[tokio::test]
async fn what_does_not_finish_is_interrupted() {
    let begun = Arc::new(Notify::new());
    let begins = Arc::clone(&begun);
    let pending = || async move {
        begins.notify_one();
        std::future::pending::<()>().await;
    };
    let own = axum::Router::new().route("/own", axum::routing::get(pending));
    let running = start_with(&format!("{CONFIG}{HASTY}"), Some(own)).await;
    let slow = |target: &'static str| {
        let address = running.address;
        tokio::spawn(async move { Client::connect(address).await.get(target).await })
    };
    let answers = [slow("/own"), slow("/slow")];
    tokio::join!(begun.notified(), running.state.started.notified());
    running.stop.send(()).unwrap();
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 2, cut: 0 });
    for answer in answers {
        let answer = answer.await.unwrap();
        assert_eq!((answer.status, answer.code().as_str()), (503, "interrupted"));
        // The handler has been started, so the client must not simply send it again.
        assert_eq!((answer.header("retry-after"), answer.header("connection")), (None, Some("close")));
    }
}

#[tokio::test]
async fn an_answer_that_nobody_takes_is_cut_off() {
    let own = axum::Router::new().route("/own", axum::routing::get(|| async { vec![0_u8; 64 << 20] }));
    let running = start_with(&format!("{CONFIG}{HASTY}"), Some(own)).await;
    let mut client = TcpStream::connect(running.address).await.unwrap();
    client.write_all(b"GET /own HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    // The answer has begun.
    client.read_u8().await.unwrap();
    running.stop.send(()).unwrap();
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 0, cut: 1 });
}

#[tokio::test]
async fn a_client_that_stops_halfway_is_given_up() {
    let own = axum::Router::new().route("/own", axum::routing::get(|| async { vec![0_u8; 64 << 20] }));
    let running = start_with(&format!("{CONFIG}stall_timeout: 20ms\ntimeout: 0s\n"), Some(own)).await;
    // It promises a body that never comes.
    let mut client = TcpStream::connect(running.address).await.unwrap();
    client.write_all(b"POST /sum HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n[1").await.unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"slow_body\""), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
    // It takes nothing of its answer: the connection is gone before the server is told to stop, so nothing is left to cut.
    let mut client = TcpStream::connect(running.address).await.unwrap();
    client.write_all(b"GET /own HTTP/1.1\r\nhost: a\r\n\r\n").await.unwrap();
    client.read_u8().await.unwrap();
    running.stop.send(()).unwrap();
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 0, cut: 0 });
}
