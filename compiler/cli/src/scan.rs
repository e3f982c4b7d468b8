//! What is on disk where a plan has to look.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

use apic_compiler::output::{Kind, Manifest, OnDisk, Wanted, WantedFile, bytes_hash};

use crate::disk::{Fault, kind};
use crate::lock::is_temporary;

/// Finds everything at a wanted or listed path, and in the folders that hold generated files only.
///
/// # Errors
/// When something is there that cannot be read.
pub fn found(
    home: &Path,
    wanted: &Wanted,
    manifest: Option<&Manifest>,
    inputs: &BTreeSet<String>,
) -> Result<BTreeMap<String, OnDisk>, Fault> {
    let mut found = BTreeMap::new();
    let listed = manifest.iter().flat_map(|manifest| &manifest.files).map(|entry| (&entry.path, entry.kind));
    // What is generated is replaced and removed, so its text counts; of the rest it is enough that it is there.
    let mut asked: BTreeMap<&String, bool> = BTreeMap::new();
    for (path, kind) in wanted.files.iter().map(|(path, file)| (path, file.kind)).chain(listed) {
        *asked.entry(path).or_default() |= kind == Kind::Generated;
    }
    let mut folders = Folders { home, folder: "", files: BTreeSet::new() };
    for (path, text) in asked {
        if !text && folders.hold(path) {
            found.insert(path.clone(), OnDisk::File(String::new()));
            continue;
        }
        let place = home.join(path);
        if let Some(there) = look(&place, text, wanted.files.get(path)).map_err(|error| Fault::read(&place, error))? {
            found.insert(path.clone(), there);
        }
    }
    for folder in &wanted.owned {
        let walk = Walk { home, wanted, inputs };
        walk.folder(folder, folder, &mut found)?;
    }
    Ok(found)
}

/// The plain files of one folder: to list it once is cheaper than to ask for each of its files.
struct Folders<'a> {
    home: &'a Path,
    folder: &'a str,
    files: BTreeSet<OsString>,
}

impl<'a> Folders<'a> {
    /// Whether there surely is a file. Paths should come in order, those of a folder together; what a link or the file system's own idea of a name leads
    /// to has to be asked for.
    fn hold(&mut self, path: &'a str) -> bool {
        let Some((folder, name)) = path.rsplit_once('/') else { return false };
        if folder != self.folder {
            let entries = fs::read_dir(self.home.join(folder)).into_iter().flatten().flatten();
            let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
            (self.folder, self.files) = (folder, files.map(|entry| entry.file_name()).collect());
        }
        self.files.contains(OsStr::new(name))
    }
}

/// What lies at one path, its text read only if it counts; `None` = nothing.
fn look(path: &Path, text: bool, wanted: Option<&WantedFile>) -> io::Result<Option<OnDisk>> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let hash = if text { hash(&fs::read(path)?, wanted) } else { String::new() };
            Ok(Some(OnDisk::File(hash)))
        }
        Ok(metadata) => Ok(Some(OnDisk::Other(kind(metadata.file_type()).to_string()))),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            // A link to nowhere is something, too.
            let link = fs::symlink_metadata(path).is_ok();
            Ok(link.then(|| OnDisk::Other("a link to nothing".to_string())))
        }
        Err(error) => Err(error),
    }
}

/// That of the wanted text if it is that text: it is known, and to compare is cheaper.
fn hash(bytes: &[u8], wanted: Option<&WantedFile>) -> String {
    let same = wanted.filter(|wanted| wanted.text.as_bytes() == bytes);
    same.and_then(|wanted| wanted.sha256.clone()).unwrap_or_else(|| bytes_hash(bytes))
}

struct Walk<'a> {
    home: &'a Path,
    wanted: &'a Wanted,
    /// Sources and settings, which may lie in an owned folder without being foreign.
    inputs: &'a BTreeSet<String>,
}

impl Walk<'_> {
    fn folder(&self, owned: &str, folder: &str, found: &mut BTreeMap<String, OnDisk>) -> Result<(), Fault> {
        let place = self.home.join(folder);
        let entries = match fs::read_dir(&place).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
            Ok(entries) => entries,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(());
            }
            Err(error) => return Err(Fault::read(&place, error)),
        };
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_temporary(&name) {
                continue;
            }
            let path = if folder == "." { name } else { format!("{folder}/{name}") };
            let file_type = entry.file_type().map_err(|error| Fault::read(&entry.path(), error))?;
            let other_root = path != owned && self.wanted.roots.contains(&path);
            if file_type.is_dir() && !other_root {
                self.folder(owned, &path, found)?;
            } else if !file_type.is_dir() && !self.inputs.contains(&path) && !found.contains_key(&path) {
                // Nobody asks for the text of a foreign file.
                found.insert(path, OnDisk::File(String::new()));
            }
        }
        Ok(())
    }
}
