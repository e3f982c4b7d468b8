//! Turns a panic into the answer `internal`, so that one request's fault stays its own.

use std::any::Any;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use crate::caller::Caller;
use crate::error::ApiError;
use crate::log;
use crate::rejection::Rejection;

/// Awaits a handler and turns whatever comes of it into an answer.
pub(crate) async fn answer<F>(handler: F, caller: Caller) -> crate::Response
where
    F: Future<Output = Result<crate::Response, ApiError>>,
{
    match caught(handler).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => error.into_response(&caller),
        Err(panic) => {
            // The panic hook has printed message and place; this line says whose request it was.
            log::error(format_args!("{} {}: panicked: {}", caller.operation(), caller.trace(), message(&*panic)));
            ApiError::from(Rejection::Internal).into_response(&caller)
        }
    }
}

/// The same around axum routes of the user's own.
pub(crate) async fn around(mut request: crate::Request, next: axum::middleware::Next) -> crate::Response {
    Caller::give(&mut request, "own route", None);
    let caller = Caller::of(&request);
    answer(async { Ok(next.run(request).await) }, caller).await
}

/// Polls a future and catches what it throws. Nothing of it is touched again after a panic, so a broken invariant inside cannot be seen.
async fn caught<F: Future>(future: F) -> Result<F::Output, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    poll_fn(|context| match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
        Ok(poll) => poll.map(Ok),
        Err(panic) => Poll::Ready(Err(panic)),
    })
    .await
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
