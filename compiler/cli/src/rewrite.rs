//! Replaces a source of the user's by another text: whole or not at all, with the rights that it had.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::disk::{Fault, reason};
use crate::exit::{Exit, Failure};
use crate::lock::temporary;
use crate::paths;

/// A file that will be replaced.
#[derive(Debug)]
pub struct Rewrite {
    /// As shown to the user.
    pub shown: String,
    /// The file itself: links are followed, so that they stay.
    target: PathBuf,
    /// What the new text was made from.
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Rewrite {
    /// Makes sure that the file may be written, and changes nothing yet.
    ///
    /// # Errors
    /// When it may not.
    pub fn new(cwd: &Path, shown: &str, before: Vec<u8>, after: impl Into<Vec<u8>>) -> Result<Self, Failure> {
        let path = cwd.join(shown);
        let fault = |error| Fault::write(&path, error).failure(cwd);
        let target = fs::canonicalize(&path).map_err(fault)?;
        // Who may write the folder could replace a file that is read-only, and root may everything: neither is what its owner wants.
        if fs::metadata(&target).map_err(fault)?.permissions().readonly() {
            return Err(Failure::usage(format!("{shown}: is read-only"), "make it writable, and run it again"));
        }
        OpenOptions::new().write(true).open(&target).map_err(fault)?;
        Ok(Self { shown: shown.to_string(), target, before, after: after.into() })
    }

    /// Writes a temporary file beside it, and renames that into place.
    ///
    /// # Errors
    /// When the file is no longer what it was, or the system refuses.
    pub fn write(&self, cwd: &Path) -> Result<(), Failure> {
        let fault = |error| Fault::write(&self.target, error).failure(cwd);
        let folder = self.target.parent().unwrap_or(&self.target);
        let temporary = Temporary { path: folder.join(temporary(0)) };
        let metadata = fs::metadata(&self.target).map_err(fault)?;
        let mut file = OpenOptions::new().write(true).create_new(true).open(&temporary.path).map_err(fault)?;
        file.write_all(&self.after).map_err(fault)?;
        keep_rights(&file, &metadata).map_err(fault)?;
        // As late as can be: an editor may have saved it in between.
        let now = fs::read(&self.target).map_err(|error| {
            Failure::usage(format!("{}: cannot be read: {}", paths::relative(cwd, &self.target), reason(&error)), "")
        })?;
        if now != self.before {
            let message =
                format!("{}: was changed by somebody else at the same time, and is left as it is", self.shown);
            return Err(Failure::new(Exit::Unable, message, "run it again"));
        }
        fs::rename(&temporary.path, &self.target).map_err(fault)
    }
}

/// What came of several.
#[derive(Debug, Default)]
pub struct Rewritten {
    /// The files that were replaced, as shown.
    pub done: Vec<String>,
    /// Why the others were not.
    pub failure: Option<Failure>,
}

/// Replaces several: all may be written before one is. What fails after that keeps no other from its text.
pub fn all(cwd: &Path, rewrites: impl IntoIterator<Item = Result<Rewrite, Failure>>) -> Rewritten {
    let (mut good, mut failures) = (Vec::new(), Vec::new());
    for rewrite in rewrites {
        match rewrite {
            Ok(rewrite) => good.push(rewrite),
            Err(failure) => failures.push(failure),
        }
    }
    let mut done = Vec::new();
    if failures.is_empty() {
        for rewrite in good {
            match rewrite.write(cwd) {
                Ok(()) => done.push(rewrite.shown),
                Err(failure) => failures.push(failure),
            }
        }
    }
    Rewritten { done, failure: Failure::of(failures) }
}

/// A file that is not in its place yet; taken away if it never gets there.
struct Temporary {
    path: PathBuf,
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // After the rename there is nothing left to take away.
        drop(fs::remove_file(&self.path));
    }
}

fn keep_rights(file: &File, metadata: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        // Only root can give files away; for everybody else the owner is right already, and the group may not be theirs to choose.
        drop(fchown(file, Some(metadata.uid()), Some(metadata.gid())));
    }
    file.set_permissions(metadata.permissions())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_in_between_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.api");
        fs::write(&path, "old").unwrap();
        let rewrite = Rewrite::new(folder.path(), "x.api", b"old".to_vec(), "new").unwrap();
        fs::write(&path, "theirs").unwrap();
        let failure = rewrite.write(folder.path()).unwrap_err();
        assert_eq!(failure.exit, Exit::Unable);
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing temporary is left");
    }

    #[test]
    fn one_that_fails_keeps_no_other_from_its_text() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["a.api", "b.api", "c.api"];
        names.iter().for_each(|name| fs::write(folder.path().join(name), "old").unwrap());
        let rewrites: Vec<_> =
            names.iter().map(|name| Rewrite::new(folder.path(), name, b"old".to_vec(), "new")).collect();
        fs::write(folder.path().join("a.api"), "theirs").unwrap();
        let Rewritten { done, failure } = all(folder.path(), rewrites);
        assert_eq!(done, ["b.api", "c.api"]);
        assert_eq!(failure.unwrap().exit, Exit::Unable);
    }
}
