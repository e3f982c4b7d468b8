//! Event streams, from the first byte to the last.

use apic_runtime::Stopped;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{CONFIG, Running, start, start_with};

/// A stream that has said something.
async fn watching(running: &Running, book: &str, headers: &str) -> (TcpStream, String) {
    let mut socket = TcpStream::connect(running.address).await.unwrap();
    let request = format!("GET /watch?book={book} HTTP/1.1\r\nhost: a\r\n{headers}\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut text = String::new();
    while !text.contains("data: ") {
        let mut buffer = [0; 1024];
        let length = socket.read(&mut buffer).await.unwrap();
        assert!(length > 0, "{text}");
        text.push_str(std::str::from_utf8(&buffer[..length]).unwrap());
    }
    (socket, text)
}

#[tokio::test]
async fn events_come_as_they_happen() {
    let (running, _) = start().await;
    let (_socket, text) = watching(&running, "crab", "last-event-id: 6\r\n").await;
    for part in [
        "HTTP/1.1 200 OK\r\n",
        "content-type: text/event-stream\r\n",
        "cache-control: no-cache\r\n",
        "x-accel-buffering: no\r\n",
        "id: 7\nevent: 6\ndata: {\"ok\":true}\n\n",
    ] {
        assert!(text.contains(part), "{text}");
    }
}

#[tokio::test]
async fn before_the_first_event_an_error_is_an_ordinary_answer() {
    let (_running, mut client) = start().await;
    assert_eq!(client.get("/watch").await.violations(), ["query book required"]);
    let answer = client.get("/watch?book=nothing").await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"));
}

#[tokio::test]
async fn a_client_that_leaves_ends_its_stream() {
    let (running, _) = start().await;
    drop(watching(&running, "crab", "").await);
    running.state.release.notified().await;
}

#[tokio::test]
async fn streams_end_when_the_server_stops() {
    let running = start_with(&format!("{CONFIG}shutdown: {{stream_grace: 50ms}}\n"), None).await;
    let (mut socket, _) = watching(&running, "crab", "").await;
    running.state.started.notified().await;
    running.stop.send(()).unwrap();
    let mut rest = String::new();
    socket.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("data: {\"ok\":false}\n\n"), "{rest}");
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 0, cut: 0 });
}

#[tokio::test]
async fn a_stream_that_does_not_end_by_itself_is_ended() {
    let (running, _) = start().await;
    let (mut socket, _) = watching(&running, "stubborn", "").await;
    running.stop.send(()).unwrap();
    let mut rest = String::new();
    socket.read_to_string(&mut rest).await.unwrap();
    assert!(rest.contains("retry: ") && rest.ends_with("0\r\n\r\n"), "{rest}");
    assert_eq!(running.server.await.unwrap(), Stopped { interrupted: 0, cut: 0 });
}
