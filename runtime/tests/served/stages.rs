//! The stages of a route: limits, guards, timeouts.

use std::io::Write;
use std::sync::Arc;

use apic_runtime::{Guard, Server, ServerConfig};
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::Client;
use super::{SECRET, sample, start};

const ITEM: &str = r#"{"name":"n","kind":"map","amount":7,"counts":{"b":1,"a":9007199254740993},"category":{"name":"c","parent":{"name":"p"},
    "children":[{"name":"x"}]},"serial":"9223372036854775807","unknown":[1,{"deep":null}]} and text that is ignored"#;

#[tokio::test]
async fn bodies_have_a_limit() {
    let (_running, mut client) = start().await;
    let answer = client.post("/shelves/1/items", &"x".repeat(5000)).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"));
    let mut client = Client::connect(_running.address).await;
    assert_eq!(client.post("/sum", &format!("[{}1]", "1,".repeat(5000))).await.text, "5001");
    assert_eq!(client.post("/sum", &"1".repeat(70_000)).await.status, 413);
}

/// Many clients write first and read then: what refuses them must not be lost, nor the connection.
#[tokio::test]
async fn who_is_refused_while_sending_reads_why() {
    let (running, _client) = start().await;
    let mut stream = TcpStream::connect(running.address).await.unwrap();
    let body = vec![b'x'; 8 << 20];
    let head = "POST /shelves/1/items HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\n";
    stream.write_all(format!("{head}Content-Length: {}\r\n\r\n", body.len()).as_bytes()).await.unwrap();
    stream.write_all(&body).await.expect("it may send to the end");
    stream.write_all(b"GET /nowhere HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").await.unwrap();
    let mut answers = String::new();
    stream.read_to_string(&mut answers).await.unwrap();
    assert!(answers.starts_with("HTTP/1.1 413") && answers.contains("HTTP/1.1 404"), "{answers}");
}

#[tokio::test]
async fn types_of_bodies_count() {
    let (_running, mut client) = start().await;
    for (name, value, status) in [
        ("content-type", "text/plain", 415),
        ("content-type", "application/vnd.shop+JSON; charset=utf-8", 201),
        ("content-encoding", "gzip", 400),
        ("content-encoding", "br", 415),
        ("content-encoding", "identity", 201),
    ] {
        let answer = client.send("POST /shelves/1/items", &[(name, value)], Some(ITEM)).await;
        assert_eq!(answer.status, status, "{name}: {value}");
    }
    assert_eq!(client.send("POST /shelves/1/items", &[], Some(ITEM)).await.status, 201);
}

#[tokio::test]
async fn gzip_is_unpacked_and_has_two_limits() {
    let (running, mut client) = start().await;
    let json = [("content-type", "application/json"), ("content-encoding", "gzip")];
    let packed = pack(format!("[{}1]", "1,".repeat(60_000)).as_bytes());
    assert!(packed.len() < 64 << 10);
    assert_eq!(client.send_bytes("POST /sum", &json, &packed).await.text, "60001");
    let answer = client.send_bytes("POST /sum", &json, b"not gzip").await;
    assert_eq!((answer.status, answer.code().as_str()), (400, "bad_encoding"));
    let mut client = Client::connect(running.address).await;
    let answer = client.send_bytes("POST /sum", &json, &pack(&vec![b' '; 200_000])).await;
    assert_eq!((answer.status, answer.code().as_str()), (413, "body_too_large"));
}

/// The server's limit of unpacked bytes (128 KiB here) takes nothing from a route that may have more anyway (300,000).
#[tokio::test]
async fn what_a_route_may_have_it_may_have_packed() {
    let (_running, mut client) = start().await;
    let form = format!(
        "--f\r\nContent-Disposition: form-data; name=cover; filename=x\r\n\r\n{}\r\n--f--\r\n",
        "a".repeat(200_000)
    );
    let headers = [("content-type", "multipart/form-data; boundary=f"), ("content-encoding", "gzip")];
    let answer = client.send_bytes("POST /covers/7", &headers, &pack(form.as_bytes())).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, r#"["7 ","x  200000 19400000"]"#));
}

