//! What `gen` says about a plan.

use apic_compiler::output::{Action, Kind, OnDisk, Step, Verdict};
use apic_compiler::{Code, Compiled};

use super::super::check;
use super::named::quoted;
use super::{Draft, Job};
use crate::args::Format;
use crate::exit::Failure;
use crate::terminal::Terminal;

/// Changed paths that a write lists before it only counts.
const LISTED: usize = 10;

impl Job<'_> {
    /// Says what is wrong with the contract; whether anything is, so that nothing can be made of it.
    ///
    /// # Errors
    /// When standard output takes no more.
    pub(super) fn failed(
        &self,
        terminal: &mut Terminal<'_>,
        format: Format,
        compiled: &mut Compiled,
    ) -> Result<bool, Failure> {
        let failed = compiled.failed();
        if self.flags.within {
            // All else was said by a check, for which a contract may do without routes.
            compiled.diagnostics.retain(|found| found.code == Code::NoRoutes && failed);
        }
        if !self.flags.within || !compiled.diagnostics.is_empty() {
            check::report(terminal, format, std::slice::from_ref(compiled), self.start)?;
        }
        Ok(failed)
    }
}

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
        let listed = if self.job.kept.is_some() { 0 } else { LISTED };
        let mut lines: Vec<String> = ours.iter().take(listed).map(line).collect();
        if ours.len() > listed && self.job.kept.is_none() {
            lines.push(format!("  and {} more", ours.len() - listed));
        }
        lines.extend(users.iter().map(|step| {
            let what = if step.kind == Kind::Scaffold { "yours to fill in" } else { "yours" };
            let subject = if step.subject.is_empty() { String::new() } else { format!(", {}", step.subject) };
            format!("{} ({what}{subject})", line(step))
        }));
        lines.extend(self.lacking());
        terminal.say_all(&lines);
        self.orphans(terminal);
        self.ignored(terminal, self.plan.steps.iter().filter(|step| step.action == Action::Create));
        if self.job.kept.is_none() {
            terminal.say(&self.summary());
        }
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

    pub(super) fn line(&self, step: &Step) -> String {
        let line = format!("  {:<16} {}  {}", word(step.verdict), self.shown(step), self.cause(step));
        line.trim_end().to_string()
    }

    /// What to type, or to do, about one file that is not as it should be.
    pub(super) fn way(&self, step: &Step) -> String {
        match step.action {
            Action::Refuse => self.release(step),
            Action::Leave => format!("{} --prune {}", self.job.command, self.quoted(&step.path)),
            _ => self.job.command.clone(),
        }
    }

    fn release(&self, step: &Step) -> String {
        match self.found.get(&step.path) {
            _ if let Some(went) = step.went.as_ref().filter(|_| step.users) => {
                format!("mv {} {}", self.quoted(&step.path), self.quoted(went))
            }
            Some(OnDisk::Other(_)) => format!("move {} away", self.shown(step)),
            _ if step.users => format!("move {} away", self.shown(step)),
            _ => format!("{} --force {}", self.job.command, self.quoted(&step.path)),
        }
    }

    /// Scaffolds whose route went, and where it went.
    pub(super) fn orphans(&self, terminal: &mut Terminal<'_>) {
        for step in self.plan.steps.iter().filter(|step| step.verdict == Verdict::Orphan) {
            let subject = if step.subject.is_empty() { "its route" } else { step.subject.as_str() };
            let where_to = match &step.went {
                Some(path) => format!("went to {}", self.job.project.shown(&self.job.home.join(path))),
                None => "is gone".to_string(),
            };
            terminal.say(&format!("note: {} is no longer used: {subject} {where_to}", self.shown(step)));
        }
    }

    pub(super) fn summary(&self) -> String {
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

    pub(super) fn quoted(&self, path: &str) -> String {
        quoted(&self.job.project.shown(&crate::paths::plain(&self.job.home.join(path))))
    }
}

pub(super) fn word(verdict: Verdict) -> &'static str {
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
