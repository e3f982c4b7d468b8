//! What a round read, and whether it still is what it was.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use apic_compiler::{Opened, ReadFault, Reader};

use crate::disk::Disk;
use crate::job::Project;

/// Files for the compiler, each remembered with what was in it; those that were not there, too.
pub(super) struct Inputs {
    disk: Disk,
    /// `apic.toml`, there or not.
    settings: PathBuf,
    /// Where the entry is looked for if nobody names it.
    folder: Option<PathBuf>,
    seen: RefCell<BTreeMap<PathBuf, Seen>>,
}

/// A path as it was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    stamp: Stamp,
    /// Of the bytes, or of the names of the contracts in a folder; `None` = nothing to read.
    hash: Option<u64>,
}

/// What differs when a file was written, without opening it: length, time, and which file it is.
type Stamp = Option<(u64, Option<SystemTime>, u64)>;

// === impl Inputs ===

impl Inputs {
    pub(super) fn new(project: &Project, settings: PathBuf) -> Self {
        let folder = project.settings.entry.is_none().then(|| project.folder.clone());
        let disk = Disk { cwd: project.cwd.clone() };
        Self { disk, settings, folder, seen: RefCell::default() }
    }

    /// Forgets the last round. Looked at before they are read, so that a change in between is one.
    pub(super) fn begin(&mut self) {
        let seen = [Some(&self.settings), self.folder.as_ref()];
        self.seen = RefCell::new(seen.into_iter().flatten().map(|path| (path.clone(), Seen::at(path))).collect());
    }

    /// Every path that was asked for.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.seen.borrow().keys().cloned().collect()
    }

    /// Whether a path is one of them, or in the folder whose contracts count.
    pub(super) fn concerned(&self, path: &Path) -> bool {
        let listed = self.folder.is_some() && path.parent() == self.folder.as_deref() && is_contract(path);
        listed || self.seen.borrow().contains_key(path)
    }

    /// Whether anything reads otherwise than in the last round.
    pub(super) fn changed(&self) -> bool {
        let mut changed = false;
        for (path, seen) in self.seen.borrow_mut().iter_mut() {
            let now = Seen::at(path);
            changed |= now.hash != seen.hash;
            seen.stamp = now.stamp;
        }
        changed
    }

    /// Whether anything was written since it was looked at last, be it with the same text.
    pub(super) fn touched(&self) -> bool {
        self.seen.borrow().iter().any(|(path, seen)| stamp(path) != seen.stamp)
    }

    /// Whether something that was read is gone, or anything is empty now: an editor that writes anew may be halfway.
    pub(super) fn halfway(&self) -> bool {
        self.seen.borrow().iter().any(|(path, seen)| match stamp(path) {
            None => seen.hash.is_some(),
            Some((0, ..)) => seen.hash != Some(hash(b"")),
            Some(_) => false,
        })
    }
}

impl Reader for Inputs {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let place = crate::paths::absolute(&self.disk.cwd, path);
        let stamp = stamp(&place);
        let read = self.disk.read(path);
        let hash = read.as_ref().ok().map(|opened| hash(&opened.bytes));
        let mut seen = self.seen.borrow_mut();
        // Behind a link the file itself is what editors write.
        if let Ok(opened) = &read
            && Path::new(&opened.identity) != place
        {
            seen.insert(PathBuf::from(&opened.identity), Seen { stamp, hash });
        }
        seen.insert(place, Seen { stamp, hash });
        read
    }
}

// === impl Seen ===

impl Seen {
    fn at(path: &Path) -> Self {
        let stamp = stamp(path);
        let metadata = fs::metadata(path).ok();
        let hash = match metadata {
            Some(metadata) if metadata.is_file() => fs::read(path).ok().map(|bytes| hash(&bytes)),
            Some(metadata) if metadata.is_dir() => contracts(path).map(|names| hash(&names)),
            _ => None,
        };
        Self { stamp, hash }
    }
}

fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let which = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let which = 0;
    Some((metadata.len(), metadata.modified().ok(), which))
}

/// The names of the contracts in a folder, one after the other.
fn contracts(folder: &Path) -> Option<Vec<u8>> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let mut names: Vec<_> = entries.filter(|entry| is_contract(&entry.path())).map(|entry| entry.file_name()).collect();
    names.sort();
    Some(names.iter().flat_map(|name| [name.as_encoded_bytes(), b"\0"].concat()).collect())
}

fn is_contract(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "api")
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
