//! What is typed: the contract, and the paths that `--force` and `--prune` release.

use std::collections::BTreeSet;

use apic_compiler::EntryFault;
use apic_compiler::output::{Plan, Verdict};

use super::super::check;
use super::Job;
use crate::args::{Gen, Global};
use crate::exit::{Exit, Failure, Problem};
use crate::paths;
use crate::registry;
use crate::settings::nearest;
use crate::writer::MANIFEST;

/// What is said of an entry that cannot be read. The name of a language there wants its flag.
pub(super) fn unread(flags: &Gen, fault: &EntryFault) -> Failure {
    let mut failure = check::unreadable(fault);
    let typed = flags.file.as_deref().filter(|name| registry::find(name).is_ok());
    if let (Some(name), Some(problem)) = (typed, failure.problems.first_mut()) {
        problem.help = format!("for the output: apic gen --lang {name}");
    }
    failure
}

/// The paths of the plan that `--force` and `--prune` release. A folder stands for everything of that kind in it.
///
/// # Errors
/// When a path was named that the run knows nothing about.
pub(super) fn released(job: &Job<'_>, plan: &Plan) -> Result<(BTreeSet<String>, BTreeSet<String>), Failure> {
    let force = Flag {
        name: "--force",
        typed: &job.flags.force,
        fits: |verdict| verdict != Verdict::Foreign,
        none: "none of the files of this run",
    };
    let prune = Flag {
        name: "--prune",
        typed: &job.flags.prune,
        fits: |verdict| verdict == Verdict::Foreign,
        none: "no foreign file of this run",
    };
    let mut problems = Vec::new();
    let (force, prune) = (force.paths(job, plan, &mut problems), prune.paths(job, plan, &mut problems));
    if problems.is_empty() { Ok((force, prune)) } else { Err(Failure { exit: Exit::Usage, problems }) }
}

/// A flag that names paths.
struct Flag<'a> {
    name: &'static str,
    typed: &'a [String],
    /// What it can be about.
    fits: fn(Verdict) -> bool,
    /// What a path is that it cannot be about.
    none: &'static str,
}

impl Flag<'_> {
    fn paths(&self, job: &Job<'_>, plan: &Plan, problems: &mut Vec<Problem>) -> BTreeSet<String> {
        let known: Vec<&str> =
            plan.steps.iter().filter(|step| (self.fits)(step.verdict)).map(|step| step.path.as_str()).collect();
        let mut paths = BTreeSet::new();
        for typed in self.typed {
            let path = paths::relative(&job.home, &paths::absolute(&job.project.cwd, typed));
            let below = format!("{path}/");
            let meant = |known: &str| known == path || path == "." || known.starts_with(&below);
            let hit: Vec<_> = known.iter().filter(|known| meant(known)).map(ToString::to_string).collect();
            if hit.is_empty() && !(self.name == "--force" && path == MANIFEST) {
                let near = nearest(&path, known.iter().copied());
                let help = near.map(|near| format!("did you mean {}?", job.project.shown(&job.home.join(near))));
                problems.push(Problem::new(format!("{} {typed}: {}", self.name, self.none), help.unwrap_or_default()));
            }
            paths.extend(hit);
        }
        paths
    }
}

/// The command that was typed, less what it releases and how it looks.
pub(super) fn command(global: &Global, flags: &Gen) -> String {
    let mut words = vec!["apic".to_string()];
    words.extend(global.directory.as_deref().map(|folder| format!("-C {}", quoted(folder))));
    words.extend(global.config.as_deref().map(|path| format!("--config {}", quoted(path))));
    words.push("gen".to_string());
    words.extend(flags.file.as_deref().map(quoted));
    words.extend(flags.lang.iter().map(|lang| format!("--lang {lang}")));
    words.extend(flags.out.as_deref().map(|out| format!("--out {}", quoted(out))));
    words.join(" ")
}

/// A path as a shell takes it.
pub(super) fn quoted(path: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "/._-+@%:,".contains(letter);
    if path.chars().all(plain) { path.to_string() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
