//! `gen` as `apic watch` runs it, again and again.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

use apic_compiler::emit::Renders;
use apic_compiler::output::{Action, Plan};
use apic_compiler::{Before, Compiled, EntryFault, Reader, Settings, compile_again};

use super::Job;
use crate::args::{Gen, Global};
use crate::exit::{Exit, Failure};
use crate::registry::EMITTERS;
use crate::terminal::Terminal;

/// What is kept from one round to the next.
pub struct Kept {
    /// The files as they were parsed.
    before: RefCell<Before>,
    /// The texts of each output.
    renders: BTreeMap<&'static str, Renders>,
}

/// What a run came to.
pub struct Outcome {
    pub exit: Exit,
    /// Files, counted.
    pub written: usize,
    pub removed: usize,
}

/// Generates. `still` is asked when everything was read and before anything is said or written: `false` = the sources changed meanwhile, which gives `None`.
///
/// # Errors
/// As [`run`](super::run).
pub fn round(
    terminal: &mut Terminal<'_>,
    (cwd, global, flags): (&Path, &Global, &Gen),
    reader: &dyn Reader,
    kept: &Kept,
    still: &mut dyn FnMut() -> bool,
) -> Result<Option<Outcome>, Failure> {
    let job = Job { kept: Some(kept), ..Job::new(cwd, global, flags)? };
    job.run(terminal, global.format, reader, still)
}

// === impl Kept ===

impl Default for Kept {
    fn default() -> Self {
        let renders = EMITTERS.iter().map(|emitter| (emitter.name(), Renders::kept())).collect();
        Self { before: RefCell::default(), renders }
    }
}

impl Kept {
    /// The texts of an output.
    pub(super) fn renders(&self, output: &str) -> Option<&Renders> {
        self.renders.get(output)
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
        Self { exit, written: 0, removed: 0 }
    }

    /// What a plan did.
    pub(super) fn of(plan: &Plan) -> Self {
        let count = |does: &dyn Fn(Action) -> bool| plan.steps.iter().filter(|step| does(step.action)).count();
        Self {
            exit: Exit::Done,
            written: count(&|action| matches!(action, Action::Create | Action::Replace)),
            removed: count(&|action| action == Action::Remove),
        }
    }
}
