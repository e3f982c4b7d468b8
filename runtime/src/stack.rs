//! The order of the stages of a route (runtime.md §4.1): what stands around its handler.
//!
//! From outside, with the numbers of that list:
//!
//! - 14 timeout, outside of everything that waits: middleware and handler share one deadline.
//! - 17 jwt, before anything of the body is read: a stranger cannot make us unpack anything.
//! - 19 body limit, then 20 gunzip with a limit of its own: the first counts what was sent, so it must see it packed.
//! - 15 recover, 22 user middleware in the order of the contract, 24 decode and logic with a recover of their own. The inner recover lets middleware
//!   see a panic as the 500 that the client gets; the outer one catches the middleware's own panics. Nothing between 14 and 22 runs foreign code.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_util::future::Either;
use http_body::Body as _;
use tower::{Layer, Service};

use crate::body_limit::BodyLimitLayer;
use crate::call::Call;
use crate::caller::{Caller, RequestContext};
use crate::config::ServerConfig;
use crate::error::ApiError;
use crate::gunzip::GunzipLayer;
#[cfg(feature = "jwt")]
use crate::jwt::{Access, JwtLayer};
use crate::middleware::Next;
use crate::recover;
use crate::routes::Table;
use crate::timeout::{self, TimeoutLayer};
use crate::{BoxFuture, Request, Response};
#[cfg(feature = "jwt")]
use crate::{log, operation::Operation};

/// The future of a stage that either refuses at once or leaves the answer to what is inside of it.
pub(crate) type Answer<F> = Either<Ready<Result<Response, Infallible>>, F>;

/// All stages of one route in one box.
pub(crate) type Route = Box<dyn Fn(Request) -> BoxFuture<'static, Result<Response, Infallible>> + Send + Sync>;

/// The body limit of a route that takes files, unless the contract has one.
const WITH_FILES: u64 = 32 << 20;

/// Refuses a request.
pub(crate) fn refuse<F>(request: &Request, error: impl Into<ApiError>) -> Answer<F> {
    Either::Left(ready(Ok(error.into().into_response(&Caller::of(request)))))
}

/// Builds the stages of a route.
pub(crate) fn route<S: Send + Sync + 'static>(table: &Arc<Table<S>>, entry: usize, config: &ServerConfig) -> Route {
    let operation = table.entry(entry).operation;
    let usual = if operation.files { config.max_bytes.max(WITH_FILES) } else { config.max_bytes };
    let limit = operation.max_bytes.unwrap_or(usual);
    let timeout = timeout::Config::new(operation.timeout, config.timeout, operation.stream, config.timeout_status);
    let inner = Inner { table: Arc::clone(table), entry };
    let reads = GunzipLayer::new(config.max_unpacked_bytes.max(limit)).layer(inner.clone());
    let reads = BodyLimitLayer::new(limit).layer(reads);
    #[cfg(feature = "jwt")]
    let (inner, reads) = {
        let guard = JwtLayer::new(access(operation, config));
        (guard.layer(inner), guard.layer(reads))
    };
    // A request without a body is spared the stages that are about bodies.
    let (bare, full) = (TimeoutLayer::new(timeout).layer(inner), TimeoutLayer::new(timeout).layer(reads));
    let wire = table.wire();
    Box::new(move |mut request| {
        Caller::give(&mut request, operation, timeout.limit, wire);
        // A stage is a handful of numbers and pointers; what requests share is behind an `Arc`.
        if request.body().is_end_stream() {
            return Box::pin(bare.clone().call(request));
        }
        Box::pin(full.clone().call(request))
    })
}

#[cfg(feature = "jwt")]
fn access(operation: &Operation, config: &ServerConfig) -> Access {
    let Some(block) = operation.guard else { return Access::Open };
    config.guard(block).map_or_else(
        || {
            log::error(format_args!("{}: answers nobody: the configuration has no guard \"{block}\"", operation.id()));
            Access::Closed
        },
        Access::Guarded,
    )
}

/// The user's middleware around the handler.
struct Inner<S> {
    table: Arc<Table<S>>,
    entry: usize,
}

impl<S> Clone for Inner<S> {
    fn clone(&self) -> Self {
        Self { table: Arc::clone(&self.table), entry: self.entry }
    }
}

impl<S: Send + Sync + 'static> Service<Request> for Inner<S> {
    type Response = Response;
    type Error = Infallible;
    type Future = Infallibly;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Infallibly {
        let caller = Caller::of(&request);
        if self.table.entry(self.entry).middleware.is_empty() {
            return Infallibly(handle(&self.table, self.entry, caller, request));
        }
        let chain = layer(Arc::clone(&self.table), self.entry, caller.clone(), 0, request);
        Infallibly(Box::pin(recover::answer(async { Ok(chain.await) }, caller)))
    }
}

/// A response that cannot fail.
struct Infallibly(BoxFuture<'static, Response>);

impl Future for Infallibly {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Ok)
    }
}

/// Calls the middleware at `index`, or the handler behind the last one.
fn layer<S: Send + Sync + 'static>(
    table: Arc<Table<S>>,
    entry: usize,
    caller: Caller,
    index: usize,
    request: Request,
) -> BoxFuture<'static, Response> {
    if index >= table.entry(entry).middleware.len() {
        return handle(&table, entry, caller, request);
    }
    Box::pin(async move {
        let context = context(caller.clone(), &request);
        let rest = Arc::clone(&table);
        let next = Next::new(move |request| layer(rest, entry, caller, index + 1, request));
        table.entry(entry).middleware[index].call(table.state(), &context, request, next).await
    })
}

fn handle<S: Send + Sync + 'static>(
    table: &Arc<Table<S>>,
    entry: usize,
    caller: Caller,
    request: Request,
) -> BoxFuture<'static, Response> {
    let (parts, body) = request.into_parts();
    let context = RequestContext::new(caller, parts);
    (table.entry(entry).handler)(Call::new(Arc::clone(table), entry, context, body))
}

/// A context beside a request that goes on, so its head is copied; only routes with middleware pay for it.
fn context(caller: Caller, request: &Request) -> RequestContext {
    let (mut parts, ()) = http::Request::new(()).into_parts();
    parts.method = request.method().clone();
    parts.uri = request.uri().clone();
    parts.version = request.version();
    parts.headers = request.headers().clone();
    parts.extensions = request.extensions().clone();
    RequestContext::new(caller, parts)
}
