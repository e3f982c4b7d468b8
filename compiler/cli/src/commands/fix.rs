//! `apic fix`: the safe edits that diagnostics carry, for the codes that were named.

use std::path::Path;
use std::time::Instant;

use apic_compiler::{Code, Level, Mended, MendedFile, Settings, mend};

use super::check;
use crate::args::{Fix, Global};
use crate::diff;
use crate::disk::Disk;
use crate::exit::{Exit, Failure, Problem};
use crate::job::Project;
use crate::rewrite::{self, Rewrite, Rewritten};
use crate::settings::value;
use crate::terminal::Terminal;

/// Mends the contract and checks it again, or shows what would be written.
///
/// # Errors
/// When a code is unknown, the entry cannot be read, or a source cannot be written.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Fix) -> Result<Exit, Failure> {
    let start = Instant::now();
    let codes = codes(&flags.codes)?;
    let project = Project::find(cwd, global)?;
    let entry = project.entry(None)?;
    let settings = asked(&project, &codes);
    let disk = Disk { cwd: project.cwd.clone() };
    let mended = mend(&disk, &entry, &settings, &codes).map_err(|fault| check::unreadable(&fault))?;
    if flags.diff {
        for file in &mended.files {
            let (old, new) = (String::from_utf8_lossy(&file.old), String::from_utf8_lossy(&file.new));
            terminal.print(&diff::unified(&file.path, Some(&old), Some(&new)))?;
        }
        terminal.say_all(&left(&mended, &codes));
        return Ok(Exit::Done);
    }
    mended.files.iter().for_each(|file| terminal.detail(&format!("changing {}", file.path)));
    let Rewritten { done, failure } = write(&project, &mended);
    let mut lines: Vec<_> = done.iter().map(|path| format!("  mended  {path}")).collect();
    lines.extend(left(&mended, &codes));
    lines.extend(summary(&mended).filter(|_| failure.is_none()));
    terminal.say_all(&lines);
    let compiled = check::contract(&project, &settings, &entry)?;
    let exit = check::report(terminal, global.format, &[compiled], start)?;
    failure.map_or(Ok(exit), Err)
}

/// The codes that a user named.
fn codes(slugs: &[String]) -> Result<Vec<Code>, Failure> {
    let mut codes = Vec::new();
    let mut problems = Vec::new();
    for slug in slugs {
        match value::code(slug) {
            Ok(code) => codes.push(code),
            Err((message, help)) => problems.push(Problem::new(message, help)),
        }
    }
    codes.sort_unstable();
    codes.dedup();
    if problems.is_empty() { Ok(codes) } else { Err(Failure { exit: Exit::Usage, problems }) }
}

/// The project's settings, but what was named is said.
fn asked(project: &Project, codes: &[Code]) -> Settings {
    let mut settings = project.settings.compiler.clone();
    settings.levels.allow.retain(|code| !codes.contains(code));
    settings.levels.warn.extend(codes.iter().filter(|code| code.entry().level == Level::Lint));
    settings
}

fn write(project: &Project, mended: &Mended) -> Rewritten {
    let rewrite = |file: &MendedFile| Rewrite::new(&project.cwd, &file.path, file.old.clone(), file.new.clone());
    rewrite::all(&project.cwd, mended.files.iter().map(rewrite))
}

/// For each code what was not mended, and why.
fn left(mended: &Mended, codes: &[Code]) -> Vec<String> {
    let mut lines = Vec::new();
    for code in codes {
        let left = mended.compiled.diagnostics.iter().filter(|found| found.code == *code).count();
        match (left, mended.applied.contains_key(code)) {
            (0, true) => {}
            (0, false) => lines.push(format!("note: there is no `{code}` to mend")),
            (1, _) => lines.push(format!("note: 1 `{code}` has no fix that is safe without you")),
            (left, _) => lines.push(format!("note: {left} `{code}` have no fix that is safe without you")),
        }
    }
    lines
}

/// `None` if nothing was done.
fn summary(mended: &Mended) -> Option<String> {
    let fixes: usize = mended.applied.values().sum();
    let many = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "es" });
    let files = if mended.files.len() == 1 { "1 file".to_string() } else { format!("{} files", mended.files.len()) };
    (fixes > 0).then(|| format!("fix: {} in {files}", many(fixes, "fix")))
}
