//! Paths that flags name: what `--force` and `--prune` release, and how to type it.

use std::collections::BTreeSet;

use apic_compiler::output::{Plan, Verdict};

use super::Job;
use crate::args::{Gen, Global};
use crate::exit::{Exit, Failure, Problem};
use crate::paths;
use crate::settings::nearest;
use crate::writer::MANIFEST;

/// The paths of the plan that `--force` and `--prune` release. A folder stands for everything of that kind in it.
///
/// # Errors
/// When a path was named that the run knows nothing about.
pub(super) fn released(job: &Job<'_>, plan: &Plan) -> Result<(BTreeSet<String>, BTreeSet<String>), Failure> {
    let mut problems = Vec::new();
    let force = named(job, plan, &job.flags.force, "--force", &mut problems, |verdict| verdict != Verdict::Foreign);
    let prune = named(job, plan, &job.flags.prune, "--prune", &mut problems, |verdict| verdict == Verdict::Foreign);
    if problems.is_empty() { Ok((force, prune)) } else { Err(Failure { exit: Exit::Usage, problems }) }
}

fn named(
    job: &Job<'_>,
    plan: &Plan,
    typed: &[String],
    flag: &str,
    problems: &mut Vec<Problem>,
    fits: impl Fn(Verdict) -> bool,
) -> BTreeSet<String> {
    let mut released = BTreeSet::new();
    for typed in typed {
        let path = paths::relative(&job.home, &paths::absolute(&job.project.cwd, typed));
        let below = format!("{path}/");
        let steps = plan.steps.iter().filter(|step| fits(step.verdict));
        let hit: Vec<_> = steps
            .clone()
            .filter(|step| step.path == path || path == "." || step.path.starts_with(&below))
            .map(|step| step.path.clone())
            .collect();
        if hit.is_empty() && !(flag == "--force" && path == MANIFEST) {
            let near = nearest(&path, steps.map(|step| step.path.as_str()));
            let help = near.map(|near| format!("did you mean {}?", job.project.shown(&job.home.join(near))));
            let what = if flag == "--force" { "none of the files of this run" } else { "no foreign file of this run" };
            problems.push(Problem::new(format!("{flag} {typed}: {what}"), help.unwrap_or_default()));
        }
        released.extend(hit);
    }
    released
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
