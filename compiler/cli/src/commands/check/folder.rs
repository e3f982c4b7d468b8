//! The entries of a folder: the files that no other file in it imports.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use apic_compiler::{Compiled, Settings};

use super::contract;
use crate::disk::reason;
use crate::exit::Failure;
use crate::git;
use crate::job::Project;
use crate::paths;

/// Folders that hold no sources of the user's.
const SKIPPED: &[&str] = &["node_modules", "target"];

/// Compiles the contracts below a folder.
///
/// # Errors
/// When the folder cannot be read, or holds no contract.
pub(super) fn entries(project: &Project, settings: &Settings, typed: &str) -> Result<Vec<Compiled>, Failure> {
    let files = files(project, typed)?;
    let mut found = Vec::new();
    for file in &files {
        let compiled = contract(project, settings, &project.entry(Some(&file.to_string_lossy()))?)?;
        let closure: BTreeSet<_> =
            compiled.sources.list.iter().map(|source| identity(&project.cwd.join(&source.path))).collect();
        found.push((identity(file), closure, compiled));
    }
    let heads: Vec<bool> = (0..found.len()).map(|index| is_entry(&found, index)).collect();
    Ok(found.into_iter().zip(heads).filter(|(_, head)| *head).map(|((_, _, compiled), _)| compiled).collect())
}

/// The contracts below a folder, sorted; what git ignores is left out.
///
/// # Errors
/// When the folder cannot be read, or holds no contract.
pub(crate) fn files(project: &Project, typed: &str) -> Result<Vec<PathBuf>, Failure> {
    let folder = paths::absolute(&project.cwd, typed);
    let mut files = Vec::new();
    walk(&folder, &mut files).map_err(|(path, error)| {
        Failure::usage(format!("{}: cannot be read: {}", project.shown(&path), reason(&error)), "")
    })?;
    let ignored = git::ignored(&files);
    files.retain(|file| !ignored.contains(file));
    if files.is_empty() {
        return Err(Failure::usage(format!("{typed}: no .api file in this folder"), ""));
    }
    Ok(files)
}

/// Whether no other file reaches this one, or only files of its own cycle that come later.
fn is_entry(found: &[(PathBuf, BTreeSet<PathBuf>, Compiled)], index: usize) -> bool {
    let Some((own, closure, _)) = found.get(index) else { return false };
    found.iter().enumerate().all(|(other, (path, reached, _))| {
        other == index || !reached.contains(own) || (closure.contains(path) && index < other)
    })
}

fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// All contracts below a folder, sorted; links to folders are not followed.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), (PathBuf, io::Error)> {
    let at = |error| (folder.to_path_buf(), error);
    let mut entries = fs::read_dir(folder).map_err(at)?.collect::<Result<Vec<_>, _>>().map_err(at)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let (path, name) = (entry.path(), entry.file_name());
        let name = name.to_string_lossy();
        if entry.file_type().map_err(at)?.is_dir() {
            if !name.starts_with('.') && !SKIPPED.contains(&name.as_ref()) {
                walk(&path, files)?;
            }
        } else if name.ends_with(".api") && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}
