//! `apic ci`: all that a pipeline asks, in one run and one report.

use std::path::Path;

use super::{check, fmt, gen_};
use crate::args::{Check, Ci, Fmt, Gen, Global};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::registry::EMITTERS;
use crate::terminal::Terminal;

/// A step, and how it ended; `Err` = it was left out, and why.
struct Step {
    name: &'static str,
    ended: Result<Exit, &'static str>,
}

/// Runs all steps, whatever the others say, and ends with the smallest code that is not 0.
///
/// # Errors
/// When standard output takes no more, or the settings cannot be read.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Ci) -> Result<Exit, Failure> {
    let project = Project::find(cwd, global)?;
    let text = |section: &str, key: &str| project.settings.sections.get(section)?.get(key)?.as_str().map(String::from);
    let against = flags.against.clone().or_else(|| text("breaking", "against"));
    let outputs = EMITTERS.iter().any(|emitter| project.settings.sections.contains_key(emitter.name()));
    let mut steps = Vec::new();
    let mut step = |name, ended: Result<Exit, Failure>, terminal: &mut Terminal<'_>| {
        let ended = ended.unwrap_or_else(|failure| {
            failure.problems.iter().for_each(|problem| terminal.warn(&problem.to_string()));
            failure.exit
        });
        steps.push(Step { name, ended: Ok(ended) });
    };
    let layout = Fmt { check: true, within: true, ..Fmt::default() };
    step("fmt --check", fmt::run(terminal, cwd, global, &layout), terminal);
    step("check", check::run(terminal, cwd, global, &Check::default()), terminal);
    let drift = Gen { check: true, within: true, ..Gen::default() };
    if outputs {
        step("gen --check", gen_::run(terminal, cwd, global, &drift), terminal);
    }
    if let Some(against) = &against {
        let message = format!("the contract cannot be compared with `{against}`: `apic breaking` is not built yet");
        let help = "leave --against out, and `against` under [breaking]";
        step("breaking", Err(Failure::new(Exit::Unable, message, help)), terminal);
    }
    if !outputs {
        steps.push(Step { name: "gen --check", ended: Err("apic.toml names no output") });
    }
    if against.is_none() {
        steps.push(Step { name: "breaking", ended: Err("no baseline is named") });
    }
    steps.iter().for_each(|step| terminal.say(&step.line()));
    let failed = steps.iter().filter_map(|step| step.ended.ok()).filter(|exit| *exit != Exit::Done);
    Ok(failed.min_by_key(|exit| *exit as u8).unwrap_or(Exit::Done))
}

impl Step {
    fn line(&self) -> String {
        let how = match self.ended {
            Ok(Exit::Done) => "ok".to_string(),
            Ok(exit) => format!("failed, {}: {}", exit as u8, exit.words()),
            Err(why) => format!("skipped: {why}"),
        };
        format!("ci: {:<11}  {how}", self.name)
    }
}
