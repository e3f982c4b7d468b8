//! Turns a panic into the answer `internal`, so that one request's fault stays its own.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::ConnectInfo;
use pin_project_lite::pin_project;

use crate::caller::Caller;
use crate::closing::Phase;
use crate::envelope::Wire;
use crate::error::{self, ApiError};
use crate::log;
use crate::rejection::Rejection;

pin_project! {
    /// Awaits a handler and turns whatever comes of it into an answer. Not an `async fn`, which would hold the handler twice and move it around.
    pub(crate) struct Recover<F> {
        #[pin]
        handler: F,
        caller: Caller,
    }
}

/// Puts the recovery around a handler.
pub(crate) fn answer<F>(handler: F, caller: Caller) -> Recover<F>
where
    F: Future<Output = Result<crate::Response, ApiError>>,
{
    Recover { handler, caller }
}

impl<F> Future for Recover<F>
where
    F: Future<Output = Result<crate::Response, ApiError>>,
{
    type Output = crate::Response;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<crate::Response> {
        let this = self.project();
        let caller = this.caller;
        // Nothing of the handler is touched again after a panic, so a broken invariant inside cannot be seen.
        Poll::Ready(match catch_unwind(AssertUnwindSafe(|| this.handler.poll(context))) {
            Ok(Poll::Pending) => return Poll::Pending,
            Ok(Poll::Ready(Ok(response))) => response,
            Ok(Poll::Ready(Err(error))) => error.into_response(caller),
            Err(panic) => {
                tell(caller, &*panic);
                ApiError::from(Rejection::Internal).into_response(caller)
            }
        })
    }
}

/// The same around axum routes of the user's own.
pub(crate) async fn around(wire: Wire, mut request: crate::Request, next: axum::middleware::Next) -> crate::Response {
    let caller = Caller::own(&request, wire);
    let head = *request.method() == http::Method::HEAD;
    if let Some(peer) = caller.peer() {
        // Where axum's extractors look for it.
        request.extensions_mut().insert(ConnectInfo(peer));
    }
    let cut = caller.reached(Phase::Cut);
    tokio::select! {
        biased;
        response = answer(async { Ok(error::told(next.run(request).await, &caller, head)) }, caller.clone()) => response,
        () = cut => caller.interrupt(),
    }
}

/// The panic hook has printed message and place; this line says whose request it was.
pub(crate) fn tell(caller: &Caller, panic: &(dyn Any + Send)) {
    log::error(format_args!("{} {}: panicked: {}", caller.operation().id, caller.trace(), message(panic)));
}

fn message(panic: &(dyn Any + Send)) -> &str {
    match (panic.downcast_ref::<&str>(), panic.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text,
        (None, None) => "a value that is no text",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caller::RequestContext;

    #[tokio::test]
    async fn a_panic_is_an_internal_error() {
        let response = answer(async { panic!("swordfish") }, RequestContext::for_test().caller()).await;
        assert_eq!(response.status(), 500);
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let text = std::str::from_utf8(&body).unwrap();
        assert!(text.contains("\"code\":\"internal\"") && !text.contains("swordfish"), "{text}");
    }
}
