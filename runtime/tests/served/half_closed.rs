//! Clients that close their half of a connection while an event stream is played on the other.

use apic_runtime::Stopped;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{CONFIG, Running, start, start_with};

/// A client that has sent this.
async fn sent(running: &Running, request: &str) -> TcpStream {
    let mut socket = TcpStream::connect(running.address).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    socket
}

/// Reads until a text has come.
async fn until(socket: &mut TcpStream, wanted: &str) {
    let mut text = String::new();
    while !text.contains(wanted) {
        let mut buffer = [0; 1024];
        let length = socket.read(&mut buffer).await.unwrap();
        assert!(length > 0, "ended without {wanted:?}: {text}");
        text.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
}

const WATCH: &str = "GET /watch?book=crab HTTP/1.1\r\nhost: a\r\n\r\n";

#[tokio::test]
async fn who_has_said_all_still_gets_its_events() {
    let running = start_with(&format!("{CONFIG}shutdown: {{stream_grace: 5s}}\n"), None).await;
    // The one closes its half when it hears us, the other with its request.
    let (mut later, mut at_once) = (sent(&running, WATCH).await, sent(&running, WATCH).await);
    at_once.shutdown().await.unwrap();
    until(&mut at_once, "data: {\"ok\":true}\n\n").await;
    until(&mut later, "data: {\"ok\":true}\n\n").await;
    later.shutdown().await.unwrap();
    // It is asked, more and more rarely, whether it is still there.
    for socket in [&mut later, &mut at_once] {
        until(socket, ":\n\n").await;
        until(socket, ":\n\n").await;
    }
    running.stop.send(()).unwrap();
    for mut socket in [later, at_once] {
        let mut rest = String::new();
        socket.read_to_string(&mut rest).await.unwrap();
        assert!(rest.contains("data: {\"ok\":false}\n\n") && rest.ends_with("0\r\n\r\n"), "{rest}");
    }
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 0, cut: 0 });
}

#[tokio::test]
async fn its_connection_ends_with_the_stream() {
    let running = start_with(&format!("{CONFIG}sse: {{max_age: 100ms}}\n"), None).await;
    let mut socket = sent(&running, WATCH).await;
    until(&mut socket, "data: ").await;
    socket.shutdown().await.unwrap();
    until(&mut socket, ":\n\n").await;
    let mut rest = String::new();
    socket.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("retry: ") && rest.ends_with("0\r\n\r\n"), "{rest}");
}

#[tokio::test]
async fn who_leaves_afterwards_is_missed() {
    let running = start_with(&format!("{CONFIG}sse: {{heartbeat: 0s}}\n"), None).await;
    let mut socket = sent(&running, WATCH).await;
    socket.shutdown().await.unwrap();
    until(&mut socket, "data: ").await;
    drop(socket);
    running.state.release.notified().await;
}

#[tokio::test]
async fn a_refusal_reaches_who_has_said_all() {
    let (running, _) = start().await;
    let mut socket = sent(&running, "GET /watch HTTP/1.1\r\nhost: a\r\n\r\n").await;
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("\"book\""), "{answer}");
}

/// Its answer had begun before anyone could know.
#[tokio::test]
async fn a_request_that_breaks_off_ends_its_stream() {
    let (running, _) = start().await;
    let mut socket = sent(&running, "POST /tick HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n[1").await;
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.ends_with("0\r\n\r\n"), "{answer}");
    running.state.release.notified().await;
}

/// What follows a request waits for the end of its stream, as all that is sent ahead waits for its turn.
#[tokio::test]
async fn what_is_no_request_waits_for_the_end_of_the_stream() {
    let running = start_with(&format!("{CONFIG}sse: {{max_age: 100ms}}\n"), None).await;
    let mut socket = sent(&running, &format!("{WATCH}no request\r\n\r\n")).await;
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("retry: ") && answer.contains("0\r\n\r\nHTTP/1.1 400 "), "{answer}");
}

#[tokio::test]
async fn a_connection_is_idle_behind_a_long_stream_too() {
    let running = start_with(&format!("{CONFIG}idle_timeout: 40ms\nsse: {{max_age: 100ms}}\n"), None).await;
    let mut socket = sent(&running, WATCH).await;
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("retry: ") && answer.ends_with("0\r\n\r\n"), "{answer}");
}

#[tokio::test]
async fn a_request_that_breaks_off_while_it_is_read_is_refused_at_once() {
    let running = start_with(&format!("{CONFIG}stall_timeout: 0s\n"), None).await;
    let mut socket = sent(&running, "GET /watch?book=crab HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n[1").await;
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400 ") && answer.contains("\"syntax\""), "{answer}");
}

/// Without a stream it is the client's departure: what can be answered at once is, and what waits is dropped.
#[tokio::test]
async fn an_ordinary_request_is_answered_at_once_or_not_at_all() {
    let (running, _) = start().await;
    let mut socket = sent(&running, "GET /check?book=crab HTTP/1.1\r\nhost: a\r\n\r\n").await;
    socket.shutdown().await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200 ") && answer.ends_with("\"price\":30}"), "{answer}");

    let mut socket = sent(&running, "GET /slow HTTP/1.1\r\nhost: a\r\n\r\n").await;
    running.state.started.notified().await;
    socket.shutdown().await.unwrap();
    assert_eq!(socket.read_to_string(&mut String::new()).await.unwrap(), 0);
}
