//! What a write would do, path by path: the table of architecture.md §8, with the words of drift.md §1.2.

mod orphan;
mod record;
mod rows;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{Kind, Manifest, ManifestEntry, ManifestInput, Wanted};

/// What a write would do in all roots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// One a path, sorted.
    pub steps: Vec<Step>,
    /// The manifest to write behind everything else; `None` = leave the old one alone.
    pub manifest: Option<Manifest>,
}

/// What happens at one path.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    /// From the folder of the manifest.
    pub path: String,
    /// Empty for a foreign file.
    pub emitter: String,
    pub kind: Kind,
    pub verdict: Verdict,
    pub action: Action,
    /// What a scaffold was written for.
    pub subject: String,
    /// A scaffold, where something generated belongs now: nothing releases it.
    pub users: bool,
    /// For an orphan, or a scaffold that is in the way: the one to which its route went.
    pub went: Option<String>,
}

/// How a path stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    #[default]
    Ok,
    /// The tool would write something else now, and nobody touched the file.
    Stale,
    /// Changed by hand.
    Edited,
    /// Somebody else's file where one of ours belongs.
    InTheWay,
    ScaffoldMissing,
    /// The user removed it, and it stays removed.
    StarterRemoved,
    Missing,
    /// No longer wanted.
    Extra,
    /// No longer wanted, and changed by hand.
    ExtraEdited,
    /// Neither wanted nor there.
    Gone,
    /// In a folder that holds generated files only, and not ours.
    Foreign,
    /// A scaffold of a route that no longer exists.
    Orphan,
}

/// What a write does about it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    #[default]
    /// Touches nothing, not even the time stamp.
    Keep,
    /// Lists what is there.
    Adopt,
    Create,
    Replace,
    Remove,
    /// Lists it no longer.
    Forget,
    /// Stops the whole write.
    Refuse,
    /// Nothing; but a check fails.
    Leave,
}

/// What lies at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnDisk {
    /// A file, by the hash of its text; empty where nobody asks for it.
    File(String),
    /// Something that no write may replace; says what.
    Other(String),
}

/// Everything a plan follows from, besides what is wanted and what is on disk.
#[derive(Debug, Clone, Default)]
pub struct Basis {
    /// Version of the running tool.
    pub apic: String,
    /// The contract, from the folder of the manifest.
    pub entry: String,
    pub inputs: Vec<ManifestInput>,
    /// The manifest of the last write, if there is a readable one.
    pub manifest: Option<Manifest>,
    /// The manifest on disk is an older one: the run that was to write this one broke off.
    pub unfinished: bool,
    /// Compare only what the emitters that ran have listed.
    pub narrow: bool,
    /// Paths that may be replaced or removed although they were edited or are in the way.
    pub force: BTreeSet<String>,
    /// Foreign paths to remove.
    pub prune: BTreeSet<String>,
}

/// Plans a write. `found` holds everything that is on disk at a wanted or listed path or in an owned folder.
pub fn plan(wanted: &Wanted, basis: &Basis, found: &BTreeMap<String, OnDisk>) -> Plan {
    let listed = record::listed(basis);
    let compared = |entry: &ManifestEntry| !basis.narrow || wanted.emitters.contains(&entry.emitter);
    let mut steps = BTreeMap::new();
    for (path, file) in &wanted.files {
        let (verdict, action) = rows::wanted(file, listed.get(path.as_str()).copied(), found.get(path));
        let step =
            Step { emitter: file.emitter.clone(), kind: file.kind, subject: file.subject.clone(), ..Step::default() };
        steps.insert(path, Step { path: path.clone(), verdict, action, ..step });
    }
    for entry in listed.values().filter(|entry| compared(entry) && !wanted.files.contains_key(&entry.path)) {
        let (verdict, action) = rows::unwanted(entry, found.get(&entry.path));
        let step = Step {
            emitter: entry.emitter.clone(),
            kind: entry.kind,
            subject: entry.subject.clone(),
            ..Step::default()
        };
        steps.insert(&entry.path, Step { path: entry.path.clone(), verdict, action, ..step });
    }
    // What is listed by an emitter that did not run is not foreign either.
    for path in found.keys().filter(|path| !wanted.files.contains_key(*path) && !listed.contains_key(path.as_str())) {
        let (verdict, action) = (Verdict::Foreign, Action::Leave);
        steps.insert(path, Step { path: path.clone(), verdict, action, ..Step::default() });
    }
    let mut steps: Vec<Step> = steps.into_values().collect();
    orphan::find_new_places(&mut steps, wanted, &listed);
    steps.iter_mut().for_each(|step| release(step, basis, found));
    let manifest = record::manifest(wanted, basis, &steps);
    Plan { steps, manifest }
}

/// Whether a check passes: nothing would change but the manifest.
pub fn is_clean(plan: &Plan) -> bool {
    plan.steps.iter().all(|step| matches!(step.action, Action::Keep | Action::Adopt | Action::Forget))
}

/// Does what a flag asks for. Only files can be released: nobody asked for the loss of a whole folder.
fn release(step: &mut Step, basis: &Basis, found: &BTreeMap<String, OnDisk>) {
    if !matches!(found.get(&step.path), Some(OnDisk::File(_))) {
        return;
    }
    step.action = match step.verdict {
        Verdict::InTheWay if step.users => step.action,
        Verdict::Edited | Verdict::InTheWay if basis.force.contains(&step.path) => Action::Replace,
        Verdict::ExtraEdited if basis.force.contains(&step.path) => Action::Remove,
        Verdict::Foreign if basis.prune.contains(&step.path) => Action::Remove,
        _ => step.action,
    };
}
