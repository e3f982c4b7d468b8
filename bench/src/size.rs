//! All that is measured for one size of contract.

use std::error::Error;
use std::fs;

use crate::contract;
use crate::process::{Figure, best, instructions};

/// The command lines that are measured as whole processes; `gen` writes both outputs.
const COMMANDS: [(&str, &[&str]); 4] = [
    ("apic check", &["check", "bench.api"]),
    ("apic gen, from nothing", &["gen"]),
    ("apic gen, nothing to write", &["gen"]),
    ("apic gen --check", &["gen", "--check"]),
];

/// A size and its figures, in the same order for each size.
pub(crate) struct Size {
    pub(crate) routes: usize,
    pub(crate) lines: usize,
    pub(crate) bytes: usize,
    pub(crate) stages: Vec<Figure>,
    pub(crate) commands: Vec<Figure>,
    /// Of `apic check`.
    pub(crate) instructions: Option<u64>,
}

/// Measures a contract of that many resources, five routes each.
pub(crate) fn measure(resources: usize, runs: usize) -> Result<Size, Box<dyn Error>> {
    let text = contract::contract(resources);
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("bench.api");
    fs::write(&file, &text)?;
    fs::write(folder.path().join("apic.toml"), "[rust]\n[typescript]\n")?;
    let (place, file) = (path(folder.path())?, path(&file)?);
    let mut stages = best(runs, &|| Ok(()), &["pipe", file])?;
    stages.extend(best(runs, &|| Ok(()), &["format", file])?);
    let mut commands = Vec::new();
    for (name, typed) in COMMANDS {
        let clear = || if name.ends_with("nothing") { emptied(folder.path()) } else { Ok(()) };
        let arguments: Vec<_> = ["apic", place].iter().chain(typed).copied().collect();
        let figures = best(runs, &clear, &arguments)?;
        commands.extend(figures.into_iter().map(|figure| Figure { name: name.to_string(), ..figure }));
    }
    Ok(Size {
        routes: resources * 5,
        lines: text.lines().count(),
        bytes: text.len(),
        stages,
        commands,
        instructions: instructions(folder.path()),
    })
}

/// Leaves the contract and the settings.
fn emptied(folder: &std::path::Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else if path.extension().is_some_and(|kind| kind == "json") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

fn path(path: &std::path::Path) -> Result<&str, String> {
    path.to_str().ok_or_else(|| format!("{} is no UTF-8", path.display()))
}
