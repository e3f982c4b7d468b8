//! `gen` as `apic watch` runs it, again and again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

use apic_compiler::emit::Renders;
use apic_compiler::output::{Action, Plan, Wanted};
use apic_compiler::{Before, Compiled, EntryFault, Reader, Settings, compile_again};

use super::{Draft, Job};
use crate::args::{Gen, Global};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::paths::plain;
use crate::registry::EMITTERS;
use crate::terminal::Terminal;
use crate::writer::MANIFEST;

/// What is kept from one round to the next.
pub struct Kept {
    /// The files as they were parsed.
    before: RefCell<Before>,
    /// The texts of each output.
    renders: BTreeMap<&'static str, Renders>,
    /// What the last round that ended well wanted.
    wanted: RefCell<Option<Wanted>>,
    /// Where something forbids to write, since the last look: no edit of a source mends that.
    obstacles: RefCell<Vec<PathBuf>>,
}

/// What a run came to.
pub struct Outcome {
    pub exit: Exit,
    /// Files, counted.
    pub written: usize,
    pub removed: usize,
    /// Differs with the generated files, whoever wrote them.
    pub made: u64,
}

/// Generates. `still` is asked when everything was read and before anything is said or written: `false` = the sources changed meanwhile, which gives `None`.
///
/// # Errors
/// As [`run`](super::run).
pub fn round(
    terminal: &mut Terminal<'_>,
    (project, global, flags): (Project, &Global, &Gen),
    reader: &dyn Reader,
    kept: &Kept,
    still: &mut dyn FnMut() -> bool,
) -> Result<Option<Outcome>, Failure> {
    let job = Job { kept: Some(kept), ..Job::new(project, global, flags)? };
    // A manifest may stand in the way, too, and what it says decides what is refused.
    kept.obstacle(&job.home.join(MANIFEST));
    job.run(terminal, global.format, reader, still)
}

// === impl Kept ===

impl Default for Kept {
    fn default() -> Self {
        let renders = EMITTERS.iter().map(|emitter| (emitter.name(), Renders::kept())).collect();
        Self { before: RefCell::default(), renders, wanted: RefCell::default(), obstacles: RefCell::default() }
    }
}

impl Kept {
    /// The texts of an output.
    pub(super) fn renders(&self, output: &str) -> Option<&Renders> {
        self.renders.get(output)
    }

    /// What the last round wanted, taken.
    pub(super) fn wanted(&self) -> Option<Wanted> {
        self.wanted.take()
    }

    /// Something at a path forbids to write.
    pub(super) fn obstacle(&self, path: &Path) {
        self.obstacles.borrow_mut().push(path.to_path_buf());
    }

    /// Files that a plan must not touch.
    pub(super) fn refused(&self, home: &Path, plan: &Plan) {
        let refused = plan.steps.iter().filter(|step| step.action == Action::Refuse);
        refused.for_each(|step| self.obstacle(&plain(&home.join(&step.path))));
    }

    /// Where something forbade to write in the last round.
    pub fn obstacles(&self) -> Vec<PathBuf> {
        self.obstacles.take()
    }

    /// The model of a contract, of which little changed.
    pub(super) fn compile(
        &self,
        reader: &dyn Reader,
        entry: &str,
        settings: &Settings,
    ) -> Result<Compiled, EntryFault> {
        compile_again(reader, entry, settings, &mut self.before.borrow_mut())
    }
}

// === impl Outcome ===

impl Outcome {
    /// Nothing was written.
    pub fn stopped(exit: Exit) -> Self {
        Self { exit, written: 0, removed: 0, made: 0 }
    }
}

// === impl Draft ===

impl Draft<'_> {
    /// What was done, and what is there now: as the new manifest says, or the old one if it stays.
    pub(super) fn outcome(self) -> Outcome {
        let (plan, kept) = (&self.plan, self.job.kept);
        let mut made = DefaultHasher::new();
        let manifest = plan.manifest.as_ref().or(self.basis.manifest.as_ref());
        for entry in manifest.iter().flat_map(|manifest| &manifest.files) {
            (&entry.path, &entry.sha256).hash(&mut made);
        }
        let count = |does: &dyn Fn(Action) -> bool| plan.steps.iter().filter(|step| does(step.action)).count();
        let outcome = Outcome {
            exit: Exit::Done,
            written: count(&|action| matches!(action, Action::Create | Action::Replace)),
            removed: count(&|action| action == Action::Remove),
            made: made.finish(),
        };
        if let Some(kept) = kept {
            kept.wanted.replace(Some(self.wanted));
        }
        outcome
    }
}
