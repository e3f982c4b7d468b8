//! Verdicts of a check as findings of a report, for the forms that are read by other programs.

use apic_compiler::output::{Step, Verdict};
use apic_compiler::render::{Drift, Finding, Report, Rule};

use super::Draft;
use super::report::word;
use crate::writer::MANIFEST;

impl Draft<'_> {
    /// All files of the plan, and what is wrong with those of `steps`.
    pub(super) fn document(&self, steps: &[&Step], no_manifest: Option<&str>) -> Report {
        let mut report = Report::new("gen");
        report.files = self.plan.steps.iter().map(|step| self.shown(step)).collect();
        report.files.sort();
        if let Some(why) = no_manifest {
            let path = self.job.project.shown(&self.job.home.join(MANIFEST));
            let rule = Rule { id: "drift-no-manifest", summary: "no manifest to go by", page: PAGE };
            let drift =
                Drift { verdict: "no manifest".to_string(), action: "create".to_string(), emitter: String::new() };
            let finding = Finding::of_file(rule, path, why.to_string(), self.job.command.clone());
            report.findings.push(Finding { drift: Some(drift), ..finding });
        }
        report.findings.extend(steps.iter().map(|step| {
            let message = format!("{}: {}", word(step.verdict), self.cause(step));
            let drift = Drift {
                verdict: word(step.verdict).to_string(),
                action: format!("{:?}", step.action).to_lowercase(),
                emitter: step.emitter.clone(),
            };
            let finding = Finding::of_file(rule(step.verdict), self.shown(step), message, self.way(step));
            Finding { drift: Some(drift), ..finding }
        }));
        report
    }
}

const PAGE: &str =
    "Generated files and sources went apart. `apic gen --check` lists them; its last line says what to type.";

fn rule(verdict: Verdict) -> Rule {
    let (id, summary) = match verdict {
        Verdict::Stale => ("drift-stale", "generated from other sources, settings or another version"),
        Verdict::Edited => ("drift-edited", "generated, and changed by hand"),
        Verdict::InTheWay => ("drift-in-the-way", "not written by apic, where an output belongs"),
        Verdict::ScaffoldMissing => ("drift-scaffold-missing", "route without its file of logic"),
        Verdict::Missing => ("drift-missing", "wanted, and not there"),
        Verdict::Extra => ("drift-extra", "generated, and no longer asked for"),
        Verdict::ExtraEdited => ("drift-extra-edited", "no longer asked for, and changed by hand"),
        Verdict::Foreign => ("drift-foreign", "not written by apic, in a folder for generated files only"),
        // These never fail a check, so no finding is made of them.
        Verdict::Ok | Verdict::StarterRemoved | Verdict::Gone | Verdict::Orphan => ("drift", "out of date"),
    };
    Rule { id, summary, page: PAGE }
}
