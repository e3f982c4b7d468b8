//! `apic gen`: all outputs of a contract, written, checked or shown.

mod cause;
mod document;
mod drift;
mod envelope;
mod lacking;
mod manifest;
mod named;
mod outputs;
mod report;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use apic_compiler::output::{Action, Basis, Clash, ManifestInput, OnDisk, Plan, Wanted, is_clean, plan, text_hash};
use apic_compiler::{Code, Compiled};

use super::check;
use crate::args::{Gen, Global};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::paths;
use crate::scan;
use crate::terminal::Terminal;
use crate::writer::{self, MANIFEST};

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
    let job = Job::new(cwd, global, flags)?;
    let outputs = outputs::chosen(&job)?;
    let manifest = job.manifest()?;
    let compiled = job.compile()?;
    let exit = check::report(terminal, global.format, std::slice::from_ref(&compiled), job.start)?;
    if exit != Exit::Done {
        return Ok(exit);
    }
    let inputs = job.inputs(&compiled);
    let wanted = Wanted::gather(outputs::made(&job, terminal, compiled, &outputs)?).map_err(|clash| clashed(&clash))?;
    let (manifest, no_manifest) = match manifest {
        Ok(manifest) => (Some(manifest), None),
        Err(why) => (None, Some(why)),
    };
    let basis = Basis {
        apic: env!("CARGO_PKG_VERSION").to_string(),
        entry: job.identity.clone(),
        inputs,
        manifest,
        narrow: !flags.lang.is_empty(),
        ..Basis::default()
    };
    let draft = Draft::new(&job, wanted, basis)?;
    draft.version(terminal);
    if flags.check || flags.dry_run || flags.diff {
        draft.drift(terminal, global.format, no_manifest.as_deref())?;
        return Ok(if is_clean(&draft.plan) && no_manifest.is_none() { Exit::Done } else { Exit::Drift });
    }
    if draft.plan.steps.iter().any(|step| step.action == Action::Refuse) {
        draft.refused(terminal);
        return Ok(Exit::Drift);
    }
    writer::write(&job.home, &draft.wanted, &draft.plan).map_err(|fault| fault.failure(&job.project.cwd))?;
    draft.written(terminal);
    Ok(Exit::Done)
}

// === impl Job ===

impl<'a> Job<'a> {
    fn new(cwd: &Path, global: &Global, flags: &'a Gen) -> Result<Self, Failure> {
        let start = Instant::now();
        let project = Project::find(cwd, global)?;
        let home = flags.out.as_ref().map_or_else(|| project.folder.clone(), |out| paths::absolute(&project.cwd, out));
        let entry = project.entry(flags.file.as_deref())?;
        let identity = paths::relative(&home, &paths::absolute(&project.cwd, &entry));
        Ok(Self { project, flags, command: named::command(global, flags), home, entry, identity, start })
    }

    fn compile(&self) -> Result<Compiled, Failure> {
        let mut settings = self.project.settings.compiler.clone();
        // A contract without routes gives nothing to generate: here it is an error.
        settings.levels.allow.retain(|code| *code != Code::NoRoutes);
        settings.levels.deny.push(Code::NoRoutes);
        check::contract(&self.project, &settings, &self.entry)
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
        let found = scan::found(&job.home, &wanted, basis.manifest.as_ref(), &known)
            .map_err(|fault| fault.failure(&job.project.cwd))?;
        // What a flag may release is what a plan without flags names.
        let (force, prune) = named::released(job, &plan(&wanted, &basis, &found))?;
        basis.force = force;
        basis.prune = prune;
        let plan = plan(&wanted, &basis, &found);
        Ok(Self { job, wanted, basis, found, plan })
    }
}

fn clashed(clash: &Clash) -> Failure {
    let help = "give the outputs different folders with `out`";
    match clash {
        Clash::Twice { path, emitter, other, other_emitter } => {
            Failure::usage(format!("`{emitter}` makes {path}, and `{other_emitter}` makes {other}"), help)
        }
        Clash::FileAndFolder { file, inside } => {
            Failure::usage(format!("{file} is a file of one output and a folder of another: {inside}"), help)
        }
    }
}
