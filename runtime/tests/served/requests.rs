//! What requests are answered with.

use apic_runtime::HeaderValue;
use http_body_util::{BodyExt, Empty};
use hyper::Request;
use hyper::body::Bytes;
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use super::start;

const ITEM: &str = r#"{"name":"n","kind":"map","amount":7,"counts":{"b":1,"a":9007199254740993},"category":{"name":"c","parent":{"name":"p"},
    "children":[{"name":"x"}]},"serial":"9223372036854775807","unknown":[1,{"deep":null}]} and text that is ignored"#;

#[tokio::test]
async fn the_bookstore_answers() {
    let (_running, mut client) = start().await;
    let answer = client.get("/add?book=crab&price=30").await;
    assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"ok":true}"#));
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    let answer = client.get("//check/?book=crab").await;
    assert_eq!((answer.status, answer.text.as_str()), (200, r#"{"found":true,"price":30}"#));
    assert_eq!(answer.header("x-peer"), Some("loopback"));
}

#[tokio::test]
async fn every_source_is_decoded() {
    let (_running, mut client) = start().await;
    let answer = client.post("/shelves/%37/items?dry_run=TRUE", ITEM).await;
    assert_eq!(answer.status, 201);
    assert_eq!(
        answer.text,
        concat!(
            r#"{"shelf":7,"dry_run":true,"trace":"items.putItem","name":"n","kind":"map","amount":7,"tags":["new"],"#,
            r#""counts":{"a":9007199254740993,"b":1},"category":{"name":"c","parent":{"name":"p","parent":null},"#,
            r#""children":[{"name":"x","parent":null}]},"serial":"9223372036854775807"}"#
        )
    );
    let seen: Vec<_> = answer.head.headers().get_all("x-seen").iter().collect();
    assert_eq!(seen, ["inner", "outer 201"]);
}

#[tokio::test]
async fn all_violations_come_at_once_in_order() {
    let (_running, mut client) = start().await;
    let body = r#"{"kind":"knife","amount":100,"tags":[1,true],"counts":{"a/b":1.5},"category":{"name":null,"children":[{"name":"x"},{}]},"serial":true}"#;
    let answer = client.post("/shelves/x/items?dry_run=maybe", body).await;
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.violations(),
        [
            "path shelf type",
            "query dry_run type",
            "body /name required",
            "body /kind options",
            "body /amount range",
            "body /tags/1 type",
            "body /counts/a~1b type",
            "body /category/name null",
            "body /category/children/1/name required",
            "body /serial type",
        ]
    );
    let problem = answer.json();
    assert_eq!(problem["instance"], "/shelves/x/items");
    assert_eq!(problem["violations"][4]["message"], "must be from 1 to 99");
    assert_eq!(client.get("/add?price=0").await.violations(), ["query book required", "query price range"]);
}

#[tokio::test]
async fn broken_sources_are_named_once() {
    let (_running, mut client) = start().await;
    for (body, violation) in
        [("{\"name\":", "body  syntax"), ("", "body /name required"), ("null", "body  null"), ("[]", "body  type")]
    {
        assert_eq!(client.post("/shelves/1/items", body).await.violations()[0], violation, "{body}");
    }
    assert_eq!(client.get("/add?book=%zz").await.violations(), ["query  syntax"]);
}

#[tokio::test]
async fn a_list_can_be_the_whole_body() {
    let (_running, mut client) = start().await;
    assert_eq!(client.post("/sum", r#"[1,"2",3]"#).await.text, "6");
    assert_eq!(client.post("/sum", r#"[1,{}]"#).await.violations(), ["body /1 type"]);
    assert_eq!(client.post("/sum", "null").await.violations(), ["body  null"]);
    assert_eq!(client.post("/sum", "").await.violations(), ["body  required"]);
}

#[tokio::test]
async fn strangers_get_problem_documents() {
    let (_running, mut client) = start().await;
    let answer = client
        .send("GET /nowhere?x=1", &[("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")], None)
        .await;
    assert_eq!((answer.status, answer.code().as_str()), (404, "not_found"));
    assert_eq!(answer.json()["trace_id"], "4bf92f3577b34da6a3ce929d0e0e4736");
    assert_eq!(answer.json()["instance"], "/nowhere");
    for method in ["OPTIONS", "PUT", "TRACE"] {
        let answer = client.send(&format!("{method} /add"), &[], None).await;
        assert_eq!(
            (answer.status, answer.code().as_str(), answer.header("allow")),
            (405, "method_not_allowed", Some("GET, HEAD"))
        );
    }
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let (_running, mut client) = start().await;
    let answer = client.send("HEAD /add?book=crab&price=1", &[], None).await;
    assert_eq!((answer.status, answer.text.as_str(), answer.header("content-length")), (200, "", Some("11")));
    assert_eq!(client.send("HEAD /add", &[], None).await.status, 400);
}

#[tokio::test]
async fn http2_has_no_body_behind_head_either() {
    let (running, _client) = start().await;
    let stream = TcpStream::connect(running.address).await.unwrap();
    let (mut sender, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    let request = Request::head("http://shop/add?book=crab&price=1").body(Empty::<Bytes>::new()).unwrap();
    let answer = sender.send_request(request).await.unwrap();
    assert_eq!((answer.status().as_u16(), &answer.headers()["content-length"]), (200, &HeaderValue::from(11)));
    assert!(answer.collect().await.unwrap().to_bytes().is_empty());
}

#[tokio::test]
async fn failures_of_logic_are_problems_that_leak_nothing() {
    let (_running, mut client) = start().await;
    for (path, status, code) in [("panic", 500, "internal"), ("error", 500, "internal"), ("typed", 409, "out_of_stock")]
    {
        let answer = client.get(&format!("/fail/{path}")).await;
        assert_eq!((answer.status, answer.code().as_str()), (status, code));
        assert!(!answer.text.contains("swordfish"));
        assert_eq!(answer.header("x-seen"), Some(format!("outer {status}").as_str()));
    }
    let answer = client.send("DELETE /items/7", &[], None).await;
    assert_eq!((answer.status, answer.code().as_str()), (501, "not_implemented"));
    let answer = client.send("DELETE //items/7%2F8/", &[], None).await;
    assert_eq!((answer.status, answer.text.as_str()), (200, ""));
    assert_eq!((answer.header("x-template"), answer.header("x-team")), (Some("/items/:id"), Some("stock")));
    let answer = client.get("/fail/not").await;
    assert_eq!((answer.status, answer.header("content-type"), answer.text.as_str()), (200, None, ""));
    let answer = client.send("GET /fail/not", &[("x-refuse", "1")], None).await;
    assert_eq!((answer.status, answer.code().as_str()), (401, "unauthenticated"));
}
