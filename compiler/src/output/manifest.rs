//! What the last `gen` wrote: one `apic-manifest.json` beside `apic.toml` or in `--out`.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::Kind;

/// The manifest of one contract. Paths are relative to the manifest's folder (a root may be `../server`).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Manifest {
    /// Version of the tool that wrote it.
    pub apic: String,
    /// The contract: path of the entry.
    pub entry: String,
    /// Every `.api` of the closure, and `apic.toml`: for messages alone.
    pub inputs: Vec<ManifestInput>,
    /// Sorted by path.
    pub files: Vec<ManifestEntry>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ManifestInput {
    pub path: String,
    pub sha256: String,
}

/// A file that was written or adopted.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ManifestEntry {
    pub path: String,
    pub emitter: String,
    pub kind: Kind,
    /// SHA-256 of the text with CRLF read as LF; of generated files.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// What a scaffold was written for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
}

/// Why a manifest could not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManifestFault {
    /// Not JSON of our form (conflict marks, for example); says what.
    Unreadable(String),
}

// === impl Manifest ===

impl Manifest {
    /// Reads the text of a manifest.
    ///
    /// # Errors
    /// When it is not of our form: conflict marks, for example, or a path outside of what a project may name.
    pub fn read(text: &str) -> Result<Self, ManifestFault> {
        let unreadable = |why: String| ManifestFault::Unreadable(why);
        let manifest: Self = serde_json::from_str(text).map_err(|error| {
            let marks = text.lines().any(|line| line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>"));
            unreadable(if marks { "it holds conflict marks".to_string() } else { error.to_string() })
        })?;
        let mut paths = BTreeSet::new();
        for ManifestEntry { path, .. } in &manifest.files {
            if path.is_empty() || path.starts_with('/') || path.contains('\\') {
                return Err(unreadable(format!("`{path}` is no relative path")));
            }
            if !paths.insert(path) {
                return Err(unreadable(format!("`{path}` is listed twice")));
            }
        }
        Ok(manifest)
    }

    /// The text of the manifest: one entry a line, sorted, so that merges rarely conflict.
    pub fn write(&self) -> String {
        let mut inputs: Vec<_> = self.inputs.iter().collect();
        let mut files: Vec<_> = self.files.iter().collect();
        inputs.sort_by_key(|input| &input.path);
        files.sort_by_key(|entry| &entry.path);
        let (inputs, files) = (lines(&inputs), lines(&files));
        let (apic, entry) = (Value::from(self.apic.as_str()), Value::from(self.entry.as_str()));
        format!(
            "{{\n  \"apic\": {apic},\n  \"entry\": {entry},\n  \"inputs\": [{inputs}],\n  \"files\": [{files}]\n}}\n"
        )
    }
}

/// The items of a JSON list, one a line.
fn lines<T: serde::Serialize>(items: &[&T]) -> String {
    // Strings only: serialization cannot fail.
    let lines: Vec<_> = items.iter().map(|item| serde_json::to_string(item).unwrap_or_default()).collect();
    if lines.is_empty() { String::new() } else { format!("\n    {}\n  ", lines.join(",\n    ")) }
}

/// The hash by which a generated file is known again: SHA-256, lower-case hex, CRLF read as LF so that a checkout may change line ends.
pub fn text_hash(text: &str) -> String {
    bytes_hash(text.as_bytes())
}

/// The same for what lies on disk, which may be no text.
pub fn bytes_hash(bytes: &[u8]) -> String {
    let mut hash = Sha256::new();
    let mut rest = bytes;
    // Most files hold no CR at all, and that is found out many bytes at a time.
    while rest.contains(&b'\r')
        && let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n")
    {
        let (line, after) = rest.split_at(end);
        hash.update(line);
        // The LF stays in front of the next piece.
        rest = after.get(1..).unwrap_or_default();
    }
    hash.update(rest);
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crlf_and_lf_hash_alike() {
        assert_eq!(text_hash("a\r\nb\n"), text_hash("a\nb\n"));
        assert_ne!(text_hash("a\rb\n"), text_hash("a\nb\n"));
        assert_eq!(text_hash(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    fn entry(path: &str) -> ManifestEntry {
        ManifestEntry {
            path: path.into(),
            emitter: "rust".into(),
            kind: Kind::Generated,
            sha256: Some("00".into()),
            subject: String::new(),
        }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written_with_one_entry_a_line() {
        let input = ManifestInput { path: "a.api".into(), sha256: "11".into() };
        let mut manifest =
            Manifest { apic: "0.1.0".into(), entry: "a.api".into(), inputs: vec![input], files: Vec::new() };
        assert_eq!(Manifest::read(&manifest.write()), Ok(manifest.clone()));
        manifest.files = vec![entry("src/b.rs"), entry("src/a.rs")];
        let text = manifest.write();
        assert_eq!(
            text,
            r#"{
  "apic": "0.1.0",
  "entry": "a.api",
  "inputs": [
    {"path":"a.api","sha256":"11"}
  ],
  "files": [
    {"path":"src/a.rs","emitter":"rust","kind":"generated","sha256":"00"},
    {"path":"src/b.rs","emitter":"rust","kind":"generated","sha256":"00"}
  ]
}
"#
        );
        manifest.files.reverse();
        assert_eq!(Manifest::read(&text), Ok(manifest));
    }

    #[test]
    fn what_is_no_manifest_is_unreadable() {
        let why = |text: &str| match Manifest::read(text) {
            Err(ManifestFault::Unreadable(why)) => why,
            Ok(manifest) => panic!("read {manifest:?}"),
        };
        assert_eq!(why("{\n<<<<<<< HEAD\n}"), "it holds conflict marks");
        let with = |files: Vec<ManifestEntry>| Manifest { files, ..Manifest::default() }.write();
        assert_eq!(why(&with(vec![entry("/etc/passwd")])), "`/etc/passwd` is no relative path");
        assert_eq!(why(&with(vec![entry("a"), entry("a")])), "`a` is listed twice");
    }
}
