//! `apic gen`: all outputs of a contract, written, checked or shown.

mod cause;
mod document;
mod drift;
mod lacking;
mod manifest;
mod named;
mod outputs;
mod report;
mod round;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use apic_compiler::output::{Action, Basis, ManifestInput, OnDisk, Plan, Wanted, is_clean, plan, text_hash};
use apic_compiler::{Code, Compiled, Reader, compile};

use crate::args::{Format, Gen, Global};
use crate::disk::{Disk, Fault};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::journal;
use crate::lock::Turn;
use crate::paths;
use crate::scan;
use crate::terminal::Terminal;
use crate::writer::{self, MANIFEST};

pub use round::{Kept, Outcome, round};

/// A run, as far as it is known before the contract is read.
struct Job<'a> {
    project: Project,
    flags: &'a Gen,
    /// What was typed, less what it releases and how it looks; to be typed again.
    command: String,
    /// The folder of the manifest.
    home: PathBuf,
    /// The entry, as shown.
    entry: String,
    /// The contract: the entry from the folder of the manifest.
    identity: String,
    start: Instant,
    /// What the rounds before left, if it is `apic watch` that runs it. The watch has a line of its own for what was done.
    kept: Option<&'a Kept>,
}

/// A plan, and what it was made of.
struct Draft<'a> {
    job: &'a Job<'a>,
    wanted: Wanted,
    basis: Basis,
    found: BTreeMap<String, OnDisk>,
    plan: Plan,
}

/// Plans all outputs, and writes them unless told not to.
///
/// # Errors
/// When something is wrong outside of the contract.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Gen) -> Result<Exit, Failure> {
    let job = Job::new(Project::find(cwd, global)?, global, flags)?;
    let disk = Disk { cwd: job.project.cwd.clone() };
    // Nobody writes while this reads: what was read counts.
    let outcome = job.run(terminal, global.format, &disk, &mut || true)?;
    Ok(outcome.map_or(Exit::Done, |outcome| outcome.exit))
}

// === impl Job ===

impl<'a> Job<'a> {
    fn new(project: Project, global: &Global, flags: &'a Gen) -> Result<Self, Failure> {
        let start = Instant::now();
        let home = flags.out.as_ref().map_or_else(|| project.folder.clone(), |out| paths::absolute(&project.cwd, out));
        let entry = project.entry(flags.file.as_deref())?;
        let identity = paths::relative(&home, &paths::absolute(&project.cwd, &entry));
        let command = named::command(global, flags);
        Ok(Self { project, flags, command, home, entry, identity, start, kept: None })
    }

    /// `None` = `still`, which is asked before anything is said or written, does not stand by what was read.
    fn run(
        &self,
        terminal: &mut Terminal<'_>,
        format: Format,
        reader: &dyn Reader,
        still: &mut dyn FnMut() -> bool,
    ) -> Result<Option<Outcome>, Failure> {
        let outputs = outputs::chosen(self)?;
        // Whose manifest it is counts before all mistakes; what it says is read when nobody else writes.
        drop(self.manifest()?);
        let compiled = self.compile(reader);
        if !still() {
            return Ok(None);
        }
        let mut compiled = compiled?;
        if self.failed(terminal, format, &mut compiled)? {
            return Ok(Some(Outcome::stopped(Exit::Sources)));
        }
        let inputs = self.inputs(&compiled);
        let made = outputs::made(self, terminal, compiled, &outputs)?;
        let wanted = outputs::gathered(self, made)?;
        let Some(turn) = self.turn(terminal, still) else { return Ok(None) };
        let (manifest, no_manifest) = match self.manifest()? {
            Ok(manifest) => (Some(manifest), None),
            Err(why) => (None, Some(why)),
        };
        let (manifest, unfinished) = journal::mended(&self.home, manifest, &self.identity);
        let basis = Basis {
            apic: env!("CARGO_PKG_VERSION").to_string(),
            entry: self.identity.clone(),
            inputs,
            manifest,
            unfinished,
            narrow: !self.flags.lang.is_empty(),
            ..Basis::default()
        };
        let draft = Draft::new(self, wanted, basis)?;
        draft.version(terminal);
        if self.flags.check || self.flags.dry_run || self.flags.diff {
            // Who reads what is shown may take his time.
            drop(turn);
            draft.drift(terminal, format, no_manifest.as_deref())?;
            let clean = is_clean(&draft.plan) && no_manifest.is_none();
            return Ok(Some(Outcome::stopped(if clean { Exit::Done } else { Exit::Drift })));
        }
        if draft.plan.steps.iter().any(|step| step.action == Action::Refuse) {
            drop(turn);
            draft.refused(terminal);
            self.kept.iter().for_each(|kept| kept.refused(&self.home, &draft.plan));
            return Ok(Some(Outcome::stopped(Exit::Drift)));
        }
        writer::write(&self.home, &draft.wanted, &draft.plan).map_err(|fault| self.unable(&fault))?;
        drop(turn);
        draft.written(terminal);
        Ok(Some(draft.outcome()))
    }

