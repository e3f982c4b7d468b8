//! The manifest of the last write.

use std::fs;
use std::io;

use apic_compiler::output::{Manifest, ManifestFault};

use super::Job;
use crate::disk::reason;
use crate::exit::Failure;
use crate::paths;
use crate::writer::MANIFEST;

impl Job<'_> {
    /// Reads it; the inner error says why there is none to go by.
    ///
    /// # Errors
    /// When it cannot be read, or belongs to another contract.
    pub(super) fn manifest(&self) -> Result<Result<Manifest, String>, Failure> {
        let path = self.home.join(MANIFEST);
        let shown = self.project.shown(&path);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Err(format!("there is no {shown}")));
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Ok(Err(format!("{shown} is not UTF-8")));
            }
            Err(error) => return Err(Failure::usage(format!("{shown}: cannot be read: {}", reason(&error)), "")),
        };
        match Manifest::read(&text) {
            Ok(manifest) if manifest.entry == self.identity || self.forces_manifest() => Ok(Ok(manifest)),
            // A name that was mistyped is no other contract, and no reason to release anything.
            Ok(_) if !self.project.cwd.join(&self.entry).exists() => Ok(Err(format!("{} is not there", self.entry))),
            Ok(manifest) => Err(Failure::usage(
                format!("{shown} belongs to another contract, `{}`, and this is `{}`", manifest.entry, self.identity),
                format!(
                    "write to another folder with --out, remove the old output, or, if the entry was renamed: {} --force {shown}",
                    self.command
                ),
            )),
            Err(ManifestFault::Unreadable(why)) => Ok(Err(format!("{shown} cannot be used: {why}"))),
        }
    }

    fn forces_manifest(&self) -> bool {
        let path = self.home.join(MANIFEST);
        self.flags.force.iter().any(|forced| paths::absolute(&self.project.cwd, forced) == path)
    }
}
