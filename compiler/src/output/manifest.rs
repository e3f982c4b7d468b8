//! What the last `gen` wrote: one `apic-manifest.json` beside `apic.toml` or in `--out`.

use std::fmt::Write as _;

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

/// The hash by which a generated file is known again: SHA-256, lower-case hex, CRLF read as LF so that a checkout may change line ends.
pub fn text_hash(text: &str) -> String {
    let mut hash = Sha256::new();
    for (index, line) in text.split("\r\n").enumerate() {
        if index > 0 {
            hash.update(b"\n");
        }
        hash.update(line.as_bytes());
    }
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
}
