//! A project of its own for each test, and the `apic` command in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::SystemTime;

use tempfile::TempDir;

use crate::process::apic;
use crate::{files_below, root};

/// The bookstore's contract in a folder of its own.
pub fn project() -> TempDir {
    let folder = tempfile::tempdir().expect("the sandbox is ours");
    fs::copy(root().join("examples/bookstore/bookstore.api"), folder.path().join("bookstore.api"))
        .expect("the sandbox is ours");
    fs::write(folder.path().join("apic.toml"), "entry = \"bookstore.api\"\n[rust]\n[typescript]\n")
        .expect("the sandbox is ours");
    folder
}

pub fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(apic()).args(arguments).current_dir(folder).output().expect("the sandbox is ours")
}

/// All that a run said, standard output first.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Runs with an expected exit code, and gives what was said.
pub fn exits(code: i32, folder: &Path, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert_eq!(output.status.code(), Some(code), "apic {arguments:?}: {}", said(&output));
    said(&output)
}

/// Every file with its text and the time of its last change.
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let entry = |path: PathBuf| {
        let changed = fs::metadata(&path).expect("the sandbox is ours").modified().expect("the sandbox is ours");
        (path.clone(), (fs::read(&path).expect("the sandbox is ours"), changed))
    };
    files_below(folder).into_iter().map(entry).collect()
}
