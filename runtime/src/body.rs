//! The body of a request: read whole, with whatever stopped it turned into its refusal.

mod seen;

use std::error::Error;
use std::fmt;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::header::{CONNECTION, HeaderValue};
use http_body::Body as _;
use http_body_util::BodyExt;

use crate::decode::{Fault, Location, Rule, Violation};
use crate::error::ApiError;
use crate::rejection::Rejection;

pub(crate) use seen::{Look, Polled, Seen};

/// Why a stage stopped a body in the middle. It travels as the body's error, through the user's middleware too, to whoever reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// Past the limit of what was sent, or of what that unpacks to.
    TooLarge,
    /// Not what the content encoding says.
    BadEncoding,
    /// Nothing came of it for too long.
    Stalled,
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::TooLarge => "the body is too large",
            Self::BadEncoding => "the body is not gzip",
            Self::Stalled => "the body stopped coming",
        })
    }
}

impl Error for Stop {}

/// Puts another body in place of one, made from it.
pub(crate) fn wrap(body: &mut Body, with: impl FnOnce(Body) -> Body) {
    *body = with(std::mem::take(body));
}

/// Reads the body whole.
pub(crate) async fn read(mut body: Body) -> Result<Bytes, ApiError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    // Most bodies are one chunk, which is then used where it lies.
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|error| refusal(&error))?.into_data() else { continue };
        if first.is_empty() && whole.is_empty() {
            first = data;
        } else {
            if whole.is_empty() {
                whole.extend_from_slice(&first);
                first = Bytes::new();
            }
            whole.extend_from_slice(&data);
        }
    }
    Ok(if whole.is_empty() { first } else { whole.freeze() })
}

/// The answer to a body that could not be read to its end.
pub(crate) fn refusal(error: &(dyn Error + 'static)) -> ApiError {
    match stopped(error) {
        Some(Stop::TooLarge) => return Rejection::BodyTooLarge.into(),
        Some(Stop::BadEncoding) => return Rejection::BadEncoding.into(),
        Some(Stop::Stalled) => return slow(),
        None => {}
    }
    let Fault { rule, message } = Fault::new(Rule::Syntax, "ended before it was complete");
    ApiError::invalid(vec![Violation { location: Location::Body, field: String::new(), rule, message }])
}

/// The answer to a client that keeps us waiting for its body.
pub(crate) fn slow() -> ApiError {
    ApiError::from(Rejection::SlowBody).with_header(CONNECTION, HeaderValue::from_static("close"))
}

/// The stage that stopped a body, if one did.
pub(crate) fn stopped(error: &(dyn Error + 'static)) -> Option<Stop> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(stop) = error.downcast_ref() {
            return Some(*stop);
        }
        next = error.source();
    }
    None
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use http_body_util::StreamBody;

    /// A body without a length, chunk by chunk.
    pub(crate) fn chunks<T: AsRef<[u8]>>(parts: &[T]) -> Body {
        let frames: Vec<_> = parts
            .iter()
            .map(|part| Ok::<_, std::io::Error>(http_body::Frame::data(Bytes::copy_from_slice(part.as_ref()))))
            .collect();
        Body::new(StreamBody::new(futures_util::stream::iter(frames)))
    }

    #[tokio::test]
    async fn joins_chunks() {
        assert_eq!(read(chunks(&["ab", "", "cd", "e"])).await.unwrap(), "abcde");
        assert_eq!(read(Body::empty()).await.unwrap(), "");
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_refused() {
        let frames = vec![Ok(http_body::Frame::data(Bytes::from_static(b"{"))), Err(std::io::Error::other("gone"))];
        let body = Body::new(StreamBody::new(futures_util::stream::iter(frames)));
        assert_eq!(read(body).await.unwrap_err().code(), "invalid_request");
    }
}
