//! What the tests share: where things lie, and the one place that knows the API of the other crates.

pub mod process;

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
///
/// # Panics
/// Never: this package lies in the repository's `tests/`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent")
}

/// All files below a folder, sorted by path; links are not followed.
///
/// # Panics
/// When the folder cannot be read.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let entry = entry.expect("a listed entry can be read");
            let kind = entry.file_type().expect("a listed entry has a type");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}
