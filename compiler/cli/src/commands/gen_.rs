//! `apic gen`: all outputs of a contract, written, checked or shown.

mod cause;
mod named;
mod outputs;
mod report;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use apic_compiler::output::{
    Action, Basis, Clash, Manifest, ManifestFault, ManifestInput, Plan, Wanted, is_clean, plan, text_hash,
};
use apic_compiler::{Code, Compiled};

use super::check;
use crate::args::{Gen, Global};
use crate::disk::{Fault, reason};
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

/// Plans all outputs, and writes them unless told not to.
///
/// # Errors
/// When something is wrong outside of the contract.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Gen) -> Result<Exit, Failure> {
    let start = Instant::now();
    let project = Project::find(cwd, global)?;
    let home = flags.out.as_ref().map_or_else(|| project.folder.clone(), |out| paths::absolute(&project.cwd, out));
    let entry = project.entry(flags.file.as_deref())?;
    let identity = paths::relative(&home, &paths::absolute(&project.cwd, &entry));
    let job = Job { project, flags, command: named::command(global, flags), home, entry, identity, start };
    let outputs = outputs::chosen(&job)?;
    let manifest = job.manifest()?;
    let compiled = job.compile()?;
    if compiled.failed() || !compiled.diagnostics.is_empty() {
        let exit = check::report(terminal, global.format, std::slice::from_ref(&compiled), start)?;
        if exit != Exit::Done {
            return Ok(exit);
        }
    }
    let inputs = job.inputs(&compiled);
    let wanted = Wanted::gather(outputs::made(&job, terminal, compiled, &outputs)?).map_err(|clash| clashed(&clash))?;
    let basis = Basis {
        apic: env!("CARGO_PKG_VERSION").to_string(),
        entry: job.identity.clone(),
        inputs,
        manifest: manifest.as_ref().ok().cloned(),
        narrow: !flags.lang.is_empty(),
        ..Basis::default()
    };
    let known = basis.inputs.iter().map(|input| input.path.clone()).chain([MANIFEST.to_string()]).collect();
    let told = |fault: Fault| fault.failure(&job.project.cwd);
    let found = scan::found(&job.home, &wanted, basis.manifest.as_ref(), &known).map_err(told)?;
    let (force, prune) = named::released(&job, &plan(&wanted, &basis, &found))?;
    let basis = Basis { force, prune, ..basis };
    let plan = plan(&wanted, &basis, &found);
    let report = report::Report { job: &job, wanted: &wanted, basis: &basis, found: &found, plan: &plan };
    report.version(terminal);
    if flags.check || flags.dry_run {
        report.drift(terminal, global.format, manifest.as_ref().err())?;
        return Ok(if is_clean(&plan) && manifest.is_ok() { Exit::Done } else { Exit::Drift });
    }
    if plan.steps.iter().any(|step| step.action == Action::Refuse) {
        report.refused(terminal);
        return Ok(Exit::Drift);
    }
    writer::write(&job.home, &wanted, &plan).map_err(told)?;
    report.written(terminal);
    Ok(Exit::Done)
}

impl Job<'_> {
    fn compile(&self) -> Result<Compiled, Failure> {
        let mut settings = self.project.settings.compiler.clone();
        // A contract without routes gives nothing to generate: here it is an error.
        settings.levels.allow.retain(|code| *code != Code::NoRoutes);
        settings.levels.deny.push(Code::NoRoutes);
        check::contract(&self.project, &settings, &self.entry)
    }

    /// The manifest of the last write; the inner error says why there is none to go by.
    fn manifest(&self) -> Result<Result<Manifest, String>, Failure> {
        let path = self.home.join(MANIFEST);
        let shown = self.project.shown(&path);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(Err(format!("there is no {shown}")));
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Ok(Err(format!("{shown} is not UTF-8")));
            }
            Err(error) => return Err(Failure::usage(format!("{shown}: cannot be read: {}", reason(&error)), "")),
        };
        match Manifest::read(&text) {
            Ok(manifest) if manifest.entry == self.identity || self.forces_manifest() => Ok(Ok(manifest)),
            Ok(manifest) => Err(Failure::usage(
                format!("{shown} belongs to another contract, `{}`, and this is `{}`", manifest.entry, self.identity),
                format!(
                    "write to another folder with --out, remove the old output, or, if the entry was renamed: {} --force {shown}",
                    self.command
                ),
            )),
            Err(ManifestFault::Unreadable(why)) => Ok(Err(format!("{shown} cannot be used: {why}"))),
        }
    }

    fn forces_manifest(&self) -> bool {
        let path = self.home.join(MANIFEST);
        self.flags.force.iter().any(|forced| paths::absolute(&self.project.cwd, forced) == path)
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

/// Paths of a plan with one of these actions.
fn paths_with(plan: &Plan, fits: impl Fn(Action) -> bool) -> BTreeSet<String> {
    plan.steps.iter().filter(|step| fits(step.action)).map(|step| step.path.clone()).collect()
}