    fn turn(&self, terminal: &mut Terminal<'_>, still: &mut dyn FnMut() -> bool) -> Option<Turn> {
        let says = || terminal.say("note: another apic is writing here; waiting for it");
        match self.kept {
            None => Some(Turn::take(&self.home, says)),
            Some(_) => Turn::take_while(&self.home, says, still),
        }
    }

    /// What the system refused; a watch goes on when that has changed.
    fn unable(&self, fault: &Fault) -> Failure {
        self.kept.iter().for_each(|kept| kept.obstacle(&fault.path));
        fault.failure(&self.project.cwd)
    }

    fn compile(&self, reader: &dyn Reader) -> Result<Compiled, Failure> {
        let mut settings = self.project.settings.compiler.clone();
        // A contract without routes gives nothing to generate: here it is an error.
        settings.levels.allow.retain(|code| *code != Code::NoRoutes);
        settings.levels.deny.push(Code::NoRoutes);
        let compiled = match self.kept {
            Some(kept) => kept.compile(reader, &self.entry, &settings),
            None => compile(reader, &self.entry, &settings),
        };
        compiled.map_err(|fault| named::unread(self.flags, &fault))
    }

    /// Everything that was read, by its path from the folder of the manifest.
    fn inputs(&self, compiled: &Compiled) -> Vec<ManifestInput> {
        let input = |path: &Path, text: &str| ManifestInput {
            path: paths::relative(&self.home, path),
            sha256: text_hash(text),
        };
        let sources = compiled.sources.list.iter();
        let mut inputs: Vec<_> =
            sources.map(|source| input(&paths::absolute(&self.project.cwd, &source.path), &source.text)).collect();
        inputs.extend(self.project.config.iter().map(|(path, text)| input(path, text)));
        inputs.sort_by(|one, other| one.path.cmp(&other.path));
        inputs.dedup_by(|one, other| one.path == other.path);
        inputs
    }
}

// === impl Draft ===

impl<'a> Draft<'a> {
    fn new(job: &'a Job<'a>, wanted: Wanted, mut basis: Basis) -> Result<Self, Failure> {
        let known = basis.inputs.iter().map(|input| input.path.clone()).chain([MANIFEST.to_string()]).collect();
        let found =
            scan::found(&job.home, &wanted, basis.manifest.as_ref(), &known).map_err(|fault| job.unable(&fault))?;
        // What a flag may release is what a plan without flags names.
        let mut planned = plan(&wanted, &basis, &found);
        (basis.force, basis.prune) = named::released(job, &planned)?;
        if !(basis.force.is_empty() && basis.prune.is_empty()) {
            planned = plan(&wanted, &basis, &found);
        }
        Ok(Self { job, wanted, basis, found, plan: planned })
    }
}
