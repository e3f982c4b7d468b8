//! Middleware of the user: functions around the handlers of the routes that name them.

use std::fmt;
use std::marker::PhantomData;

use crate::caller::RequestContext;
use crate::{BoxFuture, Request, Response};

/// A function `async fn name(state: &State, context: &RequestContext, request: Request, next: Next) -> Response`.
///
/// It answers itself, or hands the request on with `next.run(request).await`; it may change both.
#[diagnostic::on_unimplemented(
    message = "this is no middleware for the state `{S}`",
    note = "write `pub async fn name(state: &{S}, context: &RequestContext, request: Request, next: Next) -> Response`"
)]
pub trait Middleware<'a, S: 'a>: Send + Sync {
    /// What calling it gives.
    type Future: Future<Output = Response> + Send + 'a;

    /// Calls the function.
    fn call(&self, state: &'a S, context: &'a RequestContext, request: Request, next: Next) -> Self::Future;
}

impl<'a, S: 'a, M, F> Middleware<'a, S> for M
where
    M: Fn(&'a S, &'a RequestContext, Request, Next) -> F + Send + Sync,
    F: Future<Output = Response> + Send + 'a,
{
    type Future = F;

    fn call(&self, state: &'a S, context: &'a RequestContext, request: Request, next: Next) -> F {
        self(state, context, request, next)
    }
}

/// The rest of the way to the handler.
pub struct Next(Box<dyn FnOnce(Request) -> BoxFuture<'static, Response> + Send>);

impl Next {
    pub(crate) fn new(rest: impl FnOnce(Request) -> BoxFuture<'static, Response> + Send + 'static) -> Self {
        Self(Box::new(rest))
    }

    /// Hands the request on and waits for the answer.
    pub async fn run(self, request: Request) -> Response {
        (self.0)(request).await
    }
}

impl fmt::Debug for Next {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Next")
    }
}

/// A middleware of any type.
pub(crate) type Erased<S> = Box<dyn Dynamic<S>>;

pub(crate) fn erase<S: Sync + 'static, M: for<'a> Middleware<'a, S> + 'static>(middleware: M) -> Erased<S> {
    Box::new(Boxing(middleware, PhantomData))
}

pub(crate) trait Dynamic<S>: Send + Sync {
    fn call<'a>(
        &self,
        state: &'a S,
        context: &'a RequestContext,
        request: Request,
        next: Next,
    ) -> BoxFuture<'a, Response>;
}

struct Boxing<S, M>(M, PhantomData<fn(&S)>);

impl<S, M> Dynamic<S> for Boxing<S, M>
where
    S: Sync + 'static,
    M: for<'a> Middleware<'a, S>,
{
    fn call<'a>(
        &self,
        state: &'a S,
        context: &'a RequestContext,
        request: Request,
        next: Next,
    ) -> BoxFuture<'a, Response> {
        Box::pin(self.0.call(state, context, request, next))
    }
}
