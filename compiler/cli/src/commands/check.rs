//! `apic check`: every problem of the contracts that were named.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Instant;

use apic_compiler::render::Report;
use apic_compiler::{Compiled, EntryFault, Settings, Severity, Summary, check_only, compile, render};

use crate::args::{Check, Format, Global};
use crate::disk::{Disk, words};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::settings::levels;
use crate::terminal::Terminal;

pub(crate) mod envelope;
pub(crate) mod folder;

/// Compiles every entry and reports what was found.
///
/// # Errors
/// When an entry cannot be read, or the flags or settings are wrong.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Check) -> Result<Exit, Failure> {
    let start = Instant::now();
    let project = Project::find(cwd, global)?;
    let mut settings = project.settings.compiler.clone();
    settings.levels = levels::with_flags(settings.levels, flags)?;
    let mut compiled = entries(&project, &settings, &flags.paths)?;
    once(&mut compiled);
    report(terminal, global.format, &compiled, start)
}

/// What is wrong with a contract as seen from where the user stands; its model is built only to compare the envelope.
///
/// # Errors
/// When the entry cannot be read, or says another envelope than the settings.
pub fn contract(project: &Project, settings: &Settings, entry: &str) -> Result<Compiled, Failure> {
    if envelope::set(project).is_some() {
        return model(project, settings, entry);
    }
    check_only(&Disk { cwd: project.cwd.clone() }, entry, settings).map_err(|fault| unreadable(&fault))
}

/// The same with its model, for those who print it.
///
/// # Errors
/// As [`contract`].
pub fn model(project: &Project, settings: &Settings, entry: &str) -> Result<Compiled, Failure> {
    let compiled = compile(&Disk { cwd: project.cwd.clone() }, entry, settings).map_err(|fault| unreadable(&fault))?;
    if let Some(api) = &compiled.api {
        envelope::agree(api, project)?;
    }
    Ok(compiled)
}

/// Prints all findings and the line of counts.
///
/// # Errors
/// When standard output takes no more.
pub fn report(
    terminal: &mut Terminal<'_>,
    format: Format,
    compiled: &[Compiled],
    start: Instant,
) -> Result<Exit, Failure> {
    let mut summary = Summary::default();
    let mut document = Report::new("check");
    let mut files = BTreeSet::new();
    for one in compiled {
        files.extend(one.sources.list.iter().map(|source| source.path.as_str()));
        let counts = Summary::of(&one.diagnostics);
        summary.errors += counts.errors;
        summary.warnings += counts.warnings;
        let mut shown = one.diagnostics.clone();
        shown.retain(|diagnostic| !terminal.quiet || diagnostic.severity == Severity::Error);
        match format {
            Format::Human => terminal.show(&render::human(&one.sources, &shown, terminal.look)),
            Format::Short => terminal.print(&render::short(&one.sources, &shown))?,
            Format::Json => terminal.print(&render::json(&one.sources, &shown))?,
            Format::Sarif | Format::Github | Format::Junit => document.add(&one.sources, &shown),
        }
    }
    if matches!(format, Format::Sarif | Format::Github | Format::Junit) {
        terminal.file(document);
    }
    files.iter().for_each(|file| terminal.detail(&format!("read {file}")));
    let line = format!("{} ({} ms)", counts(summary, files.len()), start.elapsed().as_millis());
    match (summary == Summary::default(), format) {
        (true, _) => terminal.detail(&line),
        (false, Format::Human | Format::Short) => terminal.say(&line),
        (false, _) => {}
    }
    Ok(if summary.errors > 0 { Exit::Sources } else { Exit::Done })
}

fn counts(summary: Summary, files: usize) -> String {
    let many = |count: usize, word: &str| format!("{count} {word}{}", if count == 1 { "" } else { "s" });
    let parts: Vec<_> = [(summary.errors, "error"), (summary.warnings, "warning")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| many(count, word))
        .collect();
    let found = if parts.is_empty() { "no problems".to_string() } else { parts.join(", ") };
    format!("{found} in {}", many(files, "file"))
}

fn entries(project: &Project, settings: &Settings, typed: &[String]) -> Result<Vec<Compiled>, Failure> {
    if typed.is_empty() {
        return Ok(vec![contract(project, settings, &project.entry(None)?)?]);
    }
    let mut compiled = Vec::new();
    for path in typed {
        if project.cwd.join(path).is_dir() {
            compiled.extend(folder::entries(project, settings, path)?);
        } else {
            compiled.push(contract(project, settings, &project.entry(Some(path))?)?);
        }
    }
    Ok(compiled)
}

/// Leaves each finding in the first contract that has it: contracts may share files.
fn once(compiled: &mut [Compiled]) {
    let mut seen = BTreeSet::new();
    for Compiled { sources, diagnostics, .. } in compiled {
        diagnostics.retain(|diagnostic| {
            let span = diagnostic.primary.span;
            let path = sources.get(span.source).map(|source| source.path.clone());
            seen.insert((path, span.start, span.end, diagnostic.code))
        });
    }
}

/// What is said of an entry that cannot be read.
pub fn unreadable(fault: &EntryFault) -> Failure {
    Failure::usage(format!("{}: {}", fault.path, words(&fault.fault)), "")
}
