//! The order of the stages of a route (runtime.md §4.1): what stands around its handler.
//!
//! From outside, with the numbers of that list:
//!
//! - 14 timeout, outside of everything that waits: middleware and handler share one deadline.
//! - 17 jwt, before anything of the body is read: a stranger cannot make us unpack anything.
//! - 19 body limit, then 20 gunzip with a limit of its own: the first counts what was sent, so it must see it packed.
//! - 15 recover, 22 user middleware in the order of the contract, 24 decode and logic with a recover of their own. The inner recover lets middleware
//!   see a panic as the 500 that the client gets; the outer one catches the middleware's own panics. Nothing between 14 and 22 runs foreign code.

use std::future::ready;
use std::sync::Arc;

use http_body::Body as _;

use crate::body_limit::BodyLimit;
use crate::call::Call;
use crate::caller::{Caller, Origin, RequestContext};
use crate::config::ServerConfig;
use crate::error::ApiError;
use crate::gunzip::Gunzip;
#[cfg(feature = "jwt")]
use crate::jwt::Access;
#[cfg(feature = "jwt")]
use crate::log;
use crate::middleware::Next;
use crate::operation::Operation;
use crate::recover;
use crate::routes::Table;
use crate::service::Answering;
use crate::timeout::Timeout;
use crate::{BoxFuture, Request, Response};

/// All stages of one route in one box.
pub(crate) type Route = Box<dyn Fn(Request, Option<Origin>) -> Answering + Send + Sync>;

/// The body limit of a route that takes files, unless the contract has one.
const WITH_FILES: u64 = 32 << 20;

/// The stages that look at a request once, before it goes on. Each lets it pass, perhaps changed, or refuses it.
struct Checks {
    #[cfg(feature = "jwt")]
    access: Access,
    limit: BodyLimit,
    gunzip: Gunzip,
}

/// Builds the stages of a route.
pub(crate) fn route<S: Send + Sync + 'static>(table: &Arc<Table<S>>, entry: usize, config: &ServerConfig) -> Route {
    let operation = table.entry(entry).operation;
    let timeout = Timeout::new(operation.timeout, config.timeout, operation.stream, config.timeout_status);
    let checks = Checks::new(operation, config);
    let table = Arc::clone(table);
    Box::new(move |request, origin| {
        let caller = Caller::new(operation, &request, timeout.limit, table.wire(), origin);
        let mut request = timeout.watch(request, &caller);
        match checks.pass(&mut request) {
            Ok(()) => Box::pin(timeout.bound(inner(&table, entry, caller.clone(), request), caller)),
            Err(error) => Box::pin(ready(error.into_response(&caller))),
        }
    })
}

// === impl Checks ===

impl Checks {
    fn new(operation: &Operation, config: &ServerConfig) -> Self {
        let usual = if operation.files { config.max_bytes.max(WITH_FILES) } else { config.max_bytes };
        let limit = operation.max_bytes.unwrap_or(usual);
        Self {
            #[cfg(feature = "jwt")]
            access: access(operation, config),
            limit: BodyLimit::new(limit),
            gunzip: Gunzip::new(config.max_unpacked_bytes.max(limit)),
        }
    }

    fn pass(&self, request: &mut Request) -> Result<(), ApiError> {
        #[cfg(feature = "jwt")]
        self.access.pass(request)?;
        // A request without a body is spared the stages that are about bodies.
        if request.body().is_end_stream() {
            return Ok(());
        }
        self.limit.pass(request)?;
        self.gunzip.pass(request)
    }
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
fn inner<S: Send + Sync + 'static>(table: &Arc<Table<S>>, entry: usize, caller: Caller, request: Request) -> Answering {
    if table.entry(entry).middleware.is_empty() {
        return handle(table, entry, caller, request);
    }
    let chain = layer(Arc::clone(table), entry, caller.clone(), 0, request);
    Box::pin(recover::answer(async { Ok(chain.await) }, caller))
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
) -> Answering {
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
