//! The routes of a server: from a contract's operations to a `Service`.

mod dispatch;
mod tree;

use std::fmt;
use std::sync::Arc;

use crate::call::Call;
use crate::config::{ServerConfig, SseConfig};
use crate::envelope::Wire;
use crate::error::ApiError;
use crate::log;
use crate::middleware::{Erased, Middleware, erase};
use crate::operation::Operation;
use crate::path::{self, Segment};
use crate::recover;
use crate::service::Service;
use crate::{BoxFuture, Response};
use dispatch::Dispatch;
use tree::Tree;

/// Collects the routes of a service, then becomes a `Service`.
pub struct Routes<S> {
    table: Table<S>,
    config: ServerConfig,
}

/// All that requests look up. It is made once and shared.
pub(crate) struct Table<S> {
    state: Arc<S>,
    tree: Tree,
    entries: Vec<Entry<S>>,
    sse: SseConfig,
    wire: Wire,
}

/// One route.
pub(crate) struct Entry<S> {
    pub(crate) operation: &'static Operation,
    pub(crate) template: Vec<Segment>,
    /// User middleware, outermost first.
    pub(crate) middleware: Vec<Erased<S>>,
    pub(crate) handler: Handler<S>,
}

/// A handler with the recovery around it, in one box.
type Handler<S> = Box<dyn Fn(Call<S>) -> BoxFuture<'static, Response> + Send + Sync>;

// === impl Routes ===

impl<S: Send + Sync + 'static> Routes<S> {
    /// No routes yet. `state` is what handlers share.
    pub fn new(state: impl Into<Arc<S>>, config: &ServerConfig) -> Self {
        let table = Table {
            state: state.into(),
            tree: Tree::default(),
            entries: Vec::new(),
            sse: config.sse,
            wire: Wire::new(),
        };
        Self { table, config: config.clone() }
    }

    /// What the contract says about every answer.
    #[must_use]
    pub fn wire(mut self, wire: Wire) -> Self {
        self.table.wire = wire;
        self
    }

    /// Adds a route.
    #[must_use]
    pub fn add<H, F>(mut self, operation: &'static Operation, handler: H) -> Self
    where
        H: Fn(Call<S>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Response, ApiError>> + Send + 'static,
    {
        let template = path::template(operation.path);
        let Ok(method) = operation.method.parse() else {
            log::error(format_args!("{}: {} is no method; the route is left out", operation.id, operation.method));
            return self;
        };
        if !self.table.tree.insert(&template, method, self.table.entries.len()) {
            log::error(format_args!("{}: {} {} has a route already", operation.id, operation.method, operation.path));
        }
        let handler: Handler<S> = Box::new(move |call| {
            let caller = call.context().caller();
            Box::pin(recover::answer(handler(call), caller))
        });
        self.table.entries.push(Entry { operation, template, middleware: Vec::new(), handler });
        self
    }

    /// Puts a middleware around the route that was added last, inside of those that it has already.
    #[must_use]
    pub fn middleware<M>(mut self, middleware: M) -> Self
    where
        M: for<'a> Middleware<'a, S> + 'static,
    {
        if let Some(entry) = self.table.entries.last_mut() {
            entry.middleware.push(erase(middleware));
        }
        self
    }

    /// The service. What no route matches is answered by it as well: 404 and 405 are problem documents.
    pub fn into_service(self) -> Service {
        Service::new(Dispatch::new(Arc::new(self.table), &self.config))
    }
}

impl<S> fmt::Debug for Routes<S> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.table.entries.iter().map(|entry| entry.operation)).finish()
    }
}

// === impl Table ===

impl<S> Table<S> {
    pub(crate) fn state(&self) -> &S {
        &self.state
    }

    pub(crate) fn wire(&self) -> Wire {
        self.wire
    }

    pub(crate) fn sse(&self) -> SseConfig {
        self.sse
    }

    /// The entry at an index that the tree gave out. Entries are only ever added, one for each index.
    pub(crate) fn entry(&self, index: usize) -> &Entry<S> {
        &self.entries[index]
    }
}
