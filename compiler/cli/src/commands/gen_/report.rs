//! What `gen` says about a plan.

use std::collections::BTreeMap;

use apic_compiler::output::{Action, Kind, OnDisk, Step, Verdict};

use super::Draft;
use super::named::quoted;
use crate::args::Format;
use crate::exit::Failure;
use crate::terminal::Terminal;

/// Changed paths that a write lists before it only counts.
const LISTED: usize = 10;

/// Lines that a check prints for each verdict before it only counts.
const LINES: usize = 20;

impl Draft<'_> {
    /// Says first if another version wrote the output.
    pub(super) fn version(&self, terminal: &mut Terminal<'_>) {
        if let Some(manifest) = self.basis.manifest.as_ref().filter(|manifest| manifest.apic != self.basis.apic) {
            terminal.say(&format!("note: written by apic {}, and this is {}", manifest.apic, self.basis.apic));
        }
    }

    /// After a write: what was done, and what is the user's next work.
    pub(super) fn written(&self, terminal: &mut Terminal<'_>) {
        let done = |step: &&Step| matches!(step.action, Action::Create | Action::Replace | Action::Remove);
        let (users, ours): (Vec<_>, Vec<_>) =
            self.plan.steps.iter().filter(done).partition(|step| step.kind != Kind::Generated);
        let line = |step: &&Step| format!("  {} {}", did(step.action), self.shown(step));
        let mut lines: Vec<String> = ours.iter().take(LISTED).map(line).collect();
        if ours.len() > LISTED {
            lines.push(format!("  and {} more", ours.len() - LISTED));
        }
        lines.extend(users.iter().map(|step| {
            let what = if step.kind == Kind::Scaffold { "yours to fill in" } else { "yours" };
            let subject = if step.subject.is_empty() { String::new() } else { format!(", {}", step.subject) };
            format!("{} ({what}{subject})", line(step))
        }));
        lines.extend(self.lacking());
        terminal.say_all(&lines);
        self.orphans(terminal);
        terminal.say(&self.summary());
    }

    /// Instead of a write: every file that forbids it, with the command that releases it.
    pub(super) fn refused(&self, terminal: &mut Terminal<'_>) {
        let refused: Vec<_> = self.plan.steps.iter().filter(|step| step.action == Action::Refuse).collect();
        let files = if refused.len() == 1 { "1 file is".to_string() } else { format!("{} files are", refused.len()) };
        terminal.warn(&format!("error: {files} not as apic left them; nothing was written"));
        for step in refused {
            terminal.warn(&self.line(step));
            terminal.warn(&format!("    release: {}", self.release(step)));
        }
    }

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
        if format == Format::Json {
            for step in &steps {
                terminal.print(&format!("{}\n", self.json(step)))?;
            }
            return Ok(());
        }
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
        steps.iter().for_each(|step| by_verdict.entry(step.verdict).or_default().push(step));
        for steps in by_verdict.values() {
            for step in steps.iter().take(LINES) {
                terminal.print(&format!("{}\n", self.line(step)))?;
            }
            if steps.len() > LINES {
                terminal.print(&format!("  and {} more\n", steps.len() - LINES))?;
            }
        }
        terminal.print(&self.fix())?;
        self.orphans(terminal);
        Ok(())
    }

    fn line(&self, step: &Step) -> String {
        let line = format!("  {:<16} {}  {}", word(step.verdict), self.shown(step), self.cause(step));
        line.trim_end().to_string()
    }

    fn json(&self, step: &Step) -> serde_json::Value {
        serde_json::json!({
            "path": self.shown(step),
            "verdict": word(step.verdict),
            "action": format!("{:?}", step.action).to_lowercase(),
            "emitter": step.emitter,
            "detail": self.cause(step),
        })
    }

    /// The last line of a check: what to type.
    fn fix(&self) -> String {
        let list = |action: Action| {
            let steps = self.plan.steps.iter().filter(|step| step.action == action).take(LINES);
            steps.map(|step| self.quoted(&step.path)).collect::<Vec<_>>().join(" ")
        };
        let (refused, foreign) = (list(Action::Refuse), list(Action::Leave));
        let command = &self.job.command;
        let mut line = format!("fix: {command}");
        if !refused.is_empty() {
            line += &format!("   (edited files, or in the way: {command} --force {refused})");
        }
        if !foreign.is_empty() {
            line += &format!("   (foreign files: {command} --prune {foreign})");
        }
        line + "\n"
    }

    fn release(&self, step: &Step) -> String {
        match self.found.get(&step.path) {
            Some(OnDisk::Other(_)) => format!("move {} away", self.shown(step)),
            _ => format!("{} --force {}", self.job.command, self.quoted(&step.path)),
        }
    }

    /// Scaffolds whose route went, and where it went.
    fn orphans(&self, terminal: &mut Terminal<'_>) {
        for step in self.plan.steps.iter().filter(|step| step.verdict == Verdict::Orphan) {
            let subject = if step.subject.is_empty() { "its route" } else { step.subject.as_str() };
            let where_to = match &step.went {
                Some(path) => format!("went to {}", self.job.project.shown(&self.job.home.join(path))),
                None => "is gone".to_string(),
            };
            terminal.say(&format!("note: {} is no longer used: {subject} {where_to}", self.shown(step)));
        }
    }

    fn summary(&self) -> String {
        let count = |fits: fn(&Step) -> bool| self.plan.steps.iter().filter(|step| fits(step)).count();
        let written = count(|step| matches!(step.action, Action::Create | Action::Replace));
        let removed = count(|step| step.action == Action::Remove);
        let unchanged =
            count(|step| matches!(step.action, Action::Keep | Action::Adopt) && step.verdict == Verdict::Ok);
        let counts = [(written, "written"), (removed, "removed"), (unchanged, "unchanged")];
        let parts: Vec<_> =
            counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        format!("gen: {} ({:.2} s)", parts.join(", "), self.job.start.elapsed().as_secs_f64())
    }

    pub(super) fn shown(&self, step: &Step) -> String {
        self.job.project.shown(&crate::paths::plain(&self.job.home.join(&step.path)))
    }

    fn quoted(&self, path: &str) -> String {
        quoted(&self.job.project.shown(&crate::paths::plain(&self.job.home.join(path))))
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "ok",
        Verdict::Stale => "stale",
        Verdict::Edited => "edited",
        Verdict::InTheWay => "in the way",
        Verdict::ScaffoldMissing => "scaffold missing",
        Verdict::StarterRemoved => "starter removed",
        Verdict::Missing => "missing",
        Verdict::Extra => "extra",
        Verdict::ExtraEdited => "extra, edited",
        Verdict::Gone => "gone",
        Verdict::Foreign => "foreign",
        Verdict::Orphan => "orphan",
    }
}

fn did(action: Action) -> &'static str {
    match action {
        Action::Create => "created ",
        Action::Replace => "replaced",
        Action::Remove => "removed ",
        Action::Keep | Action::Adopt | Action::Forget | Action::Refuse | Action::Leave => "kept    ",
    }
}
