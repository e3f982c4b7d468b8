//! The order of the layers of a route: what stands around its handler.
//!
//! From outside: recover · user middleware in the order of the contract · body limit (while reading) · decode and logic, with a recover of their own.
//! The inner recover lets middleware see a panic as the 500 that the client gets; the outer one catches the middleware's own panics.

use std::sync::Arc;

use crate::call::Call;
use crate::caller::{RequestContext, Trace};
use crate::middleware::Next;
use crate::recover;
use crate::routes::Table;
use crate::{BoxFuture, Request, Response};

/// Runs a request through its route.
pub(crate) fn run<S: Send + Sync + 'static>(
    table: &Arc<Table<S>>,
    entry: usize,
    request: Request,
) -> BoxFuture<'static, Response> {
    let trace = Trace::of(request.headers());
    if table.entry(entry).middleware.is_empty() {
        return handle(table, entry, trace, request);
    }
    let context = context(table, entry, trace, &request);
    let caller = context.caller();
    let chain = layer(Arc::clone(table), entry, trace, 0, request);
    Box::pin(recover::answer(async { Ok(chain.await) }, caller))
}

/// Calls the middleware at `index`, or the handler behind the last one.
fn layer<S: Send + Sync + 'static>(
    table: Arc<Table<S>>,
    entry: usize,
    trace: Trace,
    index: usize,
    request: Request,
) -> BoxFuture<'static, Response> {
    if index >= table.entry(entry).middleware.len() {
        return handle(&table, entry, trace, request);
    }
    Box::pin(async move {
        let context = context(&table, entry, trace, &request);
        let rest = Arc::clone(&table);
        let next = Next::new(move |request| layer(rest, entry, trace, index + 1, request));
        table.entry(entry).middleware[index].call(table.state(), &context, request, next).await
    })
}

fn handle<S: Send + Sync + 'static>(
    table: &Arc<Table<S>>,
    entry: usize,
    trace: Trace,
    request: Request,
) -> BoxFuture<'static, Response> {
    let (parts, body) = request.into_parts();
    let route = table.entry(entry);
    let context = RequestContext::new(route.operation.id, trace, parts);
    (route.handler)(Call::new(Arc::clone(table), entry, context, body))
}

/// A context beside a request that goes on, so its head is copied; only routes with middleware pay for it.
fn context<S>(table: &Table<S>, entry: usize, trace: Trace, request: &Request) -> RequestContext {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    parts.method = request.method().clone();
    parts.uri = request.uri().clone();
    parts.version = request.version();
    parts.headers = request.headers().clone();
    parts.extensions = request.extensions().clone();
    RequestContext::new(table.entry(entry).operation.id, trace, parts)
}
