//! Bounds how long a route may take to begin its answer.

use std::pin::Pin;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;

use http::StatusCode;
use http_body::Body as _;
use pin_project_lite::pin_project;
use tokio::time::sleep_until;

use crate::body::{self, Look, Polled, Seen};
use crate::caller::Caller;
use crate::closing::Phase;
use crate::error::ApiError;
use crate::rejection::Rejection;
use crate::{BoxFuture, Request, Response};

/// What the contract and the operator say of a route. At the deadline the work is dropped at the place where it waits. No header of a request changes
/// the deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Timeout {
    /// None: the route takes as long as it takes.
    pub(crate) limit: Option<Duration>,
    /// `timeout_status`: the status of the code `timeout`.
    status: StatusCode,
}

pin_project! {
    /// An answer and what may come before it. One that is ready at once arms no timer.
    pub(crate) struct Bounded<F> {
        #[pin]
        answer: F,
        caller: Caller,
        timeout: Timeout,
        end: Option<BoxFuture<'static, End>>,
    }
}

/// Why an answer is not waited for any longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Late,
    /// The server stops, and its patience is over too.
    Cut,
}

/// Shows whether somebody waits for the client to send more of a body.
struct Waits(Caller);

// === impl Timeout ===

impl Timeout {
    /// The contract's limit (0 is none) goes before the server's. A stream has none but the contract's, which holds for its first byte.
    pub(crate) fn new(contract: Option<u64>, server: Duration, stream: bool, status: StatusCode) -> Self {
        let server = if stream { Duration::ZERO } else { server };
        let limit = contract.map_or(server, Duration::from_millis);
        Self { limit: (!limit.is_zero()).then_some(limit), status }
    }

    /// The request, with a body that shows when somebody waits for it.
    pub(crate) fn watch(self, request: Request, caller: &Caller) -> Request {
        if self.limit.is_none() || request.body().is_end_stream() {
            return request;
        }
        request.map(|body| Seen::body(body, Waits(caller.clone())))
    }

    /// An answer that must have begun at the caller's deadline.
    pub(crate) fn bound<F>(self, answer: F, caller: Caller) -> Bounded<F>
    where
        F: Future<Output = Response>,
    {
        Bounded { answer, caller, timeout: self, end: None }
    }

    /// The answer at the deadline. Who waits for the client's body has been kept waiting by the client.
    fn refusal(self, waiting_for_body: bool) -> ApiError {
        if waiting_for_body {
            return body::slow();
        }
        ApiError::from(Rejection::Timeout).with_status(self.status)
    }
}

// === impl Bounded ===

impl<F> Future for Bounded<F>
where
    F: Future<Output = Response>,
{
    type Output = Response;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(answer) = this.answer.poll(context) {
            return Poll::Ready(answer);
        }
        let end = this.end.get_or_insert_with(|| Box::pin(end(this.caller.clone())));
        end.as_mut().poll(context).map(|end| match end {
            End::Late => {
                let waiting = this.caller.waiting().load(Ordering::Relaxed);
                this.timeout.refusal(waiting).into_response(this.caller)
            }
            End::Cut => this.caller.interrupt(),
        })
    }
}

/// Waits for the deadline, if there is one, and for the end of the server.
async fn end(caller: Caller) -> End {
    let late = async {
        match caller.deadline() {
            Some(deadline) => sleep_until(deadline).await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        biased;
        () = late => End::Late,
        () = caller.reached(Phase::Cut) => End::Cut,
    }
}

// === impl Waits ===

impl Look for Waits {
    fn look(&mut self, polled: Polled, _context: &mut Context<'_>) -> Polled {
        self.0.waiting().store(polled.is_pending(), Ordering::Relaxed);
        polled
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::read;
    use crate::envelope::Wire;
    use crate::operation::Operation;
    use axum::body::Body;
    use bytes::Bytes;
    use http::header::HeaderValue;
    use http_body::Frame;
    use http_body_util::StreamBody;
    use std::convert::Infallible;

    const TEST: Operation = Operation::new("test", "GET", "/");
    const TIMEOUT: Timeout =
        Timeout { limit: Some(Duration::from_millis(150)), status: StatusCode::SERVICE_UNAVAILABLE };

    /// A handler that reads its body, then works for so long.
    async fn answer(timeout: Timeout, body: Body, work: u64) -> Response {
        let mut request = Request::new(body);
        // What switched the limit off in go-zero.
        request.headers_mut().insert("accept", HeaderValue::from_static("text/event-stream"));
        request.headers_mut().insert("upgrade", HeaderValue::from_static("websocket"));
        let caller = Caller::new(&TEST, &request, timeout.limit, Wire::new(), None);
        let request = timeout.watch(request, &caller);
        let handler = async move {
            _ = read(request.into_body()).await;
            tokio::time::sleep(Duration::from_millis(work)).await;
            Response::default()
        };
        timeout.bound(handler, caller).await
    }

    async fn code(response: Response) -> String {
        let body = axum::body::to_bytes(response.into_body(), 9999).await.unwrap();
        serde_json::from_slice::<serde_json::Value>(&body).unwrap()["code"].as_str().unwrap().to_owned()
    }

    #[test]
    fn the_contract_goes_before_the_server() {
        let limit = |contract, server, stream| {
            let timeout = Timeout::new(contract, Duration::from_millis(server), stream, StatusCode::GATEWAY_TIMEOUT);
            timeout.limit.map(|limit| limit.as_millis())
        };
        assert_eq!(limit(None, 3000, false), Some(3000));
        assert_eq!(limit(Some(150), 3000, false), Some(150));
        assert_eq!(limit(Some(0), 3000, false), None);
        assert_eq!(limit(None, 0, false), None);
        assert_eq!(limit(None, 3000, true), None);
        assert_eq!(limit(Some(150), 3000, true), Some(150));
    }

    #[tokio::test(start_paused = true)]
    async fn lets_through_what_is_in_time() {
        assert_eq!(answer(TIMEOUT, Body::empty(), 149).await.status(), 200);
        assert_eq!(answer(Timeout { limit: None, ..TIMEOUT }, Body::empty(), 1_000_000).await.status(), 200);
    }

    #[tokio::test(start_paused = true)]
    async fn refuses_at_the_deadline() {
        let response = answer(TIMEOUT, Body::empty(), 151).await;
        assert_eq!((response.status().as_u16(), response.headers().contains_key("retry-after")), (503, false));
        assert_eq!(code(response).await, "timeout");
        let response = answer(Timeout { status: StatusCode::GATEWAY_TIMEOUT, ..TIMEOUT }, Body::from("{}"), 151).await;
        assert_eq!((response.status().as_u16(), code(response).await.as_str()), (504, "timeout"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_does_not_send_its_body_is_slow() {
        let never = futures_util::stream::pending::<Result<Frame<Bytes>, Infallible>>();
        let response = answer(TIMEOUT, Body::new(StreamBody::new(never)), 0).await;
        assert_eq!(
            (response.status().as_u16(), &response.headers()["connection"]),
            (408, &HeaderValue::from_static("close"))
        );
        assert_eq!(code(response).await, "slow_body");
    }
}
