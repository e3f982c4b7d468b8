//! The manifest that a write leaves behind.

use std::collections::BTreeMap;

use super::{Action, Basis, Step};
use crate::output::{Manifest, ManifestEntry, Wanted, WantedFile};

/// What the last write has listed.
pub(super) fn listed(basis: &Basis) -> BTreeMap<&str, &ManifestEntry> {
    basis.manifest.iter().flat_map(|manifest| &manifest.files).map(|entry| (entry.path.as_str(), entry)).collect()
}

/// The manifest that belongs to the plan, if it has to be written.
pub(super) fn manifest(wanted: &Wanted, basis: &Basis, steps: &[Step]) -> Option<Manifest> {
    let old = listed(basis);
    let touched: BTreeMap<&str, &Step> = steps.iter().map(|step| (step.path.as_str(), step)).collect();
    let mut files = BTreeMap::new();
    for (path, file) in &wanted.files {
        files.insert(path.as_str(), entry(path, file));
    }
    for (path, entry) in &old {
        // Orphans and starters stay listed, and so does what this run did not compare.
        let stays = touched.get(path).is_none_or(|step| step.action == Action::Keep);
        if stays && !files.contains_key(path) {
            files.insert(path, (*entry).clone());
        }
    }
    let quiet = |step: &Step| matches!(step.action, Action::Keep | Action::Leave);
    let same = basis.manifest.as_ref().is_some_and(|manifest| {
        manifest.apic == basis.apic && manifest.entry == basis.entry && old.keys().eq(files.keys())
    });
    (!same || basis.unfinished || !steps.iter().all(quiet)).then(|| Manifest {
        apic: basis.apic.clone(),
        entry: basis.entry.clone(),
        inputs: basis.inputs.clone(),
        files: files.into_values().collect(),
    })
}

fn entry(path: &str, file: &WantedFile) -> ManifestEntry {
    ManifestEntry {
        path: path.into(),
        emitter: file.emitter.clone(),
        kind: file.kind,
        sha256: file.sha256.clone(),
        subject: file.subject.clone(),
    }
}
