//! Own axum routes beside those of the contract.

use apic_runtime::generated as rt;
use apic_runtime::{ApiError, HeaderName, HeaderValue, StatusCode};
use axum::extract::Path;

use super::client::Client;
use super::{CONFIG, start_as, start_with};

#[tokio::test]
async fn own_routes_stand_beside_the_contracts() {
    let own = axum::Router::new().route("/own", axum::routing::get(|| async { "mine" })).route(
        "/own/panic",
        axum::routing::get(|| async {
            if true {
                panic!("swordfish")
            }
        }),
    );
    let running = start_with(CONFIG, Some(own)).await;
    let mut client = Client::connect(running.address).await;
    assert_eq!(client.get("/own").await.text, "mine");
    assert_eq!(client.get("/own/panic").await.code(), "internal");
    assert_eq!(client.get("/own/nothing").await.code(), "not_found");
    assert_eq!(client.get("/check?book=crab").await.status, 200);
}

#[tokio::test]
async fn own_routes_fail_as_the_contracts_do() {
    async fn fails(Path(how): Path<String>) -> Result<String, ApiError> {
        match &*how {
            "typed" => Err(ApiError::new(StatusCode::CONFLICT, "sold_out", "none left")
                .with_header(HeaderName::from_static("x-more"), HeaderValue::from_static("soon"))),
            "invalid" => Err(ApiError::bad_request("no")),
            _ => Ok(how.parse::<u8>()?.to_string()),
        }
    }
    let own = || {
        axum::Router::new().route("/own/{how}", axum::routing::get(fails)).layer(axum::middleware::map_response(
            |mut response: axum::response::Response| async move {
                response.headers_mut().insert("x-layer", HeaderValue::from_static("own"));
                response
            },
        ))
    };
    let running = start_with(CONFIG, Some(own())).await;
    let mut client = Client::connect(running.address).await;
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let sent = [("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")];
    let answer = client.send("GET /own/typed?x=1", &sent, None).await;
    assert_eq!((answer.status, answer.code().as_str()), (409, "sold_out"));
    assert_eq!((answer.header("x-more"), answer.header("x-layer")), (Some("soon"), Some("own")));
    let document = answer.json();
    assert_eq!((&document["trace_id"], &document["instance"]), (&trace.into(), &"/own/typed".into()));
    assert_eq!((&document["detail"], &document["title"]), (&"none left".into(), &"Sold out".into()));
    let answer = client.get("/own/seven").await;
    assert_eq!((answer.status, answer.code().as_str()), (500, "internal"));
    assert!(!answer.text.contains("digit"), "{}", answer.text);
    assert_eq!(client.get("/own/7").await.text, "7");
    let answer = client.send("HEAD /own/typed", &[], None).await;
    assert_eq!((answer.status, answer.text.as_str()), (409, ""));

    let running = start_as(CONFIG, Some(own()), rt::Wire::new().envelope().invalid_status(422)).await;
    let mut client = Client::connect(running.address).await;
    let answer = client.get("/own/invalid").await;
    assert_eq!((answer.status, &answer.json()["reason"]), (422, &"invalid_request".into()));
}
