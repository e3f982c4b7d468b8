//! What `--check` and `--dry-run` print.

use std::collections::BTreeMap;
use std::fs;

use apic_compiler::output::{Action, OnDisk, Step, Verdict};
use apic_compiler::render;

use super::Draft;
use crate::args::Format;
use crate::diff;
use crate::exit::Failure;
use crate::terminal::Terminal;

/// Lines that a check prints for each verdict before it only counts.
const LINES: usize = 20;

impl Draft<'_> {
    /// Without a write: what one would do.
    ///
    /// # Errors
    /// When standard output takes no more.
    pub(super) fn drift(
        &self,
        terminal: &mut Terminal<'_>,
        format: Format,
        no_manifest: Option<&str>,
    ) -> Result<(), Failure> {
        let quiet = |step: &Step| matches!(step.action, Action::Keep | Action::Adopt | Action::Forget);
        let steps: Vec<_> = self.plan.steps.iter().filter(|step| !quiet(step)).collect();
        self.ignored(terminal, self.plan.steps.iter().filter(|step| self.wanted.files.contains_key(&step.path)));
        match format {
            Format::Human | Format::Short => self.lines(terminal, &steps, no_manifest),
            Format::Json => Ok(terminal.print(&render::findings(&self.document(&steps, no_manifest)))?),
            Format::Sarif | Format::Github | Format::Junit => {
                terminal.file(self.document(&steps, no_manifest));
                Ok(())
            }
        }
    }

    fn lines(&self, terminal: &mut Terminal<'_>, steps: &[&Step], no_manifest: Option<&str>) -> Result<(), Failure> {
        if steps.is_empty() && no_manifest.is_none() {
            self.orphans(terminal);
            terminal.say(&self.summary());
            return Ok(());
        }
        if let Some(why) = no_manifest {
            terminal.print(&format!("apic: {why}\n"))?;
        }
        let total = self.plan.steps.len();
        let be = if steps.len() == 1 { "is" } else { "are" };
        terminal.print(&format!(
            "apic: {} of {total} files {be} out of date (apic {})\n",
            steps.len(),
            self.basis.apic
        ))?;
        let mut by_verdict: BTreeMap<Verdict, Vec<&Step>> = BTreeMap::new();
        steps.iter().copied().for_each(|step| by_verdict.entry(step.verdict).or_default().push(step));
        for steps in by_verdict.values() {
            for step in steps.iter().take(LINES) {
                terminal.print(&format!("{}\n", self.line(step)))?;
            }
            if steps.len() > LINES {
                terminal.print(&format!("  and {} more\n", steps.len() - LINES))?;
            }
        }
        if self.job.flags.diff {
            steps.iter().try_for_each(|step| terminal.print(&self.diff(step)))?;
        }
        terminal.print(&self.fix())?;
        self.orphans(terminal);
        Ok(())
    }

    /// From what is on disk to what would be.
    fn diff(&self, step: &Step) -> String {
        let disk = fs::read(self.job.home.join(&step.path)).ok();
        let old = disk.as_deref().map(String::from_utf8_lossy);
        let wanted = self.wanted.files.get(&step.path).map(|file| file.text.as_str());
        diff::unified(&self.shown(step), old.as_deref(), wanted)
    }

    /// The last line of a check: what to type.
    fn fix(&self) -> String {
        let list = |action: Action| {
            let steps = self.plan.steps.iter().filter(|step| step.action == action && self.is_file(step)).take(LINES);
            steps.map(|step| self.quoted(&step.path)).collect::<Vec<_>>().join(" ")
        };
        let (refused, foreign) = (list(Action::Refuse), list(Action::Leave));
        let command = &self.job.command;
        let mut ways = Vec::new();
        // With nothing but these two to mend, the plain command would mend nothing.
        if self.plan.steps.iter().any(|step| !matches!(step.action, Action::Refuse | Action::Leave | Action::Keep)) {
            ways.push(("", command.clone()));
        }
        if !refused.is_empty() {
            ways.push(("edited files, or in the way: ", format!("{command} --force {refused}")));
        }
        if !foreign.is_empty() {
            ways.push(("foreign files: ", format!("{command} --prune {foreign}")));
        }
        match ways.split_first() {
            None => String::new(),
            Some(((_, first), rest)) => {
                let rest: String = rest.iter().map(|(what, way)| format!("   ({what}{way})")).collect();
                format!("fix: {first}{rest}\n")
            }
        }
    }

    fn is_file(&self, step: &Step) -> bool {
        matches!(self.found.get(&step.path), Some(OnDisk::File(_)))
    }
}
