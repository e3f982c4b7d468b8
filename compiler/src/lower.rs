//! A closure without errors becomes the model.

use crate::ir::{Api, Info, Name};
use crate::resolve::Resolved;
use crate::wire::Wire;

/// Builds the model. Called only if no error was pushed, so it cannot fail.
pub(crate) fn lower(resolved: &Resolved<'_>, wire: &Wire) -> Api {
    let entry = resolved.loaded.sources.list.first().map(|source| source.path.clone()).unwrap_or_default();
    Api {
        entry,
        service: Name { words: vec!["service".into()] },
        service_name: String::new(),
        info: Info::default(),
        wire: wire.clone(),
        structs: Vec::new(),
        enums: Vec::new(),
        groups: Vec::new(),
    }
}