fn pack(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[tokio::test]
async fn guarded_routes_ask_for_a_token() {
    let (running, mut client) = start().await;
    let token = |claims: serde_json::Value| format!("Bearer {}", Guard::new(SECRET).sign(&claims).unwrap());
    let good = token(serde_json::json!({"user": "ann", "exp": 4_102_444_800_i64}));
    let answer = client.send("POST /who", &[("authorization", &good)], Some("\"hi\"")).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, "\"ann: hi\""));
    let stale = token(serde_json::json!({"user": "ann", "exp": 1_000_000_000}));
    let odd = token(serde_json::json!({"user": 7}));
    for (authorization, code) in
        [("", "unauthenticated"), (&stale, "token_expired"), ("Bearer x", "token_invalid"), (&odd, "token_invalid")]
    {
        // The guard comes before middleware and before the body, which nobody has read here.
        let mut client = Client::connect(running.address).await;
        let answer = client.send("POST /who", &[("authorization", authorization)], Some("\"hi\"")).await;
        assert_eq!((answer.status, answer.code().as_str()), (401, code));
        let asked = code != "token_invalid" || authorization == "Bearer x";
        assert_eq!(answer.header("www-authenticate"), asked.then_some("Bearer"));
        assert_eq!(answer.header("x-seen").is_none(), asked);
    }
    // Nor is it asked how long the body is.
    let mut client = Client::connect(running.address).await;
    assert_eq!(client.post("/who", &"x".repeat(70_000)).await.status, 401);
    // A guard that the configuration lacks lets nobody in, and 405 comes before 401.
    let mut client = Client::connect(running.address).await;
    assert_eq!(client.send("GET /closed", &[("authorization", &good)], None).await.code(), "internal");
    assert_eq!(client.get("/who").await.status, 405);
}

#[tokio::test]
async fn what_takes_too_long_is_given_up() {
    let (running, mut client) = start().await;
    let answer = client.post("/late", "[]").await;
    assert_eq!((answer.status, answer.code().as_str(), answer.header("retry-after")), (503, "timeout", None));
    // The head promises a body that never comes.
    let mut socket = TcpStream::connect(running.address).await.unwrap();
    socket.write_all(b"POST /late HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n[").await.unwrap();
    let mut answer = String::new();
    socket.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("\"code\":\"slow_body\""), "{answer}");
}

#[tokio::test]
async fn a_head_has_a_limit() {
    let (running, mut client) = start().await;
    assert_eq!(client.send("GET /check?book=a", &[("x-long", &"x".repeat(60_000))], None).await.status, 200);
    let mut socket = TcpStream::connect(running.address).await.unwrap();
    let head = format!("GET /check?book=a HTTP/1.1\r\nhost: a\r\nx-long: {}\r\n\r\n", "x".repeat(70_000));
    _ = socket.write_all(head.as_bytes()).await;
    // The rest of the head is never read, so the connection may be reset before its answer has come.
    let mut answer = Vec::new();
    _ = socket.read_to_end(&mut answer).await;
    assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 431 "), "{}", String::from_utf8_lossy(&answer));
}

/// A configuration file is refused for it; a server made in code has the smallest head that the HTTP library takes.
#[tokio::test]
async fn a_head_limit_made_in_code_has_a_floor() {
    let mut config = ServerConfig::new(0);
    (config.host, config.max_header_bytes) = (String::from("127.0.0.1"), 100);
    let service = sample::routes(Arc::default(), &config).into_service();
    let bound = Server::new(config).bind().await.unwrap();
    let address = bound.address();
    tokio::spawn(bound.serve(service, std::future::pending()));
    let long = "x".repeat(7000);
    let answer = Client::connect(address).await.send("GET /check?book=crab", &[("x-long", &long)], None).await;
    assert_eq!(answer.status, 200);
}
