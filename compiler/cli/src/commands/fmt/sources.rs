//! What `apic fmt` formats: the files that were named, those of a folder, or the closure of the entry.

use std::collections::BTreeSet;

use apic_compiler::{Code, Compiled, Opened, Reader as _};

use crate::commands::check::{self, folder};
use crate::disk::{Disk, words};
use crate::exit::Failure;
use crate::git;
use crate::job::Project;
use crate::paths;

/// A source that was read.
pub(super) struct Source {
    /// As shown to the user.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// All that were meant.
#[derive(Default)]
pub(super) struct Sources {
    pub read: Vec<Source>,
    /// Why others could not be read.
    pub failure: Option<Failure>,
    /// Imports that lead nowhere: files that were meant, and not looked at.
    pub lost: Option<Compiled>,
}

/// Reads everything that was named, each file once, and says what could not be read.
///
/// # Errors
/// When nothing was named and there is no entry.
pub(super) fn sources(project: &Project, typed: &[String]) -> Result<Sources, Failure> {
    let (mut paths, mut failures) = (Vec::new(), Vec::new());
    for path in typed {
        if !project.cwd.join(path).is_dir() {
            paths.push(project.entry(Some(path))?);
            continue;
        }
        match folder::files(project, path) {
            Ok(files) => {
                for file in files {
                    paths.push(project.entry(Some(&file.to_string_lossy()))?);
                }
            }
            Err(failure) => failures.push(failure),
        }
    }
    let mut sources = Sources::default();
    if typed.is_empty() {
        let mut compiled = check::contract(project, &project.settings.compiler, &project.entry(None)?)?;
        paths.extend(compiled.sources.list.iter().map(|source| source.path.clone()));
        compiled.diagnostics.retain(|found| matches!(found.code, Code::ImportNotFound | Code::ImportPath));
        sources.lost = Some(compiled).filter(|compiled| !compiled.diagnostics.is_empty());
    }
    let disk = Disk { cwd: project.cwd.clone() };
    let mut seen = BTreeSet::new();
    for path in paths {
        match disk.read(&path) {
            Ok(Opened { identity, bytes }) if seen.insert(identity.clone()) => {
                sources.read.push(Source { path, bytes });
            }
            Ok(_) => {}
            Err(fault) => failures.push(Failure::usage(format!("{path}: {}", words(&fault)), "")),
        }
    }
    sources.failure = Failure::of(failures);
    Ok(sources)
}

/// Those of the sources that git ignores: others make them, and will make them again.
pub(super) fn ignored<'a>(project: &Project, sources: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
    let (shown, files): (Vec<_>, Vec<_>) =
        sources.map(|path| (path.to_string(), paths::absolute(&project.cwd, path))).unzip();
    let ignored = git::ignored(&files);
    shown.into_iter().zip(&files).filter(|(_, file)| ignored.contains(*file)).map(|(shown, _)| shown).collect()
}
