//! Plans executed in folders of their own, and broken off at every step.

use super::*;
use crate::lock::is_temporary;
use apic_compiler::output::{Basis, Kind, Manifest, OutputFile, OutputFiles, Root, plan};
use std::cell::Cell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;

fn wanted(files: &[(&str, &str)]) -> Wanted {
    let mut made = OutputFiles::default();
    for (path, text) in files {
        let kind = if path.starts_with("gen/") { Kind::Generated } else { Kind::Scaffold };
        let (path, text) = (path.to_string(), text.to_string());
        made.add(OutputFile { path, text, kind, subject: String::new() }).unwrap();
    }
    made.own("gen");
    Wanted::gather(vec![Root { emitter: "e".into(), path: ".".into(), files: made }], None).unwrap()
}

fn run(home: &Path, files: &[(&str, &str)]) -> Result<Plan, Fault> {
    run_on(&System, home, files)
}

fn run_on(tree: &dyn Tree, home: &Path, files: &[(&str, &str)]) -> Result<Plan, Fault> {
    let wanted = wanted(files);
    let text = fs::read_to_string(home.join(MANIFEST)).ok();
    let manifest = text.and_then(|text| Manifest::read(&text).ok());
    let (manifest, unfinished) = crate::journal::mended(home, manifest, "");
    let found = crate::scan::found(home, &wanted, manifest.as_ref(), &BTreeSet::new())?;
    let plan = plan(&wanted, &Basis { manifest, unfinished, ..Basis::default() }, &found);
    assert!(plan.steps.iter().all(|step| step.action != Action::Refuse), "{:?}", plan.steps);
    write_to(tree, home, &wanted, &plan).map(|()| plan)
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

/// Lets so many operations pass. The next one fails halfway: alone, or with all that follow, as when the process is killed.
struct Failing {
    left: Cell<usize>,
    killed: bool,
}

impl Failing {
    fn ask(&self) -> io::Result<()> {
        let left = self.left.get();
        if left != 0 || !self.killed {
            self.left.set(left.wrapping_sub(1));
        }
        if left == 0 { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Tree for Failing {
    fn make(&self, folder: &Path) -> io::Result<()> {
        self.ask().and_then(|()| System.make(folder))
    }

    fn create(&self, path: &Path) -> io::Result<File> {
        self.ask().and_then(|()| System.create(path))
    }

    fn fill(&self, file: &mut File, text: &str) -> io::Result<()> {
        self.ask().inspect_err(|_| file.write_all(&text.as_bytes()[..text.len() / 2]).unwrap())?;
        System.fill(file, text)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.ask().and_then(|()| System.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.ask().and_then(|()| System.remove(path))
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        // A system that lets a file go lets its empty folder go.
        if self.killed { self.ask() } else { Ok(()) }.and_then(|()| System.remove_folder(folder))
    }
}

/// The second run replaces, removes with folders, creates with folders, and keeps.
const BEFORE: &[(&str, &str)] = &[("gen/a", "one"), ("gen/old/x/b", "one"), ("gen/same", "one"), ("logic/a", "one")];
const AFTER: &[(&str, &str)] =
    &[("gen/a", "two"), ("gen/new/y/c", "two"), ("gen/same", "one"), ("logic/a", "two"), ("logic/new/b", "two")];

/// The same when the contract has changed in between: what the run has written is not taken for edited.
#[test]
fn a_run_that_breaks_off_anywhere_is_no_edit() {
    const LAST: &[(&str, &str)] =
        &[("gen/a", "last"), ("gen/new/y/c", "last"), ("gen/same", "one"), ("logic/a", "last")];
    let whole = tempfile::tempdir().unwrap();
    run(whole.path(), LAST).unwrap();
    let wanted = tree(&whole.path().join("gen"));
    for (killed, first) in [(false, false), (false, true), (true, false), (true, true)] {
        for count in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let home = folder.path();
            if !first {
                run(home, BEFORE).unwrap();
            }
            let failing = Failing { left: Cell::new(count), killed };
            let broken = run_on(&failing, home, AFTER);
            // Another one breaks off before the last.
            let again = Failing { left: Cell::new(9), killed };
            drop(run_on(&again, home, LAST));
            run(home, LAST).unwrap();
            assert_eq!(tree(&home.join("gen")), wanted, "after {count} operations");
            assert!(!names(home).iter().any(|path| crate::lock::is_journal(path)), "{:?}", names(home));
            assert_eq!(run(home, LAST).unwrap().manifest, None);
            if broken.is_ok() {
                assert!(count > 10, "only {count} operations");
                break;
            }
        }
    }
}

/// Whatever operation a run breaks off at: no file is half written, and the next run repairs.
#[test]
fn a_run_that_breaks_off_anywhere_is_repaired_by_the_next() {
    let whole = tempfile::tempdir().unwrap();
    run(whole.path(), BEFORE).unwrap();
    let before = tree(whole.path());
    run(whole.path(), AFTER).unwrap();
    let after = tree(whole.path());
    for killed in [false, true] {
        for count in 0.. {
            let folder = tempfile::tempdir().unwrap();
            let home = folder.path();
            run(home, BEFORE).unwrap();
            let failing = Failing { left: Cell::new(count), killed };
            let broken = run_on(&failing, home, AFTER);
            for (path, text) in tree(home) {
                let temporary = is_temporary(path.rsplit('/').next().unwrap());
                let known = [&before, &after].iter().any(|tree| tree.get(&path) == Some(&text));
                let folder = path.ends_with('/');
                let waits = temporary && (killed || crate::lock::is_journal(&path));
                assert!(known || folder || waits, "{count} operations, {path}: {text}");
            }
            run(home, AFTER).unwrap();
            assert_eq!(tree(home), after, "repaired after {count} operations");
            assert_eq!(run(home, AFTER).unwrap().manifest, None);
            if broken.is_ok() && failing.left.get() > 0 && failing.left.get() <= count {
                assert!(count > 15, "only {count} operations");
                break;
            }
        }
    }
}
