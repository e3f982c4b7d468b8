//! Reads an upload piece by piece.

use std::fmt;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use tokio::io::{AsyncRead, ReadBuf};

use super::spool::{Content, blocking};
use crate::BoxFuture;

/// The most bytes that are read from disk at once.
const PIECE: usize = 256 << 10;

/// Reads an [`super::Upload`] from its start.
pub struct UploadReader {
    content: Content,
    /// Where the next piece begins.
    at: u64,
    piece: Bytes,
    /// A piece on its way. (A mutex that is never locked: the future is no `Sync`, and readers should be.)
    coming: Option<std::sync::Mutex<BoxFuture<'static, io::Result<Bytes>>>>,
}

impl UploadReader {
    pub(super) fn new(content: Content) -> Self {
        Self { content, at: 0, piece: Bytes::new(), coming: None }
    }

    /// Waits until there is a piece; an empty one is the end.
    fn poll_piece(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        if !self.piece.is_empty() || self.at >= self.content.len() {
            return Poll::Ready(Ok(()));
        }
        let piece = if let Content::Memory(bytes) = &self.content {
            bytes.clone()
        } else {
            let (content, at) = (self.content.clone(), self.at);
            let coming = self
                .coming
                .get_or_insert_with(|| std::sync::Mutex::new(Box::pin(blocking(move || content.read(at, PIECE)))));
            let coming = coming.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
            let piece = ready!(coming.as_mut().poll(context));
            self.coming = None;
            piece?
        };
        self.at += piece.len() as u64;
        self.piece = piece;
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for UploadReader {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.poll_piece(context))?;
        let length = self.piece.len().min(buffer.remaining());
        buffer.put_slice(&self.piece[..length]);
        self.piece.advance(length);
        Poll::Ready(Ok(()))
    }
}

impl fmt::Debug for UploadReader {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("UploadReader").field("at", &self.at).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Spool, Upload};
    use super::Content;
    use tokio::io::AsyncReadExt;

    async fn spooled(length: usize) -> (Upload, Vec<u8>) {
        let bytes: Vec<u8> = (0..length).map(|index| (index % 251) as u8).collect();
        let mut spool = Spool::default();
        for chunk in bytes.chunks(10_007) {
            spool.push(chunk).await.unwrap();
        }
        let content = spool.finish().await.unwrap();
        assert_eq!(matches!(content, Content::Disk { .. }), length > 64 << 10);
        (Upload::with_content(String::from("f"), String::new(), content), bytes)
    }

    #[tokio::test]
    async fn what_went_in_comes_out_twice() {
        for length in [0, 1, 64 << 10, (64 << 10) + 1, 700_001] {
            let (upload, bytes) = spooled(length).await;
            assert_eq!((upload.len(), upload.is_empty()), (length as u64, length == 0));
            let mut read = Vec::new();
            upload.reader().read_to_end(&mut read).await.unwrap();
            assert!(read == bytes, "{length}");
            assert!(upload.bytes().await.unwrap() == bytes, "{length}");
        }
    }

    #[tokio::test]
    async fn uploads_are_equal_if_alike_or_the_same() {
        let (disk, bytes) = spooled(70_000).await;
        assert_eq!(disk, disk.clone());
        assert_ne!(disk, Upload::new("f", "", bytes));
        assert_eq!(Upload::new("f", "t", "x"), Upload::new("f", "t", "x"));
        assert_ne!(Upload::new("f", "t", "x"), Upload::new("f", "t", "y"));
    }
}
