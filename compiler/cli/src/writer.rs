//! Executes a plan: the only file that touches the output tree.
//!
//! All texts are first written under temporary names, so that a full disk or a forbidden folder is met before anything has changed. Then files are renamed
//! into place one by one, what is stale is removed, and the manifest comes last. A run that breaks off in between leaves whole files, and the next run mends
//! the rest.

mod tree;

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apic_compiler::output::{Action, Plan, Wanted};

use crate::disk::Fault;
use crate::journal;
use crate::lock::{is_journal, is_left, journal as journal_name, temporary};
use crate::paths::plain;

use tree::{System, Tree};

/// The name of the manifest.
pub const MANIFEST: &str = "apic-manifest.json";

/// Writes what the plan says below `home`, the folder of the manifest.
///
/// # Errors
/// When the system refuses. Unless it happens while files are renamed, nothing has changed then; else the new manifest stays under its temporary name, for
/// [`crate::journal`].
pub fn write(home: &Path, wanted: &Wanted, plan: &Plan) -> Result<(), Fault> {
    write_to(&System, home, wanted, plan)
}

fn write_to(tree: &dyn Tree, home: &Path, wanted: &Wanted, plan: &Plan) -> Result<(), Fault> {
    sweep(tree, home, wanted);
    let mut stage = Stage { tree, files: VecDeque::new(), folders: Vec::new(), count: 0, journal: false, begun: false };
    for step in &plan.steps {
        if let (Action::Create | Action::Replace, Some(file)) = (step.action, wanted.files.get(&step.path)) {
            stage.add(&plain(&home.join(&step.path)), &file.text)?;
        }
    }
    let files = stage.files.len();
    if let Some(manifest) = &plan.manifest {
        let number = (0..).find(|number| !home.join(journal_name(*number)).exists()).unwrap_or_default();
        stage.add_as(&home.join(MANIFEST), journal_name(number), &manifest.write())?;
        stage.journal = true;
    }
    stage.rename(files)?;
    // What a run that broke off removed is forgotten now, and its folders may have been left.
    for step in plan.steps.iter().filter(|step| matches!(step.action, Action::Remove | Action::Forget)) {
        remove(tree, home, &plain(&home.join(&step.path)))?;
    }
    stage.rename(1)?;
    journal::left(home).iter().for_each(|journal| drop(tree.remove(journal)));
    Ok(())
}

/// Files that are written, but not yet in their place. What is left of it is taken away when it is dropped.
struct Stage<'a> {
    tree: &'a dyn Tree,
    files: VecDeque<Staged>,
    /// Folders that were made for them, outer ones first.
    folders: Vec<PathBuf>,
    count: usize,
    /// The last file is the manifest.
    journal: bool,
    /// Something is in its place already.
    begun: bool,
}

struct Staged {
    temporary: PathBuf,
    path: PathBuf,
}

impl Stage<'_> {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), Fault> {
        self.count += 1;
        self.add_as(path, temporary(self.count), text)
    }

    fn add_as(&mut self, path: &Path, name: String, text: &str) -> Result<(), Fault> {
        let folder = path.parent().unwrap_or(path);
        self.make(folder).map_err(|error| Fault::write(folder, error))?;
        let temporary = folder.join(name);
        let mut file = self.tree.create(&temporary).map_err(|error| Fault::write(path, error))?;
        // From here on it has to be taken away again, however little of it was written.
        self.files.push_back(Staged { temporary, path: path.to_path_buf() });
        self.tree.fill(&mut file, text).map_err(|error| Fault::write(path, error))
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            self.tree.make(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }

    /// Puts the next files into their places, as many as that or all.
    fn rename(&mut self, count: usize) -> Result<(), Fault> {
        for _ in 0..count {
            let Some(file) = self.files.front() else { break };
            self.tree.rename(&file.temporary, &file.path).map_err(|error| Fault::write(&file.path, error))?;
            self.files.pop_front();
            self.begun = true;
        }
        Ok(())
    }
}

impl Drop for Stage<'_> {
    fn drop(&mut self) {
        if self.begun && self.journal {
            self.files.pop_back();
        }
        for file in &self.files {
            drop(self.tree.remove(&file.temporary));
        }
        // Only those that are still empty go.
        for folder in self.folders.iter().rev() {
            drop(self.tree.remove_folder(folder));
        }
    }
}

/// Takes away what a run that broke off left. Whatever cannot be taken away is in nobody's way.
fn sweep(tree: &dyn Tree, home: &Path, wanted: &Wanted) {
    // Many files share a folder, and texts compare faster than paths.
    let parents: BTreeSet<&str> =
        wanted.files.keys().map(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    let mut folders: BTreeSet<PathBuf> = [home.to_path_buf()].into();
    folders.extend(parents.into_iter().map(|folder| home.join(folder)));
    folders.extend(journal::folders(home));
    for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        // What a manifest in waiting says is still needed if this run breaks off, too.
        if is_left(&name) && !is_journal(&name) {
            drop(tree.remove(&entry.path()));
        }
    }
}

/// Removes a file, and the folders that it leaves empty.
fn remove(tree: &dyn Tree, home: &Path, path: &Path) -> Result<(), Fault> {
    match tree.remove(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Fault::write(path, error)),
    }
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != home && !home.starts_with(folder)) {
        match tree.remove_folder(folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => break,
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
