//! `Upload`: a file of a multipart form, kept in memory while small and on disk from then on.

mod reader;
mod spool;

use std::fmt;
use std::io;
use std::sync::Arc;

use bytes::Bytes;

pub use reader::UploadReader;
use spool::Content;
pub(crate) use spool::Spool;

/// A file that a client has sent.
///
/// Up to 64 KiB of it are kept in memory, more on disk. The file on disk has no name and goes when the last copy of the `Upload` does.
///
/// ```
/// use apic_runtime::Upload;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() {
/// let cover = Upload::new("cover.png", "image/png", &b"not really"[..]);
/// assert_eq!((cover.file_name(), cover.content_type(), cover.len()), ("cover.png", "image/png", 10));
/// assert_eq!(&cover.bytes().await.unwrap()[..], b"not really");
/// # }
/// ```
#[derive(Clone, Default)]
pub struct Upload(Arc<File>);

#[derive(Default)]
struct File {
    name: String,
    content_type: String,
    content: Content,
}

impl Upload {
    /// A file made in code, for tests of logic.
    pub fn new(file_name: impl Into<String>, content_type: impl Into<String>, content: impl Into<Bytes>) -> Self {
        Self::with_content(file_name.into(), content_type.into(), Content::Memory(content.into()))
    }

    pub(crate) fn with_content(name: String, content_type: String, content: Content) -> Self {
        Self(Arc::new(File { name, content_type, content }))
    }

    /// The name that the client gave it. It may be any text: never make a path of it.
    pub fn file_name(&self) -> &str {
        &self.0.name
    }

    /// The type that the client says it has; empty if it says nothing.
    pub fn content_type(&self) -> &str {
        &self.0.content_type
    }

    /// How many bytes it has.
    pub fn len(&self) -> u64 {
        self.0.content.len()
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Reads it from the start, as often as wanted.
    pub fn reader(&self) -> UploadReader {
        UploadReader::new(self.0.content.clone())
    }

    /// All of it at once.
    pub async fn bytes(&self) -> io::Result<Bytes> {
        match &self.0.content {
            Content::Memory(bytes) => Ok(bytes.clone()),
            Content::Disk { .. } => {
                let content = self.0.content.clone();
                let length = usize::try_from(self.len()).map_err(io::Error::other)?;
                spool::blocking(move || content.read(0, length)).await
            }
        }
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Upload")
            .field("file_name", &self.0.name)
            .field("content_type", &self.0.content_type)
            .field("len", &self.len())
            .finish_non_exhaustive()
    }
}

/// Two uploads are equal if they are the same one, or small and alike.
impl PartialEq for Upload {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (&*self.0, &*other.0);
        Arc::ptr_eq(&self.0, &other.0)
            || (&one.name, &one.content_type) == (&two.name, &two.content_type) && one.content.same(&two.content)
    }
}
