//! Executes a plan: the only file that touches the output tree.
//!
//! All texts are first written under temporary names, so that a full disk or a forbidden folder is met before anything has changed. Then files are renamed
//! into place one by one, what is stale is removed, and the manifest comes last. A run that breaks off in between leaves whole files, and the next run mends
//! the rest.

use std::collections::{BTreeSet, VecDeque};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process;

use apic_compiler::output::{Action, Plan, Wanted};

use crate::disk::Fault;
use crate::paths::plain;

/// The name of the manifest.
pub const MANIFEST: &str = "apic-manifest.json";

/// How names of files begin that are not in their place yet.
const TEMPORARY: &str = ".apic-";

/// Whether a run that broke off may have left a file of this name.
pub fn is_temporary(name: &str) -> bool {
    name.starts_with(TEMPORARY) && name.ends_with(".tmp")
}

/// Writes what the plan says below `home`, the folder of the manifest.
///
/// # Errors
/// When the system refuses. Unless it happens while files are renamed, nothing has changed then.
pub fn write(home: &Path, wanted: &Wanted, plan: &Plan) -> Result<(), Fault> {
    sweep(home, wanted);
    let mut stage = Stage::default();
    for step in &plan.steps {
        if let (Action::Create | Action::Replace, Some(file)) = (step.action, wanted.files.get(&step.path)) {
            stage.add(&plain(&home.join(&step.path)), &file.text)?;
        }
    }
    if let Some(manifest) = &plan.manifest {
        stage.add(&home.join(MANIFEST), &manifest.write())?;
    }
    let manifest = plan.manifest.as_ref().and_then(|_| stage.files.pop_back());
    stage.rename()?;
    for step in plan.steps.iter().filter(|step| step.action == Action::Remove) {
        remove(home, &plain(&home.join(&step.path)))?;
    }
    stage.files.extend(manifest);
    stage.rename()
}

/// Files that are written, but not yet in their place. What is left of it is taken away when it is dropped.
#[derive(Default)]
struct Stage {
    files: VecDeque<Staged>,
    /// Folders that were made for them, outer ones first.
    folders: Vec<PathBuf>,
    count: usize,
}

struct Staged {
    temporary: PathBuf,
    path: PathBuf,
}

impl Stage {
    fn add(&mut self, path: &Path, text: &str) -> Result<(), Fault> {
        let folder = path.parent().unwrap_or(path);
        self.make(folder).map_err(|error| Fault::write(folder, error))?;
        let temporary = folder.join(format!("{TEMPORARY}{}-{}.tmp", process::id(), self.count));
        self.count += 1;
        let mut file = create(&temporary).map_err(|error| Fault::write(path, error))?;
        // From here on it has to be taken away again, however little of it was written.
        self.files.push_back(Staged { temporary, path: path.to_path_buf() });
        file.write_all(text.as_bytes()).map_err(|error| Fault::write(path, error))
    }

    fn make(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.is_dir()).collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(folder)?;
            self.folders.push(folder.to_path_buf());
        }
        Ok(())
    }

    fn rename(&mut self) -> Result<(), Fault> {
        while let Some(file) = self.files.front() {
            fs::rename(&file.temporary, &file.path).map_err(|error| Fault::write(&file.path, error))?;
            self.files.pop_front();
        }
        Ok(())
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        for file in &self.files {
            drop(fs::remove_file(&file.temporary));
        }
        // Only those that are still empty go.
        for folder in self.folders.iter().rev() {
            drop(fs::remove_dir(folder));
        }
    }
}

fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Takes away what a run that broke off left. Whatever cannot be taken away is in nobody's way.
fn sweep(home: &Path, wanted: &Wanted) {
    let mut folders: BTreeSet<PathBuf> = [home.to_path_buf()].into();
    folders.extend(wanted.files.keys().filter_map(|path| home.join(path).parent().map(Path::to_path_buf)));
    for entry in folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten().flatten() {
        if is_temporary(&entry.file_name().to_string_lossy()) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

/// Removes a file, and the folders that it leaves empty.
fn remove(home: &Path, path: &Path) -> Result<(), Fault> {
    match fs::remove_file(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(Fault::write(path, error)),
    }
    for folder in path.ancestors().skip(1).take_while(|folder| *folder != home && !home.starts_with(folder)) {
        if fs::remove_dir(folder).is_err() {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use apic_compiler::output::{Basis, Kind, Manifest, OutputFile, OutputFiles, Root, plan};
    use std::collections::BTreeMap;

    fn wanted(files: &[(&str, &str)]) -> Wanted {
        let mut made = OutputFiles::default();
        for (path, text) in files {
            let (path, text) = (path.to_string(), text.to_string());
            made.add(OutputFile { path, text, kind: Kind::Generated, subject: String::new() }).unwrap();
        }
        made.own("gen");
        Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files: made }]).unwrap()
    }

    fn run(home: &Path, files: &[(&str, &str)]) -> Result<Plan, Fault> {
        let wanted = wanted(files);
        let text = fs::read_to_string(home.join(MANIFEST)).ok();
        let manifest = text.and_then(|text| Manifest::read(&text).ok());
        let found = crate::scan::found(home, &wanted, manifest.as_ref(), &BTreeSet::new())?;
        let plan = plan(&wanted, &Basis { manifest, ..Basis::default() }, &found);
        write(home, &wanted, &plan).map(|()| plan)
    }

    /// Every file below a folder with its text.
    fn tree(folder: &Path) -> BTreeMap<String, String> {
        let mut tree = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                let inner = self::tree(&path);
                tree.insert(format!("{name}/"), String::new());
                tree.extend(inner.into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
            } else {
                tree.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
        tree
    }

    fn names(folder: &Path) -> Vec<String> {
        tree(folder).into_keys().collect()
    }

    #[test]
    fn writes_then_nothing_then_what_changed_and_takes_empty_folders_away() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("new");
        run(&home, &[("gen/a/x", "1"), ("gen/y", "1")]).unwrap();
        assert_eq!(names(&home), [MANIFEST, "gen/", "gen/a/", "gen/a/x", "gen/y"]);
        let before = fs::metadata(home.join(MANIFEST)).unwrap().modified().unwrap();
        assert_eq!(run(&home, &[("gen/a/x", "1"), ("gen/y", "1")]).unwrap().manifest, None);
        assert_eq!(fs::metadata(home.join(MANIFEST)).unwrap().modified().unwrap(), before);
        run(&home, &[("gen/y", "2")]).unwrap();
        assert_eq!(names(&home), [MANIFEST, "gen/", "gen/y"]);
        assert_eq!(fs::read_to_string(home.join("gen/y")).unwrap(), "2");
    }

    #[test]
    fn a_write_that_fails_leaves_everything_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path();
        run(home, &[("gen/a", "1")]).unwrap();
        // A file stands where a folder is needed: found only when the earlier files are already staged.
        fs::write(home.join("z"), "mine").unwrap();
        let before = tree(home);
        let fault = run(home, &[("gen/a", "2"), ("gen/b/c", "2"), ("z/x", "2")]).unwrap_err();
        assert_eq!(fault.path, home.join("z"));
        assert_eq!(tree(home), before);
    }
}
