//! `apic fmt`: the sources in their one layout.

use std::io::{self, Read as _};
use std::path::Path;
use std::time::Instant;

use apic_compiler::{Compiled, Unformatted, format, render};

use super::check;
use crate::args::{Fmt, Format, Global};
use crate::diff;
use crate::disk::reason;
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::rewrite::{self, Rewrite, Rewritten};
use crate::terminal::Terminal;

mod document;
mod sources;

use document::document;
use sources::{Source, Sources, sources};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// A source and what it should be.
struct Change {
    source: Source,
    after: String,
}

/// What came of all sources.
#[derive(Default)]
struct Outcome {
    changes: Vec<Change>,
    broken: Vec<Unformatted>,
    /// Imports that lead nowhere: files that were meant, and not looked at.
    lost: Option<Compiled>,
    /// What could not be read or written.
    failure: Option<Failure>,
}

/// Formats the sources that were named and writes those that change, or shows what would be written.
///
/// # Errors
/// When a source cannot be read or written; nothing has changed then, unless one was changed by somebody else at the same time.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Fmt) -> Result<Exit, Failure> {
    let start = Instant::now();
    if flags.paths.iter().any(|path| path == STANDARD_INPUT) {
        return standard_input(terminal, global, flags, start);
    }
    let project = Project::find(cwd, global)?;
    let Sources { read, failure, lost } = sources(&project, &flags.paths)?;
    read.iter().for_each(|source| terminal.detail(&format!("read {}", source.path)));
    let mut outcome = Outcome { lost, failure, ..formatted(read) };
    skip(terminal, &project, &mut outcome);
    if flags.check || flags.diff {
        show(terminal, global.format, flags, &outcome.changes)?;
    } else if outcome.failure.is_none() {
        outcome.failure = write(terminal, &project, &outcome.changes);
    }
    finish(terminal, global.format, flags, outcome, start)
}

/// Leaves out what git ignores, and says so. Only what would change or be complained about is asked for: git is a process, and slow.
fn skip(terminal: &mut Terminal<'_>, project: &Project, outcome: &mut Outcome) {
    fn name(broken: &Unformatted) -> &str {
        broken.sources.list.first().map_or("", |source| &source.path)
    }
    let changes = outcome.changes.iter().map(|change| change.source.path.as_str());
    let ignored = sources::ignored(project, changes.chain(outcome.broken.iter().map(name)));
    outcome.changes.retain(|change| !ignored.contains(&change.source.path));
    outcome.broken.retain(|broken| !ignored.contains(name(broken)));
    ignored.iter().for_each(|path| terminal.say(&format!("note: {path}: git ignores it, so it is left as it is")));
}

/// Standard input to standard output; with errors, nothing comes out.
fn standard_input(terminal: &mut Terminal<'_>, global: &Global, flags: &Fmt, start: Instant) -> Result<Exit, Failure> {
    if flags.paths.len() > 1 {
        return Err(Failure::usage("`-` is standard input, and stands alone", "leave the other paths out"));
    }
    let mut bytes = Vec::new();
    io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| Failure::usage(format!("standard input cannot be read: {}", reason(&error)), ""))?;
    let path = "standard input".to_string();
    if flags.check || flags.diff {
        let outcome = formatted(vec![Source { path, bytes }]);
        show(terminal, global.format, flags, &outcome.changes)?;
        return finish(terminal, global.format, flags, outcome, start);
    }
    match format(&path, bytes) {
        Ok(text) => terminal.print(&text)?,
        Err(broken) => {
            return finish(
                terminal,
                global.format,
                flags,
                Outcome { broken: vec![*broken], ..Outcome::default() },
                start,
            );
        }
    }
    Ok(Exit::Done)
}

fn formatted(sources: Vec<Source>) -> Outcome {
    let mut outcome = Outcome::default();
    for source in sources {
        match format(&source.path, source.bytes.clone()) {
            Ok(after) if after.as_bytes() == source.bytes => {}
            Ok(after) => outcome.changes.push(Change { source, after }),
            Err(broken) => outcome.broken.push(*broken),
        }
    }
    outcome
}

fn show(terminal: &mut Terminal<'_>, format: Format, flags: &Fmt, changes: &[Change]) -> Result<(), Failure> {
    let people = matches!(format, Format::Human | Format::Short);
    for Change { source, after } in changes {
        // Standard output holds one of the two: what other programs read, or a diff.
        if flags.diff && (people || !flags.check) {
            // What was formatted is UTF-8.
            let before = String::from_utf8_lossy(&source.bytes);
            terminal.print(&diff::unified(&source.path, Some(&before), Some(after)))?;
        } else if people {
            terminal.print(&format!("{}\n", source.path))?;
        } else {
            // Standard output is for findings alone.
            terminal.say(&source.path);
        }
    }
    match format {
        Format::Json if flags.check => terminal.print(&render::findings(&document(changes)))?,
        Format::Sarif | Format::Github | Format::Junit if flags.check => terminal.file(document(changes)),
        _ => {}
    }
    Ok(())
}

/// Writes what changes; what was not written is in the failure.
fn write(terminal: &mut Terminal<'_>, project: &Project, changes: &[Change]) -> Option<Failure> {
    let rewrite = |change: &Change| {
        let Change { source, after } = change;
        Rewrite::new(&project.cwd, &source.path, source.bytes.clone(), after.clone())
    };
    let Rewritten { done, failure } = rewrite::all(&project.cwd, changes.iter().map(rewrite));
    done.iter().for_each(|shown| terminal.say(&format!("formatted {shown}")));
    failure
}

/// Reports the files that were left alone; what could not be read or written comes last.
fn finish(
    terminal: &mut Terminal<'_>,
    format: Format,
    flags: &Fmt,
    outcome: Outcome,
    start: Instant,
) -> Result<Exit, Failure> {
    let names: Vec<String> =
        outcome.broken.iter().flat_map(|one| &one.sources.list).map(|source| source.path.clone()).collect();
    let broken = outcome.broken.into_iter();
    let broken = broken.map(|one| Compiled { sources: one.sources, diagnostics: one.diagnostics, api: None });
    let compiled: Vec<Compiled> = outcome.lost.into_iter().chain(broken).collect();
    if !compiled.is_empty() {
        if !flags.within {
            check::report(terminal, format, &compiled, start)?;
        }
        names.iter().for_each(|name| terminal.say(&format!("{name}: left as it is, it cannot be read to its end")));
    }
    if let Some(failure) = outcome.failure {
        return Err(failure);
    }
    if !compiled.is_empty() {
        return Ok(Exit::Sources);
    }
    Ok(if flags.check && !outcome.changes.is_empty() { Exit::Unformatted } else { Exit::Done })
}
