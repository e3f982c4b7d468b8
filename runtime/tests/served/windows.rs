//! HTTP/2 clients that make no room for their answers.

use std::time::Duration;

use axum::Router;
use axum::routing::get;
use h2::client::{Builder, SendRequest};
use h2::{Reason, RecvStream};
use hyper::Request;
use hyper::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::{CONFIG, Running, start_with};

async fn hasty() -> Running {
    let own = Router::new()
        .route("/long", get(|| async { vec![7_u8; 300_000] }))
        .route("/short", get(|| async { vec![7_u8; 100] }));
    start_with(&format!("{CONFIG}stall_timeout: 60ms\nsse: {{heartbeat: 10ms}}\n"), Some(own)).await
}

async fn connect(running: &Running, window: u32) -> SendRequest<Bytes> {
    let stream = TcpStream::connect(running.address).await.unwrap();
    let (sender, connection) = Builder::new().initial_window_size(window).handshake(stream).await.unwrap();
    tokio::spawn(connection);
    sender.ready().await.unwrap()
}

async fn get_over(sender: &mut SendRequest<Bytes>, path: &str) -> RecvStream {
    let request = Request::get(format!("http://a{path}")).body(()).unwrap();
    let (answer, _) = sender.send_request(request, true).unwrap();
    let answer = answer.await.unwrap();
    assert_eq!(answer.status(), 200);
    answer.into_body()
}

/// Reads without making new room; how much came, and how it ended.
async fn taken(mut body: RecvStream) -> (usize, Option<Reason>) {
    let mut length = 0;
    loop {
        let next = timeout(Duration::from_secs(20), body.data()).await.expect("the stream stays open for ever");
        match next {
            Some(Ok(data)) => length += data.len(),
            Some(Err(error)) => return (length, error.reason()),
            None => return (length, None),
        }
    }
}

#[tokio::test]
async fn an_answer_without_room_is_given_up_and_its_connection_stays() {
    let running = hasty().await;
    for (path, window, came) in [
        ("/long", 0, 0),
        ("/long", 65_535, 65_535),
        // The HTTP library would take this one whole, and be out of sight with it.
        ("/short", 10, 10),
        ("/short", 99, 99),
        ("/watch?book=crab", 0, 0),
        ("/watch?book=crab", 40, 40),
    ] {
        let mut sender = connect(&running, window).await;
        let seen = taken(get_over(&mut sender, path).await).await;
        assert_eq!(seen, (came, Some(Reason::CANCEL)), "{path} {window}");
        let again = taken(get_over(&mut sender, path).await).await;
        assert_eq!(again, (came, Some(Reason::CANCEL)), "{path} {window}");
    }
}

#[tokio::test]
async fn an_answer_with_just_enough_room_arrives_whole() {
    let running = hasty().await;
    let mut sender = connect(&running, 100).await;
    assert_eq!(taken(get_over(&mut sender, "/short").await).await, (100, None));
}

#[tokio::test]
async fn who_makes_room_slowly_gets_all() {
    let running = hasty().await;
    let mut sender = connect(&running, 65_535).await;
    let mut body = get_over(&mut sender, "/long").await;
    let mut length = 0;
    while let Some(data) = body.data().await {
        let data = data.unwrap();
        length += data.len();
        // 19 slices at 10 ms each: more than the limit for them all, less for one.
        tokio::time::sleep(Duration::from_millis(10)).await;
        body.flow_control().release_capacity(data.len()).unwrap();
    }
    assert_eq!(length, 300_000);
}
