//! What emitters make and what a write would do with it: values, no disk.

mod files;
mod manifest;
mod plan;
mod wanted;

pub use files::{Kind, OutputFile, OutputFiles, PathFault};
pub use manifest::{Manifest, ManifestEntry, ManifestFault, ManifestInput, bytes_hash, text_hash};
pub use plan::{Action, Basis, OnDisk, Plan, Step, Verdict, is_clean, plan};
pub use wanted::{Clash, Root, Wanted, WantedFile};
