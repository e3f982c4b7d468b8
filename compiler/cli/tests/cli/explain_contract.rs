//! `apic explain route` and `apic explain type`: what a contract says about one of its things.

use super::project::{Project, SHOP};

const CONTRACT: &str = "// 商品
type Money {
	Cents int64 `json:\"cents\"`
}

type Item {
	Money
	Id   int64   `json:\"id\"`
	More []*Item `json:\"more,optional\"`
}

type MoveReq {
	Id   int64           `path:\"id\"`
	Fees map[string]Money `json:\"fees\"`
	Note Hidden          `json:\"-\"`
}

type Hidden {
	X int `json:\"x\"`
}

@server (
	prefix:        v1/
	group:         admin/items
	jwt:           Auth
	jwtTransition: Old
	middleware:    Audit, NoCache
	timeout:       1500ms
	maxBytes:      4096
	rateLimit:     10/s
	rateKey:       user
	signature:     true
	team:          store
)
service shop-api {
	@doc \"Move an item\"
	@handler moveItem
	post /items/:id/move (MoveReq) returns (Item)
}

@server (
	sse: true
)
service shop-api {
	@handler watch
	get /events returns (Item)

	@handler mine
	get /items/mine

	@handler show
	get /items/:id
}
";

fn project() -> Project {
    Project::new(&[
        ("shop.api", CONTRACT.replace("\tsse: true\n", "").as_str()),
        ("apic.toml", "entry = \"shop.api\"\n"),
    ])
}

#[test]
fn the_whole_chain_of_a_route_is_told_in_order() {
    let said = "POST /v1/items/:id/move
  declared  shop.api:38:2, service shop-api
  handler   admin.items.moveItem
  summary   Move an item
  path      prefix v1/, then /items/:id/move
  request   MoveReq
  answer    200 with Item
  token     sent by clients
  carried   team: store

stages, outside first
  1 timeout     1.5 s — 503 timeout
  2 jwt         a token signed with the current or the previous secret under `Old` in the configuration — 401 unauthenticated, 401 token_expired, 401 token_invalid
  3 rateLimit   10/s by user — 429 rate_limited
  4 body limit  4096 bytes — 413 body_too_large, 408 slow_body
  5 signature   as go-zero signs — 403 bad_signature
  6 middleware  Audit
  7 middleware  NoCache
  8 request     read from path, query, header and a JSON body — 400 invalid_request, 400 bad_encoding, 415 unsupported_media_type
  9 logic       `admin.items.moveItem` answers 200 — 500 internal, 501 not_implemented
";
    let project = project();
    project.run(&["explain", "route", "POST", "/v1/items/:id/move"]).exits(0).prints(said);
    // A path as a log shows it, without a look at letters of the method.
    project.run(&["explain", "route", "post", "/v1/items/7/move/"]).exits(0).prints(said);
    let json = project.run(&["explain", "route", "post", "v1/items/7/move", "--format", "json"]).exits(0).out;
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((json.lines().count(), &object["path"]), (1, &"/v1/items/:id/move".into()));
    assert_eq!(object["declared"], serde_json::json!({ "file": "shop.api", "line": 38, "column": 2 }));
    assert_eq!(object["middleware"], serde_json::json!(["Audit", "NoCache"]));
    assert_eq!(object["stages"].as_array().unwrap().len(), 9);
    assert_eq!(object["stages"][0]["refuses"][0], serde_json::json!({ "status": 503, "code": "timeout" }));
}

#[test]
fn settings_count_and_streams_have_no_limit() {
    let project = project();
    project.write("apic.toml", "entry = \"shop.api\"\n[wire]\ninvalid_status = 422\n");
    project.run(&["explain", "route", "POST", "/v1/items/7/move"]).exits(0).mentions("— 422 invalid_request");
    project.write(
        "shop.api",
        CONTRACT.split_once("\n\n\t@handler mine").map(|(text, _)| format!("{text}\n}}\n")).unwrap().as_str(),
    );
    let run = project.run(&["explain", "route", "GET", "/events"]).exits(0);
    assert!(run.out.contains("answer    200 with Item, one an event\n"), "{}", run.out);
    assert!(run.out.contains("1 timeout  none: an event stream\n"), "{}", run.out);
    // What the contract says of a stream holds until its answer begins.
    project.edit("shop.api", "sse: true", "sse: true\n\ttimeout: 5s");
    let run = project.run(&["explain", "route", "GET", "/events"]).exits(0);
    run.mentions("1 timeout  5 s until the answer begins: an event stream — 503 timeout");
}

#[test]
fn a_path_leads_where_the_server_would_send_it() {
    let project = project();
    project.run(&["explain", "route", "GET", "/items/mine"]).exits(0).mentions("handler   mine");
    project.run(&["explain", "route", "GET", "/items/7"]).exits(0).mentions("handler   show");
    project
        .run(&["explain", "route", "PUT", "/items/7"])
        .exits(2)
        .says("error: there is no route `PUT /items/7`\n  help: `/items/7` takes GET\n");
    project.run(&["explain", "route", "POST", "/items/7/move"]).exits(2).mentions("there is no route");
    project
        .run(&["explain", "route", "POST", "/items/:id/move"])
        .exits(2)
        .mentions("did you mean `POST /v1/items/:id/move`?");
}

#[test]
fn a_type_is_shown_with_all_that_holds_it() {
    let project = project();
    project.run(&["explain", "type", "Money"]).exits(0).prints(
        "type Money
  declared     shop.api:2:6
  embedded in  Item, shop.api:7:2
  field        MoveReq.Fees map[string]Money, shop.api:14:2
  request      POST /v1/items/:id/move, by way of MoveReq
  response     POST /v1/items/:id/move, by way of Item
  response     GET /events, by way of Item
",
    );
    // What is off the wire is mentioned, and leads nowhere.
    project.run(&["explain", "type", "Hidden"]).exits(0).prints(
        "type Hidden
  declared  shop.api:18:6
  field     MoveReq.Note Hidden, shop.api:15:2
  routes    none: it never travels
",
    );
    let json = project.run(&["explain", "type", "Money", "--format", "json"]).exits(0).out;
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        object["mentions"][0],
        serde_json::json!({
            "in": "Item", "field": null, "type": "Money", "at": { "file": "shop.api", "line": 7, "column": 2 },
        })
    );
    assert_eq!(
        object["routes"][2],
        serde_json::json!({
            "method": "GET", "path": "/events", "side": "response", "by_way_of": ["Item"],
        })
    );
    project.run(&["explain", "type", "money"]).exits(2).mentions("did you mean `Money`?");
}

#[test]
fn errors_of_the_contract_come_first() {
    let project = Project::new(&[("shop.api", &SHOP.replace("(ItemReq)", "(Unknown)"))]);
    let run = project.run(&["explain", "type", "Item"]).exits(1);
    assert!(run.out.is_empty() && run.err.contains("error[undefined-type]"), "{}", run.err);
}
