//! The service behind the router: cleans the path, finds the route, calls it.

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;
use std::task::{Context, Poll};

use http::header::{ALLOW, HeaderValue};
use tower::Service;

use super::Table;
use super::tree::Match;
use crate::caller::Caller;
use crate::config::ServerConfig;
use crate::error::ApiError;
use crate::path;
use crate::rejection::Rejection;
use crate::stack::{self, Route};
use crate::{BoxFuture, Request, Response};

/// Dispatches requests to routes.
pub(super) struct Dispatch<S> {
    table: Arc<Table<S>>,
    /// One for each entry of the table.
    routes: Arc<[Route]>,
}

impl<S: Send + Sync + 'static> Dispatch<S> {
    pub(super) fn new(table: Arc<Table<S>>, config: &ServerConfig) -> Self {
        let routes = (0..table.entries.len()).map(|entry| stack::route(&table, entry, config)).collect();
        Self { table, routes }
    }

    fn refuse(&self, request: &Request, error: ApiError) -> BoxFuture<'static, Result<Response, Infallible>> {
        Box::pin(ready(Ok(error.into_response(&Caller::unmatched(request, self.table.wire())))))
    }
}

impl<S> Clone for Dispatch<S> {
    fn clone(&self) -> Self {
        Self { table: Arc::clone(&self.table), routes: Arc::clone(&self.routes) }
    }
}

impl<S: Send + Sync + 'static> Service<Request> for Dispatch<S> {
    type Response = Response;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let path = path::clean(request.uri().path());
        match self.table.tree.find(&path, request.method()) {
            Match::Route(entry) => (self.routes[entry])(request),
            Match::OtherMethods(methods) => {
                let allow = methods.into_iter().collect::<Vec<_>>().join(", ");
                // Methods are tokens, which a header can always carry.
                let allow = HeaderValue::try_from(allow).unwrap_or_else(|_| HeaderValue::from_static(""));
                self.refuse(&request, ApiError::from(Rejection::MethodNotAllowed).with_header(ALLOW, allow))
            }
            Match::None => self.refuse(&request, Rejection::NotFound.into()),
        }
    }
}
