//! What git says about files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Those of the files below a folder that git ignores; none outside of a repository, or without git.
pub fn ignored(folder: &Path, files: &[PathBuf]) -> BTreeSet<PathBuf> {
    let mut ignored = BTreeSet::new();
    // Without a repository there is nothing to ask, and a process costs more than all the rest of a small run.
    if !folder.ancestors().any(|folder| folder.join(".git").exists()) {
        return ignored;
    }
    // A command line has its limits.
    for some in files.chunks(500) {
        let mut command = Command::new("git");
        // Unquoted, but for names with control characters: those are never ignored.
        command.arg("-C").arg(folder).args(["-c", "core.quotePath=false", "check-ignore", "--"]).args(some);
        let Ok(output) = command.output() else { break };
        let paths = output.stdout.split(|byte| *byte == b'\n').filter(|path| !path.is_empty());
        ignored.extend(paths.map(|path| PathBuf::from(String::from_utf8_lossy(path).into_owned())));
    }
    ignored
}
