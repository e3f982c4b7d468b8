//! Files for the compiler: a `Reader` over the file system that opens regular files and nothing else.

use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use apic_compiler::{Opened, ReadFault, Reader};

use crate::exit::{Exit, Failure};
use crate::paths;

/// Reads paths as the user types them in `cwd`.
pub struct Disk {
    pub cwd: PathBuf,
}

/// What the system refused to do at a path.
#[derive(Debug)]
pub struct Fault {
    pub path: PathBuf,
    error: io::Error,
    write: bool,
}

impl Reader for Disk {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let path = self.cwd.join(path);
        // Asked before it is opened: opening a pipe would wait for a writer.
        let metadata = fs::metadata(&path).map_err(|error| missing(&path, &error))?;
        if !metadata.is_file() {
            return Err(ReadFault::NotRegular(kind(metadata.file_type()).to_string()));
        }
        let bytes = fs::read(&path).map_err(|error| fault(&error))?;
        let identity = fs::canonicalize(&path).unwrap_or(path).to_string_lossy().into_owned();
        Ok(Opened { identity, bytes })
    }
}

impl Fault {
    /// A path that could not be read.
    pub fn read(path: &Path, error: io::Error) -> Self {
        Self { path: paths::plain(path), error, write: false }
    }

    /// A path that could not be written.
    pub fn write(path: &Path, error: io::Error) -> Self {
        Self { path: paths::plain(path), error, write: true }
    }

    /// What is said about it to a user who stands in `cwd`.
    pub fn failure(&self, cwd: &Path) -> Failure {
        let path = paths::relative(cwd, &self.path);
        let reason = reason(&self.error);
        if !self.write {
            return Failure::usage(format!("{path}: cannot be read: {reason}"), "");
        }
        let (exit, help) = match self.error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                (Exit::Usage, "make it writable for you")
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory | io::ErrorKind::AlreadyExists => {
                (Exit::Usage, "something else is in its place: move that away")
            }
            io::ErrorKind::InvalidFilename => (Exit::Usage, ""),
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (Exit::Unable, "make room and run it again"),
            _ => (Exit::Unable, ""),
        };
        Failure::new(exit, format!("{path}: cannot be written: {reason}"), help)
    }
}

/// Says what could not be read, in words that fit behind "`path`: ".
pub fn words(fault: &ReadFault) -> String {
    match fault {
        ReadFault::Missing => "no such file".to_string(),
        ReadFault::NotRegular(what) => format!("is {what}, not a file"),
        ReadFault::Refused(why) => format!("cannot be read: {why}"),
    }
}

/// The system's reason, without its number.
pub fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or_default();
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// Nothing is there, or a link to nothing, which is something to mend.
fn missing(path: &Path, error: &io::Error) -> ReadFault {
    match fault(error) {
        ReadFault::Missing if fs::symlink_metadata(path).is_ok() => {
            ReadFault::NotRegular("a link to nothing".to_string())
        }
        fault => fault,
    }
}

fn fault(error: &io::Error) -> ReadFault {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ReadFault::Missing,
        // The kind for link loops is not stable yet; this is how the systems word ELOOP.
        _ if error.to_string().contains("symbolic links") => ReadFault::NotRegular("a loop of links".to_string()),
        _ => ReadFault::Refused(reason(error)),
    }
}

pub(crate) fn kind(file_type: FileType) -> &'static str {
    if file_type.is_dir() {
        return "a folder";
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if file_type.is_fifo() {
            return "a pipe";
        }
        if file_type.is_socket() {
            return "a socket";
        }
        if file_type.is_char_device() || file_type.is_block_device() {
            return "a device";
        }
    }
    "something else"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> Result<Opened, ReadFault> {
        Disk { cwd: PathBuf::from(env!("CARGO_MANIFEST_DIR")) }.read(path)
    }

    #[test]
    fn two_spellings_of_one_file_are_one() {
        let one = read("src/lib.rs").unwrap();
        assert_eq!(one.identity, read("src/../src/./lib.rs").unwrap().identity);
        assert!(one.bytes.starts_with(b"//!"));
    }

    #[test]
    fn what_is_no_file_is_named() {
        assert_eq!(read("nothing.api"), Err(ReadFault::Missing));
        assert_eq!(read("Cargo.toml/x.api"), Err(ReadFault::Missing));
        assert_eq!(read("src"), Err(ReadFault::NotRegular("a folder".into())));
    }

    #[cfg(unix)]
    #[test]
    fn devices_and_link_loops_are_named() {
        assert_eq!(read("/dev/null"), Err(ReadFault::NotRegular("a device".into())));
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("loop.api");
        std::os::unix::fs::symlink(&link, &link).unwrap();
        assert_eq!(read(&link.to_string_lossy()), Err(ReadFault::NotRegular("a loop of links".into())));
        let nowhere = folder.path().join("nowhere.api");
        std::os::unix::fs::symlink("gone.api", &nowhere).unwrap();
        assert_eq!(read(&nowhere.to_string_lossy()), Err(ReadFault::NotRegular("a link to nothing".into())));
    }
}
