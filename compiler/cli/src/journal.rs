//! What a run that broke off has done: the manifest that it was about to put into its place tells.
//!
//! Until its last step a run keeps the new manifest beside the old one, under a temporary name. A file that is as the new one says is no file that somebody
//! has edited, whatever the contract says by now.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apic_compiler::output::{Manifest, ManifestEntry, bytes_hash};

use crate::lock::{is_journal, is_left};

/// The manifests of runs that broke off.
pub fn left(home: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(home).into_iter().flatten().flatten();
    let left = entries.filter(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        is_journal(&name) && is_left(&name)
    });
    let mut paths: Vec<_> = left.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn read(home: &Path) -> impl Iterator<Item = Manifest> {
    let texts = left(home).into_iter().filter_map(|path| fs::read_to_string(path).ok());
    texts.filter_map(|text| Manifest::read(&text).ok())
}

/// The folders that they were at work in.
pub fn folders(home: &Path) -> impl Iterator<Item = PathBuf> {
    read(home)
        .flat_map(|journal| journal.files)
        .filter_map(|entry| home.join(entry.path).parent().map(Path::to_path_buf))
}

/// The manifest of what is there, and whether it is another than the one that was read.
pub fn mended(home: &Path, manifest: Option<Manifest>, entry: &str) -> (Option<Manifest>, bool) {
    let mut journals = read(home).filter(|journal| journal.entry == entry).peekable();
    let Some(first) = journals.peek() else { return (manifest, false) };
    let mut mended = manifest.unwrap_or_else(|| Manifest { files: Vec::new(), ..first.clone() });
    let mut files: BTreeMap<String, ManifestEntry> = by_path(mended.files);
    for entry in journals.flat_map(|journal| journal.files) {
        if files.get(&entry.path) != Some(&entry) && is_done(home, &entry) {
            files.insert(entry.path.clone(), entry);
        }
    }
    mended.files = files.into_values().collect();
    (Some(mended), true)
}

fn by_path(entries: Vec<ManifestEntry>) -> BTreeMap<String, ManifestEntry> {
    entries.into_iter().map(|entry| (entry.path.clone(), entry)).collect()
}

/// Whether the run came as far as this file.
fn is_done(home: &Path, entry: &ManifestEntry) -> bool {
    let path = home.join(&entry.path);
    match &entry.sha256 {
        Some(hash) => fs::read(path).is_ok_and(|bytes| bytes_hash(&bytes) == *hash),
        None => path.is_file(),
    }
}
