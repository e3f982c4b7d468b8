//! The files of one emitter, checked as they are added.

use std::collections::BTreeMap;

/// What a file is to the tool (architecture.md, invariant 15).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The tool's: rewritten on every run.
    #[default]
    Generated,
    /// The user's, but generated code needs it: written when absent.
    Scaffold,
    /// The user's: written once.
    Starter,
}

/// One file, relative to its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFile {
    /// Relative, `/` between parts, no `..`.
    pub path: String,
    pub text: String,
    pub kind: Kind,
    /// What a scaffold was written for: `POST /books addBook`, or `middleware Audit`. Empty for other kinds.
    pub subject: String,
}

/// All files of one emitter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OutputFiles {
    /// By path.
    files: BTreeMap<String, OutputFile>,
    /// Folders that hold generated files only, relative, without a final slash; `""` is the root itself.
    owned: Vec<String>,
}

/// Why a file was refused: a fault of an emitter, never of a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathFault {
    /// Absolute, empty, or with an empty part, `.`, `..` or a backslash.
    NotRelative(String),
    /// Another file has the same path but for case.
    Twice(String, String),
}

impl OutputFiles {
    /// Adds a file.
    ///
    /// # Errors
    /// When the path is not plain and relative, or is taken, case ignored.
    pub fn add(&mut self, file: OutputFile) -> Result<(), PathFault> {
        let plain = !file.path.contains('\\') && file.path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        if !plain {
            return Err(PathFault::NotRelative(file.path));
        }
        let folded = file.path.to_lowercase();
        if let Some(other) = self.files.get(&folded) {
            return Err(PathFault::Twice(other.path.clone(), file.path));
        }
        self.files.insert(folded, file);
        Ok(())
    }

    /// Declares that a folder holds generated files only.
    pub fn own(&mut self, folder: impl Into<String>) {
        self.owned.push(folder.into());
    }

    /// All files, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = &OutputFile> {
        self.files.values()
    }

    /// The same, taken.
    pub fn into_files(self) -> impl Iterator<Item = OutputFile> {
        self.files.into_values()
    }

    /// The folders declared by [`OutputFiles::own`].
    pub fn owned(&self) -> &[String] {
        &self.owned
    }
}
