//! What emitters make and what a write would do with it: values, no disk.

mod files;
mod manifest;
mod plan;

pub use files::{Kind, OutputFile, OutputFiles, PathFault};
pub use manifest::{Manifest, ManifestEntry, ManifestFault, ManifestInput, text_hash};
