//! Where the bytes of an upload lie.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use bytes::{Bytes, BytesMut};

/// Files larger than this go to disk.
const IN_MEMORY: usize = 64 << 10;
/// Bytes that are gathered before they are written.
const PIECE: usize = 256 << 10;

/// The bytes of an upload.
#[derive(Clone)]
pub(crate) enum Content {
    Memory(Bytes),
    Disk { file: Arc<File>, length: u64 },
}

/// An upload that is still coming in.
#[derive(Default)]
pub(crate) struct Spool {
    gathered: BytesMut,
    disk: Option<Arc<File>>,
    written: u64,
}

// === impl Content ===

impl Default for Content {
    fn default() -> Self {
        Self::Memory(Bytes::new())
    }
}

impl Content {
    pub(super) fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::Disk { length, .. } => *length,
        }
    }

    pub(super) fn same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Memory(one), Self::Memory(two)) if one == two)
    }

    /// Up to `length` bytes from a place on; fewer only at the end.
    pub(super) fn read(&self, from: u64, length: usize) -> io::Result<Bytes> {
        let (file, all) = match self {
            Self::Memory(bytes) => {
                let from = usize::try_from(from).map_or(bytes.len(), |from| from.min(bytes.len()));
                return Ok(bytes.slice(from..bytes.len().min(from.saturating_add(length))));
            }
            Self::Disk { file, length } => (file, *length),
        };
        let length = usize::try_from(all.saturating_sub(from)).unwrap_or(usize::MAX).min(length);
        let mut bytes = vec![0; length];
        let mut filled = 0;
        while filled < length {
            match read_at(file, &mut bytes[filled..], from + filled as u64)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                more => filled += more,
            }
        }
        Ok(bytes.into())
    }
}

// === impl Spool ===

impl Spool {
    /// Takes bytes in; waits for the disk, if it comes to that.
    pub(crate) async fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.gathered.extend_from_slice(bytes);
        let most = if self.disk.is_some() { PIECE } else { IN_MEMORY };
        if self.gathered.len() > most { self.write().await } else { Ok(()) }
    }

    /// All bytes are in.
    pub(crate) async fn finish(mut self) -> io::Result<Content> {
        if self.disk.is_some() {
            self.write().await?;
        }
        Ok(match self.disk {
            Some(file) => Content::Disk { file, length: self.written },
            None => Content::Memory(self.gathered.freeze()),
        })
    }

    async fn write(&mut self) -> io::Result<()> {
        let (bytes, disk) = (self.gathered.split().freeze(), self.disk.take());
        self.written += bytes.len() as u64;
        let file = blocking(move || {
            let file = disk.map_or_else(|| tempfile::tempfile().map(Arc::new), Ok)?;
            (&*file).write_all(&bytes)?;
            Ok(file)
        });
        self.disk = Some(file.await?);
        Ok(())
    }
}

/// Runs what waits for the disk where waiting holds nobody up.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(io::Error::other)?
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, from)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], from: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, from)
}
