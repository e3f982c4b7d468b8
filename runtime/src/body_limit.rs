//! Refuses bodies that are larger than their route takes.

use std::convert::Infallible;
use std::task::{Context, Poll, ready};

use futures_util::future::Either;
use http_body::Body as _;
use tower::{Layer, Service};

use crate::body::{Look, Polled, Seen, Stop};
use crate::rejection::Rejection;
use crate::stack::{Answer, refuse};
use crate::{Request, Response};

/// Adds [`BodyLimit`] to a route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimitLayer {
    limit: u64,
}

/// A declared length beyond the limit is refused at once; otherwise the bytes are counted as they are read, chunked ones too.
#[derive(Clone, Debug)]
pub(crate) struct BodyLimit<S> {
    inner: S,
    limit: u64,
}

/// Stops a body once more than its limit has come.
struct Limit {
    left: u64,
}

// === impl BodyLimitLayer ===

impl BodyLimitLayer {
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit }
    }
}

impl<S> Layer<S> for BodyLimitLayer {
    type Service = BodyLimit<S>;

    fn layer(&self, inner: S) -> BodyLimit<S> {
        BodyLimit { inner, limit: self.limit }
    }
}

// === impl BodyLimit ===

impl<S> Service<Request> for BodyLimit<S>
where
    S: Service<Request, Response = Response, Error = Infallible>,
{
    type Response = Response;
    type Error = Infallible;
    type Future = Answer<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let size = request.body().size_hint();
        if size.lower() > self.limit {
            return refuse(&request, Rejection::BodyTooLarge);
        }
        // A length that the HTTP library enforces needs no second count.
        if size.exact().is_some() {
            return Either::Right(self.inner.call(request));
        }
        let limit = self.limit;
        Either::Right(self.inner.call(request.map(|body| Seen::body(body, Limit { left: limit }))))
    }
}

// === impl Limit ===

impl Look for Limit {
    fn look(&mut self, polled: Polled, _context: &mut Context<'_>) -> Polled {
        let frame = ready!(polled);
        if let Some(Ok(frame)) = &frame
            && let Some(data) = frame.data_ref()
        {
            let Some(left) = self.left.checked_sub(data.len() as u64) else {
                return Poll::Ready(Some(Err(Stop::TooLarge.into())));
            };
            self.left = left;
        }
        Poll::Ready(frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{read, tests::chunks};
    use axum::body::Body;
    use tower::ServiceExt;

    async fn answer(limit: u64, body: Body) -> String {
        let echo = tower::service_fn(async |request: Request| {
            Ok(match read(request.into_body()).await {
                Ok(bytes) => Response::new(Body::from(bytes)),
                Err(error) => Response::new(Body::from(error.code().to_owned())),
            })
        });
        let response = BodyLimitLayer::new(limit).layer(echo).oneshot(Request::new(body)).await.unwrap();
        if response.status() == 413 {
            return String::from("refused unread");
        }
        String::from_utf8(axum::body::to_bytes(response.into_body(), 99).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn lets_through_up_to_the_limit() {
        assert_eq!(answer(5, Body::from("abcde")).await, "abcde");
        assert_eq!(answer(5, chunks(&["ab", "cd", "e"])).await, "abcde");
        assert_eq!(answer(0, Body::empty()).await, "");
    }

    #[tokio::test]
    async fn refuses_one_byte_too_many() {
        assert_eq!(answer(4, Body::from("abcde")).await, "refused unread");
        assert_eq!(answer(4, chunks(&["ab", "cd", "e"])).await, "body_too_large");
    }
}
