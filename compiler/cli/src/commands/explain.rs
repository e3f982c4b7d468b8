//! `apic explain`: the page of a diagnostic, the chain of a route, the uses of a type.

mod chain;
mod document;
mod page;
mod route;
mod type_;

use std::path::Path;
use std::time::Instant;

use apic_compiler::{Compiled, Outline, Site, compile_outlined};

use super::check;
use crate::args::{Explain, Format, Global};
use crate::disk::Disk;
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::terminal::Terminal;
pub(crate) use document::schema;

/// What can be explained, to be typed.
const USAGE: &str = "apic explain CODE, apic explain route METHOD PATH, apic explain type NAME";

/// A contract without errors, and how it is written.
struct Contract {
    compiled: Compiled,
    outline: Outline,
}

/// Prints what is known of a code, a route or a type.
///
/// # Errors
/// When there is no such thing, or the contract cannot be read.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Explain) -> Result<Exit, Failure> {
    let words: Vec<&str> = flags.subject.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["route", method, path] => {
            about(terminal, cwd, global, |contract, format| route::explain(contract, method, path, format))
        }
        ["type", name] => about(terminal, cwd, global, |contract, format| type_::explain(contract, name, format)),
        ["route", ..] => Err(Failure::usage("a route is a method and a path", "apic explain route GET /items/:id")),
        ["type", ..] => Err(Failure::usage("one type at a time", "apic explain type NAME")),
        [slug] => page::print(terminal, global.format, slug),
        _ => Err(Failure::usage("one code at a time", USAGE)),
    }
}

/// Reads the contract; with errors in it they are all there is to say.
fn about(
    terminal: &mut Terminal<'_>,
    cwd: &Path,
    global: &Global,
    explain: impl FnOnce(&Contract, Format) -> Result<String, Failure>,
) -> Result<Exit, Failure> {
    let start = Instant::now();
    let project = Project::find(cwd, global)?;
    let entry = project.entry(None)?;
    let (compiled, outline) = compile_outlined(&Disk { cwd: project.cwd.clone() }, &entry, &project.settings.compiler)
        .map_err(|fault| check::unreadable(&fault))?;
    if compiled.api.is_none() {
        return check::report(terminal, global.format, &[compiled], start);
    }
    let text = explain(&Contract { compiled, outline }, global.format)?;
    terminal.print(&text)?;
    Ok(Exit::Done)
}

/// `api/shop.api:31:2`
fn shown(at: &Site) -> String {
    format!("{}:{}:{}", at.file, at.line, at.column)
}

/// Lines of a title and what stands behind it, in two columns.
fn table(rows: &[(String, String)]) -> String {
    let width = rows.iter().map(|(title, _)| title.chars().count()).max().unwrap_or_default();
    rows.iter().map(|(title, text)| format!("  {title:width$}  {text}").trim_end().to_string() + "\n").collect()
}
