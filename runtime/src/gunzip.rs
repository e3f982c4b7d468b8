//! Unpacks bodies that were sent with `Content-Encoding: gzip`, and refuses those that unpack to too much.

use std::io::Write;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::{Buf, Bytes};
use flate2::write::MultiGzDecoder;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http_body::Frame;

use crate::Request;
use crate::body::{self, Stop};
use crate::error::ApiError;
use crate::rejection::Rejection;

/// Codings that nothing here unpacks. Other values are no codings and ignored, as in go-zero (clients do send `utf-8`).
const OTHERS: [&str; 5] = ["x-gzip", "br", "deflate", "zstd", "compress"];

/// Packed bytes that are unpacked in one go. They become at most about a thousand times as many, so this bounds memory.
const STEP: usize = 256;
/// Unpacked bytes that are handed on together.
const CHUNK: usize = 32 * 1024;

/// Bodies behind it are plain; what is packed in another way is refused.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gunzip {
    limit: u64,
}

/// How a body is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Plain,
    Gzip,
    /// In another way, or twice.
    Other,
}

/// A body that is unpacked while it is read.
struct Unpacked {
    body: Body,
    decoder: MultiGzDecoder<Vec<u8>>,
    packed: Bytes,
    left: u64,
    ended: bool,
}

// === impl Gunzip ===

impl Gunzip {
    /// `limit` holds for the unpacked bytes.
    pub(crate) fn new(limit: u64) -> Self {
        Self { limit }
    }

    pub(crate) fn pass(self, request: &mut Request) -> Result<(), ApiError> {
        match Coding::of(request.headers()) {
            Coding::Plain => Ok(()),
            Coding::Other => Err(Rejection::UnsupportedMediaType.into()),
            Coding::Gzip => {
                request.headers_mut().remove(CONTENT_ENCODING);
                request.headers_mut().remove(CONTENT_LENGTH);
                body::wrap(request.body_mut(), |body| Body::new(Unpacked::new(body, self.limit)));
                Ok(())
            }
        }
    }
}

// === impl Coding ===

impl Coding {
    fn of(headers: &HeaderMap) -> Self {
        let mut coding = Self::Plain;
        let lines = headers.get_all(CONTENT_ENCODING).iter().filter_map(|value| value.to_str().ok());
        for name in lines.flat_map(|line| line.split(',')).map(str::trim) {
            if name.eq_ignore_ascii_case("gzip") && coding == Self::Plain {
                coding = Self::Gzip;
            } else if name.eq_ignore_ascii_case("gzip") || OTHERS.iter().any(|other| name.eq_ignore_ascii_case(other)) {
                return Self::Other;
            }
        }
        coding
    }
}

// === impl Unpacked ===

impl Unpacked {
    fn new(body: Body, limit: u64) -> Self {
        Self { body, decoder: MultiGzDecoder::new(Vec::new()), packed: Bytes::new(), left: limit, ended: false }
    }

    /// Unpacks what is there until a chunk is full.
    fn unpack(&mut self) -> Result<(), Stop> {
        while !self.packed.is_empty() && self.decoder.get_ref().len() < CHUNK {
            let step = self.packed.len().min(STEP);
            let taken = self.decoder.write(&self.packed[..step]).map_err(|_| Stop::BadEncoding)?;
            if taken == 0 {
                return Err(Stop::BadEncoding);
            }
            self.packed.advance(taken);
        }
        Ok(())
    }

    /// What has been unpacked so far, if that is within the limit.
    fn take(&mut self) -> Result<Option<Bytes>, Stop> {
        let chunk = std::mem::take(self.decoder.get_mut());
        self.left = self.left.checked_sub(chunk.len() as u64).ok_or(Stop::TooLarge)?;
        Ok((!chunk.is_empty()).then(|| Bytes::from(chunk)))
    }

    fn next(&mut self) -> Result<Option<Bytes>, Stop> {
        self.unpack()?;
        if self.ended && self.packed.is_empty() {
            self.decoder.try_finish().map_err(|_| Stop::BadEncoding)?;
        }
        self.take()
    }
}

impl http_body::Body for Unpacked {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        loop {
            if let Some(chunk) = self.next().map_err(axum::Error::new).transpose() {
                return Poll::Ready(Some(chunk.map(Frame::data)));
            }
            if self.ended && self.packed.is_empty() {
                return Poll::Ready(None);
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // Trailers say nothing that anybody here reads.
                Some(Ok(frame)) => self.packed = frame.into_data().unwrap_or_default(),
                None => self.ended = true,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::body::{read, tests::chunks};
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use http::HeaderValue;
    use http_body::Body as _;

    fn pack(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    async fn unpack(packed: &[u8], size: usize, limit: u64) -> Result<Bytes, String> {
        let parts: Vec<_> = packed.chunks(size).collect();
        let body = Body::new(Unpacked::new(chunks(&parts), limit));
        read(body).await.map_err(|error| error.code().to_owned())
    }

    #[tokio::test]
    async fn unpacks_whatever_the_chunks() {
        let text: Vec<u8> = (0..100_000_u32).flat_map(u32::to_le_bytes).collect();
        let packed = pack(&text);
        for size in [1, 7, 1000, packed.len()] {
            assert_eq!(unpack(&packed, size, text.len() as u64).await.unwrap(), text);
        }
        assert_eq!(unpack(&packed, 1000, text.len() as u64 - 1).await.unwrap_err(), "body_too_large");
    }

    /// They speak of what was sent, not of what comes out.
    #[test]
    fn what_is_unpacked_has_neither_coding_nor_length() {
        let request = http::Request::builder().header(CONTENT_ENCODING, "gzip").header(CONTENT_LENGTH, "9");
        let mut request = request.body(Body::empty()).unwrap();
        Gunzip::new(9).pass(&mut request).unwrap();
        assert!(request.headers().is_empty(), "{:?}", request.headers());
    }

    #[tokio::test]
    async fn members_follow_each_other() {
        assert_eq!(unpack(&[pack(b"ab"), pack(b""), pack(b"cd")].concat(), 5, 4).await.unwrap(), "abcd");
    }

    #[tokio::test]
    async fn what_is_broken_is_a_bad_encoding() {
        let packed = pack(b"some text that is packed");
        let mut flipped = packed.clone();
        flipped[packed.len() - 6] ^= 1;
        for broken in
            [&packed[..packed.len() - 1], &packed[..5], &flipped, b"no gzip", &[&packed[..], b"tail"].concat()]
        {
            assert_eq!(unpack(broken, 3, 999).await.unwrap_err(), "bad_encoding", "{broken:?}");
        }
    }

    #[tokio::test]
    async fn a_bomb_stops_at_the_limit() {
        let bomb = pack(&vec![0; 20 << 20]);
        let mut body = Unpacked::new(Body::from(bomb), 1 << 20);
        let mut seen = 0;
        loop {
            match std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
                Some(Ok(frame)) => seen += frame.into_data().unwrap().len(),
                other => break assert!(other.unwrap().is_err()),
            }
        }
        assert!(seen <= 1 << 20, "{seen}");
    }

    #[test]
    fn knows_codings() {
        for (value, coding) in [
            ("gzip", Coding::Gzip),
            ("GZIP", Coding::Gzip),
            ("identity", Coding::Plain),
            ("utf-8", Coding::Plain),
            ("identity, br", Coding::Other),
            ("gzip, gzip", Coding::Other),
            ("X-Gzip", Coding::Other),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_ENCODING, HeaderValue::from_str(value).unwrap())]);
            assert_eq!(Coding::of(&headers), coding, "{value}");
        }
    }
}
