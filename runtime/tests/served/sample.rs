//! What a generated project looks like, written by hand: routes, middleware and logic.

mod types;

use std::sync::Arc;

use apic_runtime::generated as rt;
use apic_runtime::{ApiError, Next, Reply, Request, RequestContext, Response};
use tokio::sync::Notify;
use types::{AddReq, AddResp, CheckReq, CheckResp, PutItem};

const _: () = rt::require(1);

/// What the handlers share.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) started: Notify,
    pub(crate) release: Notify,
}

pub(crate) const ADD: rt::Operation = rt::Operation::new("add", "GET", "/add");
pub(crate) const CHECK: rt::Operation = rt::Operation::new("check", "GET", "/check");
pub(crate) const PUT_ITEM: rt::Operation =
    rt::Operation::new("items.putItem", "POST", "/shelves/:shelf/items").status(201).max_bytes(4096);
pub(crate) const SUM: rt::Operation = rt::Operation::new("sum", "POST", "/sum");
pub(crate) const DROP: rt::Operation = rt::Operation::new("drop", "DELETE", "/items/:id");
pub(crate) const FAIL: rt::Operation = rt::Operation::new("fail", "GET", "/fail/:how");
pub(crate) const WHO: rt::Operation = rt::Operation::new("who", "POST", "/who").jwt("Auth");
pub(crate) const CLOSED: rt::Operation = rt::Operation::new("closed", "GET", "/closed").jwt_transition("Lost");
pub(crate) const LATE: rt::Operation = rt::Operation::new("late", "POST", "/late").timeout(1);
pub(crate) const SLOW: rt::Operation = rt::Operation::new("slow", "GET", "/slow");

pub(crate) fn router(state: Arc<State>, config: &rt::ServerConfig) -> rt::Router {
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
        .add(&WHO, who)
        .middleware(outer)
        .add(&CLOSED, slow)
        .into_router()
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

// === logic ===

mod logic {
    use super::*;

    pub(super) async fn add(_: &State, _: &RequestContext, req: AddReq) -> Result<AddResp, ApiError> {
        Ok(AddResp { ok: !req.book.is_empty() && req.price > 0 })
    }

    pub(super) async fn check(
        _: &State,
        context: &RequestContext,
        req: CheckReq,
    ) -> Result<Reply<CheckResp>, ApiError> {
        let peer = context.peer().is_some_and(|peer| peer.ip().is_loopback());
        Ok(Reply::new(CheckResp { found: req.book == "crab", price: 30.0 })
            .header("x-peer", if peer { "loopback" } else { "?" }))
    }

    pub(super) async fn put_item(_: &State, _: &RequestContext, req: PutItem) -> Result<PutItem, ApiError> {
        Ok(req)
    }

    pub(super) async fn drop_item(_: &State, _: &RequestContext) -> Result<(), ApiError> {
        Err(ApiError::not_implemented(DROP.id()))
    }

    pub(super) async fn fail(_: &State, context: &RequestContext) -> Result<(), ApiError> {
        match context.uri().path() {
            "/fail/panic" => panic!("swordfish"),
            "/fail/error" => Ok("swordfish".parse::<i32>().map(|_| ())?),
            "/fail/typed" => Err(ApiError::new(apic_runtime::StatusCode::CONFLICT, "out_of_stock", "none left")),
            _ => Ok(()),
        }
    }

    pub(super) async fn who(_: &State, context: &RequestContext, req: String) -> Result<String, ApiError> {
        #[derive(serde::Deserialize)]
        struct Claims {
            user: String,
        }
        let Claims { user } = context.claims()?;
        Ok(format!("{user}: {req}"))
    }

    pub(super) async fn late(_: &State, context: &RequestContext, req: Vec<i64>) -> Result<usize, ApiError> {
        assert!(context.deadline().is_some());
        match req.len() {
            0 => std::future::pending().await,
            length => Ok(length),
        }
    }

    pub(super) async fn slow(state: &State, _: &RequestContext) -> Result<&'static str, ApiError> {
        state.started.notify_one();
        state.release.notified().await;
        Ok("done")
    }
}
