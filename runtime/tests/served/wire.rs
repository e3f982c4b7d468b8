//! What `[wire]` changes about every answer.

use apic_runtime::generated as rt;
use serde_json::json;

use super::client::{Answer, Client};
use super::{CONFIG, start_as};

fn enveloped(answer: &Answer) -> serde_json::Value {
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"), "{answer:?}");
    let mut json = answer.json();
    if let Some(trace_id) = json.as_object_mut().unwrap().remove("trace_id") {
        assert_eq!((trace_id.as_str().unwrap().len(), json["code"] == 0), (32, false));
    }
    json
}

#[tokio::test]
async fn every_json_answer_stands_in_the_envelope() {
    let running = start_as(CONFIG, None, rt::Wire::new().envelope()).await;
    let mut client = Client::connect(running.address).await;
    assert_eq!(client.get("/add?book=crab&price=30").await.text, r#"{"code":0,"msg":"ok","data":{"ok":true}}"#);
    assert_eq!(client.get("/fail/not").await.text, r#"{"code":0,"msg":"ok"}"#);
    let invalid = client.get("/add?price=1").await;
    let violation = json!({"location": "query", "field": "book", "rule": "required", "message": "is required"});
    assert_eq!(invalid.status, 400);
    assert_eq!(
        enveloped(&invalid),
        json!({"code": 400, "msg": "Invalid request", "reason": "invalid_request", "violations": [violation]})
    );
    for (path, status, msg, reason) in [
        ("/fail/typed", 409, "none left", "out_of_stock"),
        ("/fail/panic", 500, "Internal", "internal"),
        ("/nowhere", 404, "Not found", "not_found"),
        ("/watch?book=nothing", 404, "no such book", "not_found"),
    ] {
        let answer = client.get(path).await;
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(enveloped(&answer), json!({"code": status, "msg": msg, "reason": reason}), "{path}");
    }
    let answer = client.send("DELETE /add", &[], None).await;
    assert_eq!((answer.status, enveloped(&answer)["reason"].as_str()), (405, Some("method_not_allowed")));
}

#[tokio::test]
async fn invalid_requests_may_have_a_status_of_their_own() {
    let running = start_as(CONFIG, None, rt::Wire::new().invalid_status(422)).await;
    let mut client = Client::connect(running.address).await;
    let answer = client.get("/add?price=1").await;
    assert_eq!((answer.status, answer.violations()), (422, vec![String::from("query book required")]));
    assert_eq!(client.get("/nowhere").await.status, 404);
}
