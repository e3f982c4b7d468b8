//! What the sample does.

use super::*;

pub(super) async fn add(_: &State, _: &RequestContext, req: AddReq) -> Result<AddResp, ApiError> {
    Ok(AddResp { ok: !req.book.is_empty() && req.price > 0 })
}

pub(super) async fn check(_: &State, context: &RequestContext, req: CheckReq) -> Result<Reply<CheckResp>, ApiError> {
    let peer = context.peer().is_some_and(|peer| peer.ip().is_loopback());
    Ok(Reply::new(CheckResp { found: req.book == "crab", price: 30.0 })
        .header("x-peer", if peer { "loopback" } else { "?" }))
}

pub(super) async fn put_item(_: &State, _: &RequestContext, req: PutItem) -> Result<PutItem, ApiError> {
    Ok(req)
}

pub(super) async fn drop_item(_: &State, context: &RequestContext) -> Result<Reply<()>, ApiError> {
    match context.path_param("id") {
        Some(id) if id == "7/8" => Ok(Reply::new(())
            .header("x-template", context.template())
            .header("x-team", context.meta("team").unwrap_or_default())),
        Some(_) => Err(ApiError::not_implemented(DROP.id())),
        None => Err(ApiError::internal("a matched parameter is always there")),
    }
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

pub(super) async fn watch(state: &State, context: &RequestContext, req: CheckReq) -> Result<Events<AddResp>, ApiError> {
    if req.book == "nothing" {
        return Err(ApiError::not_found("no such book"));
    }
    let (sender, events) = Events::channel();
    let (seen, closing) = (context.last_event_id().map(String::from), context.closing());
    let (started, release) = (Arc::clone(&state.started), Arc::clone(&state.release));
    tokio::spawn(async move {
        _ = sender.send(Event::new(AddResp { ok: true }).id("7").name(seen.unwrap_or_default())).await;
        started.notify_one();
        tokio::select! {
            () = sender.ended() => release.notify_one(),
            () = closing, if req.book != "stubborn" => { _ = sender.send(AddResp { ok: false }).await }
        }
    });
    Ok(events)
}

pub(super) async fn cover(_: &State, _: &RequestContext, req: CoverReq) -> Result<Vec<String>, ApiError> {
    let mut seen = vec![format!("{} {}", req.id, req.title.unwrap_or_default())];
    for file in std::iter::once(&req.cover).chain(req.more.iter().flatten()) {
        let bytes = file.bytes().await?;
        assert_eq!(bytes.len() as u64, file.len());
        let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
        seen.push(format!("{} {} {} {sum}", file.file_name(), file.content_type(), file.len()));
    }
    Ok(seen)
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
