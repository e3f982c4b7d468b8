//! Refuses bodies that are larger than their route takes.

use std::task::{Context, Poll, ready};

use http_body::Body as _;

use crate::Request;
use crate::body::{self, Look, Polled, Seen, Stop};
use crate::error::ApiError;
use crate::rejection::Rejection;

/// A declared length beyond the limit is refused at once; otherwise the bytes are counted as they are read, chunked ones too.
#[derive(Clone, Copy, Debug)]
pub(crate) struct BodyLimit {
    limit: u64,
}

/// Stops a body once more than its limit has come.
struct Limit {
    left: u64,
}

// === impl BodyLimit ===

impl BodyLimit {
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit }
    }

    pub(crate) fn pass(self, request: &mut Request) -> Result<(), ApiError> {
        let size = request.body().size_hint();
        if size.lower() > self.limit {
            return Err(Rejection::BodyTooLarge.into());
        }
        // A length that the HTTP library enforces needs no second count.
        if size.exact().is_none() {
            body::wrap(request.body_mut(), |body| Seen::body(body, Limit { left: self.limit }));
        }
        Ok(())
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

    async fn answer(limit: u64, body: Body) -> String {
        let mut request = Request::new(body);
        if let Err(error) = BodyLimit::new(limit).pass(&mut request) {
            return format!("{} unread", error.code());
        }
        match read(request.into_body()).await {
            Ok(bytes) => String::from_utf8(bytes.to_vec()).unwrap(),
            Err(error) => error.code().to_owned(),
        }
    }

    #[tokio::test]
    async fn lets_through_up_to_the_limit() {
        assert_eq!(answer(5, Body::from("abcde")).await, "abcde");
        assert_eq!(answer(5, chunks(&["ab", "cd", "e"])).await, "abcde");
        assert_eq!(answer(0, Body::empty()).await, "");
    }

    #[tokio::test]
    async fn refuses_one_byte_too_many() {
        assert_eq!(answer(4, Body::from("abcde")).await, "body_too_large unread");
        assert_eq!(answer(4, chunks(&["ab", "cd", "e"])).await, "body_too_large");
    }
}
