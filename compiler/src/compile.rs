//! The pipe from a path to a model, in one call.

use std::{panic, thread};

use crate::diagnostics::{Diagnostic, Levels, Severity, Sink};
use crate::ir::Api;
use crate::load::{self, Before, EntryFault};
use crate::outline::{self, Outline};
use crate::resolve::Resolved;
use crate::source::{Reader, Sources};
use crate::wire::Wire;
use crate::{check, lower, resolve};

/// What a project says about its contract.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub wire: Wire,
    pub levels: Levels,
}

/// What came of a contract.
#[derive(Debug)]
pub struct Compiled {
    /// Every file that was read.
    pub sources: Sources,
    /// Sorted, levels applied.
    pub diagnostics: Vec<Diagnostic>,
    /// There if it was asked for and no diagnostic is an error by nature; warnings that the project denies do not stop it, but the caller should.
    pub api: Option<Api>,
}

/// A part of the pipe, for those who measure it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Reading and parsing, imports included.
    Load,
    Resolve,
    /// The checks, and the model beside them.
    Check,
}

/// Compiles the contract whose entry is at `entry`.
///
/// # Errors
/// When the entry itself cannot be read; everything else is a diagnostic.
pub fn compile(reader: &dyn Reader, entry: &str, settings: &Settings) -> Result<Compiled, EntryFault> {
    compile_observed(reader, entry, settings, &mut |_| {})
}

/// The same, calling `done` behind each stage: the caller has the clock.
///
/// # Errors
/// As [`compile`].
pub fn compile_observed(
    reader: &dyn Reader,
    entry: &str,
    settings: &Settings,
    done: &mut dyn FnMut(Stage),
) -> Result<Compiled, EntryFault> {
    Ok(stages(reader, entry, settings, Wanted::model(&mut Before::default()), done)?.0)
}

/// The same after an edit: what did not change since the last time is taken from there, and what is here now stays for the next time.
///
/// # Errors
/// As [`compile`].
pub fn compile_again(
    reader: &dyn Reader,
    entry: &str,
    settings: &Settings,
    before: &mut Before,
) -> Result<Compiled, EntryFault> {
    Ok(stages(reader, entry, settings, Wanted::model(before), &mut |_| {})?.0)
}

/// The same with the outline of what is written.
///
/// # Errors
/// As [`compile`].
pub fn compile_outlined(
    reader: &dyn Reader,
    entry: &str,
    settings: &Settings,
) -> Result<(Compiled, Outline), EntryFault> {
    stages(reader, entry, settings, Wanted { outline: true, ..Wanted::model(&mut Before::default()) }, &mut |_| {})
}

/// Finds what is wrong with a contract and builds no model: that cannot fail, so there is nothing to learn from it.
///
/// # Errors
/// As [`compile`].
pub fn check_only(reader: &dyn Reader, entry: &str, settings: &Settings) -> Result<Compiled, EntryFault> {
    Ok(stages(reader, entry, settings, Wanted { model: false, ..Wanted::model(&mut Before::default()) }, &mut |_| {})?
        .0)
}

/// What a caller needs beside the diagnostics, and what it has.
struct Wanted<'a> {
    model: bool,
    outline: bool,
    before: &'a mut Before,
}

fn stages(
    reader: &dyn Reader,
    entry: &str,
    settings: &Settings,
    wanted: Wanted<'_>,
    done: &mut dyn FnMut(Stage),
) -> Result<(Compiled, Outline), EntryFault> {
    let mut sink = Sink::default();
    let loaded = load::load(reader, entry, wanted.before, &mut sink)?;
    done(Stage::Load);
    let resolved = resolve::resolve(&loaded, &mut sink);
    done(Stage::Resolve);
    let api = checked(&resolved, &settings.wire, wanted.model, &mut sink);
    done(Stage::Check);
    let outline = if wanted.outline { outline::outline(&resolved) } else { Outline::default() };
    let diagnostics = sink.close(&loaded.sources, &settings.levels);
    wanted.before.keep(&loaded.sources, loaded.parsed);
    Ok((Compiled { sources: loaded.sources, diagnostics, api }, outline))
}

/// Lowers, and runs the checks beside that: the two take as long as each other, and neither needs the other. A model of what has errors is dropped.
fn checked(resolved: &Resolved<'_>, wire: &Wire, model: bool, sink: &mut Sink) -> Option<Api> {
    let model = model && !sink.has_errors();
    let api = thread::scope(|scope| {
        let checks = scope.spawn(|| check::run(resolved, wire, sink));
        // Here, where the model is used and goes: threads that free what others took pay for it.
        let api = model.then(|| lower::lower(resolved, wire));
        checks.join().unwrap_or_else(|bug| panic::resume_unwind(bug));
        api
    });
    api.filter(|_| !sink.has_errors())
}

impl<'a> Wanted<'a> {
    fn model(before: &'a mut Before) -> Self {
        Self { model: true, outline: false, before }
    }
}

impl Compiled {
    /// Whether anything was generated must not be: an error, or a warning that the project denies.
    pub fn failed(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}
