//! The service behind the router: cleans the path, finds the route, calls it.

use std::convert::Infallible;
use std::future::ready;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use http::header::{ALLOW, HeaderValue};
use tower::Service;

use super::Table;
use super::tree::Match;
use crate::caller::{Caller, Trace};
use crate::error::ApiError;
use crate::path;
use crate::rejection::Rejection;
use crate::{BoxFuture, Response, stack};

/// Dispatches requests to routes.
pub(super) struct Dispatch<S> {
    table: Arc<Table<S>>,
}

impl<S> Dispatch<S> {
    pub(super) fn new(table: Arc<Table<S>>) -> Self {
        Self { table }
    }
}

impl<S> Clone for Dispatch<S> {
    fn clone(&self) -> Self {
        Self { table: Arc::clone(&self.table) }
    }
}

impl<S: Send + Sync + 'static> Service<http::Request<Body>> for Dispatch<S> {
    type Response = Response;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Answer {
        let path = path::clean(request.uri().path());
        Answer(match self.table.tree.find(&path, request.method()) {
            Match::Route(entry) => stack::run(&self.table, entry, request),
            Match::OtherMethods(methods) => {
                let allow = methods.into_iter().collect::<Vec<_>>().join(", ");
                // Methods are tokens, which a header can always carry.
                let allow = HeaderValue::try_from(allow).unwrap_or_else(|_| HeaderValue::from_static(""));
                refuse(&request, ApiError::from(Rejection::MethodNotAllowed).with_header(ALLOW, allow))
            }
            Match::None => refuse(&request, Rejection::NotFound.into()),
        })
    }
}

fn refuse(request: &http::Request<Body>, error: ApiError) -> BoxFuture<'static, Response> {
    let caller = Caller::new("unmatched", Trace::of(request.headers()), request.uri().clone());
    Box::pin(ready(error.into_response(&caller)))
}

/// A response that cannot fail.
pub(super) struct Answer(BoxFuture<'static, Response>);

impl Future for Answer {
    type Output = Result<Response, Infallible>;

    fn poll(mut self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.0.as_mut().poll(context).map(Ok)
    }
}
