//! What a round read, and whether it still is what it was.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use apic_compiler::{Opened, ReadFault, Reader};

use crate::disk::Disk;
use crate::job::{Project, contracts, is_contract, places};
use crate::paths::absolute;

/// Files for the compiler, each remembered with what was in it; those that were not there, too.
pub(super) struct Inputs {
    disk: Disk,
    /// Where `apic.toml` is, or would be.
    settings: Vec<PathBuf>,
    /// Where the entry is looked for if nobody names it.
    folder: Option<PathBuf>,
    seen: RefCell<BTreeMap<PathBuf, Seen>>,
    /// What the last round had seen that came to its end.
    last: BTreeMap<PathBuf, Seen>,
    /// What forbade that round to write, with all folders above.
    obstacles: BTreeMap<PathBuf, Mark>,
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

/// What differs when something more or less is allowed: the rights, and of a file what differs when it was written.
type Mark = Option<(u32, Stamp)>;

// === impl Inputs ===

impl Inputs {
    pub(super) fn new(project: &Project, config: Option<&str>) -> Self {
        let settings = match config {
            Some(path) => vec![absolute(&project.cwd, path)],
            None => places(&project.cwd).take_while(|path| path.starts_with(&project.folder)).collect(),
        };
        Self {
            disk: Disk { cwd: project.cwd.clone() },
            settings,
            folder: None,
            seen: RefCell::default(),
            last: BTreeMap::new(),
            obstacles: BTreeMap::new(),
        }
    }

    /// Begins a round. Settings are looked at before they are read, so that a change in between is one.
    pub(super) fn begin(&mut self) {
        self.obstacles.clear();
        self.seen = RefCell::new(self.settings.iter().map(|path| (path.clone(), Seen::at(path))).collect());
    }

    /// The settings of the round, which say where the entry is looked for.
    pub(super) fn learn(&mut self, project: &Project) {
        self.folder = project.settings.entry.is_none().then(|| project.folder.clone());
        self.seen.get_mut().extend(self.folder.iter().map(|path| (path.clone(), Seen::at(path))));
    }

    /// Ends a round, which may have met something that forbade it to write.
    pub(super) fn end(&mut self, obstacles: &[PathBuf]) {
        self.last = self.seen.borrow().clone();
        let paths = obstacles.iter().flat_map(|path| path.ancestors());
        self.obstacles = paths.map(|path| (path.to_path_buf(), mark(path))).collect();
    }

    /// Every path that was asked for, or is in the way.
    pub(super) fn paths(&self) -> BTreeSet<PathBuf> {
        self.seen.borrow().keys().chain(self.obstacles.keys()).cloned().collect()
    }

    /// Whether a path is one of them, or in the folder whose contracts count.
    pub(super) fn concerned(&self, path: &Path) -> bool {
        let listed = self.folder.is_some() && path.parent() == self.folder.as_deref() && is_contract(path);
        listed || self.seen.borrow().contains_key(path) || self.obstacles.contains_key(path)
    }

    /// Whether anything reads otherwise than in the last round, or what forbade it to write may not any more.
    pub(super) fn changed(&self) -> bool {
        let mut changed = self.freed();
        for (path, seen) in self.seen.borrow_mut().iter_mut() {
            let now = Seen::at(path);
            changed |= now.hash != seen.hash;
            seen.stamp = now.stamp;
        }
        changed
    }

    /// Whether anything was written since it was looked at last, be it with the same text.
    pub(super) fn touched(&self) -> bool {
        self.freed() || self.seen.borrow().iter().any(|(path, seen)| stamp(path) != seen.stamp)
    }

    fn freed(&self) -> bool {
        self.obstacles.iter().any(|(path, was)| mark(path) != *was)
    }

    /// Whether something that was there is gone, or anything is empty now: an editor that writes anew may be halfway.
    pub(super) fn halfway(&self) -> bool {
        self.last.iter().any(|(path, last)| match stamp(path) {
            None => last.hash.is_some(),
            Some((0, ..)) => last.hash != Some(hash(b"")),
            Some(_) => false,
        })
    }

    /// Whether something was read just then.
    pub(super) fn read_halfway(&self) -> bool {
        let lacking = |seen: Option<&Seen>| seen.is_some_and(|seen| seen.hash.is_none_or(|read| read == hash(b"")));
        let seen = self.seen.borrow();
        self.last.iter().any(|(path, last)| lacking(seen.get(path)) && !lacking(Some(last)))
    }
}

impl Reader for Inputs {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let place = absolute(&self.disk.cwd, path);
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
            Some(metadata) if metadata.is_dir() => names(path).map(|names| hash(&names)),
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

fn mark(path: &Path) -> Mark {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let rights = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions());
    #[cfg(not(unix))]
    let rights = metadata.permissions().readonly().into();
    // Time and length of a folder change with whatever is written into it.
    Some((rights, metadata.is_file().then(|| stamp(path)).flatten()))
}

/// The names of the contracts in a folder, one after the other.
fn names(folder: &Path) -> Option<Vec<u8>> {
    let contracts = contracts(folder).ok()?;
    let names = contracts.iter().filter_map(|path| path.file_name());
    Some(names.flat_map(|name| [name.as_encoded_bytes(), b"\0"].concat()).collect())
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
