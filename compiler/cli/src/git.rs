//! What git says about files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Those of the files that git ignores; none outside of a repository, or without git.
pub fn ignored(files: &[PathBuf]) -> BTreeSet<PathBuf> {
    // Git gives up on the whole list for one path that lies in another repository or behind a link to a folder: each repository is asked for its own files,
    // by their paths without such links.
    let mut repositories: BTreeMap<PathBuf, Vec<(PathBuf, &PathBuf)>> = BTreeMap::new();
    let mut folders = BTreeMap::new();
    for file in files {
        let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else { continue };
        let folder =
            folders.entry(folder).or_insert_with(|| fs::canonicalize(folder).unwrap_or_else(|_| folder.into()));
        // Without a repository there is nothing to ask, and a process costs more than all the rest of a small run.
        if let Some(root) = folder.ancestors().find(|folder| folder.join(".git").exists()) {
            repositories.entry(root.to_path_buf()).or_default().push((folder.join(name), file));
        }
    }
    repositories.iter().flat_map(|(root, files)| ignored_in(root, files)).collect()
}

fn ignored_in(root: &Path, files: &[(PathBuf, &PathBuf)]) -> BTreeSet<PathBuf> {
    let mut ignored = BTreeSet::new();
    // A command line has its limits.
    for some in files.chunks(500) {
        let mut command = Command::new("git");
        // Unquoted, but for names with control characters: those are never ignored.
        command.arg("-C").arg(root).args(["-c", "core.quotePath=false", "check-ignore", "--"]);
        let Ok(output) = command.args(some.iter().map(|(path, _)| path)).output() else { break };
        let said: BTreeSet<_> = output.stdout.split(|byte| *byte == b'\n').collect();
        let named = some.iter().filter(|(path, _)| said.contains(path.as_os_str().as_encoded_bytes()));
        ignored.extend(named.map(|(_, file)| (*file).clone()));
    }
    ignored
}
