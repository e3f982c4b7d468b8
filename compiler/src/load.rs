//! From the entry's path to the closure: reads, parses, follows imports.

mod decode;
mod import;
mod path;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostics::Sink;
use crate::parse::{self, Known};
use crate::source::{ReadFault, Reader, Source, SourceId, Sources};
use crate::tree::{File, ImportPath, Statement};
use crate::trivia::Trivia;

pub(crate) use decode::source as decode;

/// One parsed file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    pub file: File,
    pub trivia: Trivia,
    /// Every name that stands before `{` or `struct {` in skipped text: `undefined-type` is held back for them.
    pub skipped_names: BTreeSet<String>,
    /// Whether there was nothing to say about the text as such.
    pub clean: bool,
}

/// Every reachable file once, entry first, imports depth first in written order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loaded {
    pub sources: Sources,
    /// One a source, at the same index.
    pub parsed: Vec<Parsed>,
}

/// The files of an earlier run, by path, for a run after an edit: what did not change is not parsed again.
#[derive(Debug, Default)]
pub struct Before {
    files: BTreeMap<String, Known>,
}

/// Why there is no closure at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryFault {
    pub path: String,
    pub fault: ReadFault,
}

/// Bytes as the text that a contract is read from.
pub(crate) fn decoded(id: SourceId, path: String, bytes: Vec<u8>) -> crate::source::Source {
    decode::source(id, path, bytes).source
}

/// A file whose imports are being followed.
struct Open {
    source: SourceId,
    identity: String,
    imports: std::vec::IntoIter<ImportPath>,
    /// What this file imported so far.
    seen: BTreeMap<String, crate::source::Span>,
}

struct Loader<'a> {
    reader: &'a dyn Reader,
    entry: &'a str,
    before: &'a mut Before,
    sink: &'a mut Sink,
    loaded: Loaded,
    /// Identity of every file that was read.
    known: BTreeSet<String>,
    /// The same by path, so that a diamond does not read a file twice.
    identities: BTreeMap<String, String>,
    /// The chain of imports from the entry to the file at hand. A stack of our own: chains may be long.
    chain: Vec<Open>,
    /// Where each file of the chain stands in it.
    on_chain: BTreeMap<String, usize>,
}

/// Loads the entry and all that it imports. Broken imports are diagnostics.
///
/// # Errors
/// When the entry itself cannot be read.
pub(crate) fn load(
    reader: &dyn Reader,
    entry: &str,
    before: &mut Before,
    sink: &mut Sink,
) -> Result<Loaded, EntryFault> {
    let fault = |fault| EntryFault { path: entry.to_string(), fault };
    let opened = reader.read(entry).map_err(fault)?;
    decode::check_size(&opened.bytes).map_err(fault)?;
    let mut loader = Loader {
        reader,
        entry,
        before,
        sink,
        loaded: Loaded::default(),
        known: BTreeSet::new(),
        identities: BTreeMap::new(),
        chain: Vec::new(),
        on_chain: BTreeMap::new(),
    };
    loader.identities.insert(path::tidy(entry), opened.identity.clone());
    loader.open(entry.to_string(), opened);
    while let Some(open) = loader.chain.last_mut() {
        match open.imports.next() {
            Some(import) => loader.follow(&import),
            None => {
                if let Some(done) = loader.chain.pop() {
                    loader.on_chain.remove(&done.identity);
                }
            }
        }
    }
    Ok(loader.loaded)
}

impl Before {
    /// Remembers what was loaded.
    pub(crate) fn keep(&mut self, sources: &Sources, parsed: Vec<Parsed>) {
        let known = |(source, parsed): (&Source, Parsed)| {
            (source.path.clone(), Known { id: source.id, text: source.text.clone(), parsed })
        };
        self.files = sources.list.iter().zip(parsed).map(known).collect();
    }
}

impl Loader<'_> {
    /// Parses a file that was read and puts it on top of the chain.
    fn open(&mut self, path: String, opened: crate::source::Opened) {
        let id = SourceId(self.loaded.sources.list.len() as u32);
        let decoded = decode::source(id, path, opened.bytes);
        let known = self.before.files.remove(&decoded.source.path);
        let parsed = parse::parse_again(&decoded.source, &decoded.bad_bytes, known, self.sink);
        let imports: Vec<ImportPath> = imports(&parsed.file);
        self.known.insert(opened.identity.clone());
        self.on_chain.insert(opened.identity.clone(), self.chain.len());
        self.loaded.sources.list.push(decoded.source);
        self.loaded.parsed.push(parsed);
        self.chain.push(Open {
            source: id,
            identity: opened.identity,
            imports: imports.into_iter(),
            seen: BTreeMap::new(),
        });
    }
}

fn imports(file: &File) -> Vec<ImportPath> {
    let paths = file.statements.iter().filter_map(|statement| match statement {
        Statement::Import(import) => Some(import.paths.iter().cloned()),
        _ => None,
    });
    paths.flatten().collect()
}

#[cfg(test)]
mod tests;
