//! `apic fmt`: the sources in their one layout.

use std::collections::BTreeSet;
use std::io::{self, Read as _};
use std::path::Path;
use std::time::Instant;

use apic_compiler::{Code, Compiled, Opened, Reader as _, Unformatted, format};

use super::check::{self, folder};
use crate::args::{Fmt, Format, Global};
use crate::diff;
use crate::disk::{Disk, reason, words};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::rewrite::{self, Rewrite};
use crate::terminal::Terminal;

mod document;

use document::document;

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// A source that was read.
struct Source {
    /// As shown to the user.
    path: String,
    bytes: Vec<u8>,
}

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
    let (sources, lost) = sources(&project, &flags.paths)?;
    let outcome = Outcome { lost, ..formatted(sources) };
    if flags.check || flags.diff {
        show(terminal, global.format, flags, &outcome.changes)?;
    } else {
        write(terminal, &project, &outcome.changes)?;
    }
    finish(terminal, global.format, flags, outcome, start)
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

/// Reads everything that was named, each file once, and says which imports lead nowhere.
fn sources(project: &Project, typed: &[String]) -> Result<(Vec<Source>, Option<Compiled>), Failure> {
    let disk = Disk { cwd: project.cwd.clone() };
    let mut paths = Vec::new();
    for path in typed {
        if project.cwd.join(path).is_dir() {
            let files = folder::files(project, path)?;
            for file in files {
                paths.push(project.entry(Some(&file.to_string_lossy()))?);
            }
        } else {
            paths.push(project.entry(Some(path))?);
        }
    }
    let mut lost = None;
    if typed.is_empty() {
        let mut compiled = check::contract(project, &project.settings.compiler, &project.entry(None)?)?;
        paths.extend(compiled.sources.list.iter().map(|source| source.path.clone()));
        compiled.diagnostics.retain(|found| matches!(found.code, Code::ImportNotFound | Code::ImportPath));
        lost = Some(compiled).filter(|compiled| !compiled.diagnostics.is_empty());
    }
    let (mut sources, mut seen, mut problems) = (Vec::new(), BTreeSet::new(), Vec::new());
    for path in paths {
        match disk.read(&path) {
            Ok(Opened { identity, bytes }) if seen.insert(identity.clone()) => sources.push(Source { path, bytes }),
            Ok(_) => {}
            Err(fault) => problems.extend(Failure::usage(format!("{path}: {}", words(&fault)), "").problems),
        }
    }
    if problems.is_empty() { Ok((sources, lost)) } else { Err(Failure { exit: Exit::Usage, problems }) }
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
    for Change { source, after } in changes {
        if flags.diff {
            // What was formatted is UTF-8.
            let before = String::from_utf8_lossy(&source.bytes);
            terminal.print(&diff::unified(&source.path, Some(&before), Some(after)))?;
        } else if matches!(format, Format::Human | Format::Short) {
            terminal.print(&format!("{}\n", source.path))?;
        } else {
            // Standard output is for findings alone.
            terminal.say(&source.path);
        }
    }
    if flags.check && matches!(format, Format::Sarif | Format::Github | Format::Junit) {
        terminal.file(document(changes));
    }
    Ok(())
}

fn write(terminal: &mut Terminal<'_>, project: &Project, changes: &[Change]) -> Result<(), Failure> {
    let rewrite = |change: &Change| {
        let Change { source, after } = change;
        Rewrite::new(&project.cwd, &source.path, source.bytes.clone(), after.clone())
    };
    for shown in rewrite::all(&project.cwd, changes.iter().map(rewrite))? {
        terminal.say(&format!("formatted {shown}"));
    }
    Ok(())
}

/// Reports the files that were left alone.
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
        check::report(terminal, format, &compiled, start)?;
        names.iter().for_each(|name| terminal.say(&format!("{name}: left as it is, it cannot be read to its end")));
        return Ok(Exit::Sources);
    }
    Ok(if flags.check && !outcome.changes.is_empty() { Exit::Unformatted } else { Exit::Done })
}
