//! Reads a body whole, and refuses one that is larger than its route takes.

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt;

use crate::decode::{Fault, Location, Rule, Violation};
use crate::error::ApiError;
use crate::rejection::Rejection;

/// Reads the body. A declared length is believed only if it is too large; otherwise the bytes themselves are counted.
pub(crate) async fn read(mut body: Body, limit: u64) -> Result<Bytes, ApiError> {
    if body.is_end_stream() {
        return Ok(Bytes::new());
    }
    if body.size_hint().lower() > limit {
        return Err(Rejection::BodyTooLarge.into());
    }
    // Most bodies are one chunk, which is then used where it lies.
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| cut_short())?.into_data() else { continue };
        if (first.len() + whole.len() + data.len()) as u64 > limit {
            return Err(Rejection::BodyTooLarge.into());
        }
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

fn cut_short() -> ApiError {
    let Fault { rule, message } = Fault::new(Rule::Syntax, "ended before it was complete");
    ApiError::invalid(vec![Violation { location: Location::Body, field: String::new(), rule, message }])
}

#[cfg(test)]
mod tests {
    use super::*;
    use http_body_util::StreamBody;

    fn chunks(parts: &[&'static str]) -> Body {
        let frames: Vec<_> = parts
            .iter()
            .map(|part| Ok::<_, std::io::Error>(http_body::Frame::data(Bytes::from_static(part.as_bytes()))))
            .collect();
        Body::new(StreamBody::new(futures_util::stream::iter(frames)))
    }

    #[tokio::test]
    async fn joins_chunks() {
        assert_eq!(read(chunks(&["ab", "", "cd", "e"]), 5).await.unwrap(), "abcde");
        assert_eq!(read(Body::empty(), 0).await.unwrap(), "");
    }

    #[tokio::test]
    async fn refuses_one_byte_too_many() {
        for body in [chunks(&["ab", "cd", "e"]), Body::from("abcde")] {
            assert_eq!(read(body, 4).await.unwrap_err().code(), "body_too_large");
        }
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_refused() {
        let frames = vec![Ok(http_body::Frame::data(Bytes::from_static(b"{"))), Err(std::io::Error::other("gone"))];
        let body = Body::new(StreamBody::new(futures_util::stream::iter(frames)));
        assert_eq!(read(body, 9).await.unwrap_err().code(), "invalid_request");
    }
}
