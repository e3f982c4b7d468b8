//! What a generated project looks like, written by hand: routes, middleware and logic.

mod logic;
mod types;

use std::sync::Arc;

use apic_runtime::generated as rt;
use apic_runtime::{ApiError, Event, Events, Next, Reply, Request, RequestContext, Response};
use tokio::sync::Notify;
use types::{AddReq, AddResp, CheckReq, CheckResp, CoverReq, PutItem};

const _: () = rt::require(1);

/// What the handlers share.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) started: Arc<Notify>,
    pub(crate) release: Arc<Notify>,
}

pub(crate) const ADD: rt::Operation = rt::Operation::new("add", "GET", "/add");
pub(crate) const CHECK: rt::Operation = rt::Operation::new("check", "GET", "/check");
pub(crate) const PUT_ITEM: rt::Operation =
    rt::Operation::new("items.putItem", "POST", "/shelves/:shelf/items").status(201).max_bytes(4096);
pub(crate) const SUM: rt::Operation = rt::Operation::new("sum", "POST", "/sum");
pub(crate) const DROP: rt::Operation =
    rt::Operation::new("drop", "DELETE", "/items/:id").with_meta(&[("team", "stock")]);
pub(crate) const FAIL: rt::Operation = rt::Operation::new("fail", "GET", "/fail/:how");
pub(crate) const WHO: rt::Operation = rt::Operation::new("who", "POST", "/who").jwt("Auth");
pub(crate) const CLOSED: rt::Operation = rt::Operation::new("closed", "GET", "/closed").jwt_transition("Lost");
pub(crate) const LATE: rt::Operation = rt::Operation::new("late", "POST", "/late").timeout(1);
pub(crate) const WATCH: rt::Operation = rt::Operation::new("watch", "GET", "/watch").timeout(1).stream();
pub(crate) const TICK: rt::Operation = rt::Operation::new("tick", "POST", "/tick").stream();
pub(crate) const COVER: rt::Operation = rt::Operation::new("cover", "POST", "/covers/:id").max_bytes(300_000).files();
pub(crate) const SLOW: rt::Operation = rt::Operation::new("slow", "GET", "/slow");

pub(crate) fn routes(state: Arc<State>, config: &rt::ServerConfig) -> rt::Routes<State> {
    rt::Routes::new(state, config)
        .add(&ADD, add)
        .add(&CHECK, check)
        .add(&PUT_ITEM, put_item)
        .middleware(outer)
        .middleware(inner)
        .add(&SUM, sum)
        .add(&DROP, drop_item)
        .add(&FAIL, fail)
        .middleware(outer)
        .add(&SLOW, slow)
        .add(&LATE, late)
        .add(&COVER, cover)
        .add(&WATCH, watch)
        .add(&TICK, tick)
        .add(&WHO, who)
        .middleware(outer)
        .add(&CLOSED, slow)
}

async fn add(mut call: rt::Call<State>) -> rt::Result {
    let req = call.request::<AddReq>().await?;
    call.reply::<AddResp>(logic::add(call.state(), call.context(), req).await)
}

async fn check(mut call: rt::Call<State>) -> rt::Result {
    let req = call.request::<CheckReq>().await?;
    call.reply::<CheckResp>(logic::check(call.state(), call.context(), req).await)
}

async fn put_item(mut call: rt::Call<State>) -> rt::Result {
    let req = call.request::<PutItem>().await?;
    call.reply::<PutItem>(logic::put_item(call.state(), call.context(), req).await)
}

async fn sum(mut call: rt::Call<State>) -> rt::Result {
    let req = call.body::<Vec<i64>>().await?;
    call.reply::<i64>(Ok(req.iter().sum::<i64>()))
}

async fn drop_item(call: rt::Call<State>) -> rt::Result {
    call.empty(logic::drop_item(call.state(), call.context()).await)
}

async fn fail(call: rt::Call<State>) -> rt::Result {
    call.empty(logic::fail(call.state(), call.context()).await)
}

async fn slow(call: rt::Call<State>) -> rt::Result {
    call.reply::<&str>(logic::slow(call.state(), call.context()).await)
}

async fn who(mut call: rt::Call<State>) -> rt::Result {
    let req = call.body::<String>().await?;
    call.reply::<String>(logic::who(call.state(), call.context(), req).await)
}

async fn watch(mut call: rt::Call<State>) -> rt::Result {
    let req = call.request::<CheckReq>().await?;
    call.stream::<AddResp>(logic::watch(call.state(), call.context(), req).await)
}

/// Asks for nothing, so nobody reads what comes with the request.
async fn tick(call: rt::Call<State>) -> rt::Result {
    let req = CheckReq { book: String::from("crab") };
    call.stream::<AddResp>(logic::watch(call.state(), call.context(), req).await)
}

async fn cover(mut call: rt::Call<State>) -> rt::Result {
    let req = call.request::<CoverReq>().await?;
    call.reply::<Vec<String>>(logic::cover(call.state(), call.context(), req).await)
}

async fn late(mut call: rt::Call<State>) -> rt::Result {
    let req = call.body::<Vec<i64>>().await?;
    call.reply::<usize>(logic::late(call.state(), call.context(), req).await)
}

// === middleware ===

pub(crate) async fn outer(_: &State, context: &RequestContext, request: Request, next: Next) -> Response {
    if request.headers().contains_key("x-refuse") {
        return context.refuse(ApiError::unauthenticated("no"));
    }
    let mut response = next.run(request).await;
    let status = response.status().as_u16();
    response.headers_mut().append("x-seen", rt_value(&format!("outer {status}")));
    response
}

pub(crate) async fn inner(_: &State, context: &RequestContext, mut request: Request, next: Next) -> Response {
    request.headers_mut().insert("x-trace", rt_value(context.operation()));
    let mut response = next.run(request).await;
    response.headers_mut().append("x-seen", rt_value("inner"));
    response
}

fn rt_value(text: &str) -> apic_runtime::HeaderValue {
    apic_runtime::HeaderValue::from_str(text).unwrap()
}
