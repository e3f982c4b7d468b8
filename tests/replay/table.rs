//! What is known about answers that are not go-zero's: `differences.tsv`, which is meant to stay, and `gaps.tsv`, which is meant to shrink.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use apic_compiler::ir::TypeRef;

use super::build::Served;
use super::json::Json;
use super::slot::{self, Step};
use super::vector::Vector;

/// Both tables.
#[derive(Debug)]
pub struct Table {
    differences: Vec<Difference>,
    gaps: Vec<Gap>,
}

/// A value that is answered otherwise than go-zero does, on purpose.
#[derive(Debug)]
struct Difference {
    /// The ids of the vectors; `*` at the end stands for any rest.
    vectors: String,
    /// What go-zero says, and what we say; `*` is anything.
    theirs: String,
    ours: String,
    /// Where: `bytes`, a place whose type is `[]byte`; `nil`, a route whose logic may answer nothing at all.
    place: String,
    line: String,
    used: AtomicBool,
}

/// Vectors that fail because something is not built yet.
#[derive(Debug)]
struct Gap {
    vectors: String,
    feature: String,
    used: AtomicBool,
}

/// A value in the answer to a vector.
pub(super) struct Place<'a> {
    pub vector: &'a Vector,
    pub served: &'a Served,
    pub path: &'a [Step],
}

// === impl Table ===

impl Table {
    /// Reads both tables of a folder.
    ///
    /// # Errors
    /// When one cannot be read, or a line lacks a column.
    pub fn read(folder: &Path) -> Result<Self, String> {
        let differences = rows(&folder.join("differences.tsv"), 6)?.into_iter().map(|row| {
            let column = |index: usize| row[index].clone();
            let used = AtomicBool::new(false);
            let (vectors, theirs, ours, place) = (column(0), column(2), column(3), column(4));
            Difference { vectors, theirs, ours, place, line: row.join("  "), used }
        });
        let gaps = rows(&folder.join("gaps.tsv"), 2)?.into_iter().map(|row| {
            let used = AtomicBool::new(false);
            Gap { vectors: row[0].clone(), feature: row[1].clone(), used }
        });
        Ok(Self { differences: differences.collect(), gaps: gaps.collect() })
    }

    pub(super) fn intends(&self, place: &Place<'_>, want: &Json, got: &Json) -> bool {
        let text = |pattern: &str, value: &Json| pattern == "*" || pattern == value.to_string();
        let mut known = self.differences.iter().filter(|entry| {
            matches(&entry.vectors, &place.vector.id) && text(&entry.theirs, want) && text(&entry.ours, got)
        });
        let found = known.find(|entry| entry.is_at(place));
        found.inspect(|entry| entry.used.store(true, Ordering::Relaxed)).is_some()
    }

    /// The feature whose lack excuses this vector.
    pub(super) fn gap(&self, id: &str) -> Option<&str> {
        let gap = self.gaps.iter().find(|gap| matches(&gap.vectors, id))?;
        gap.used.store(true, Ordering::Relaxed);
        Some(&gap.feature)
    }

    /// Entries that no vector needed: they must go.
    pub fn unused(&self) -> Vec<String> {
        let differences = self.differences.iter().map(|entry| (&entry.line, &entry.used));
        let all = differences.chain(self.gaps.iter().map(|gap| (&gap.vectors, &gap.used)));
        all.filter(|(_, used)| !used.load(Ordering::Relaxed)).map(|(line, _)| line.clone()).collect()
    }
}

// === impl Difference ===

impl Difference {
    fn is_at(&self, place: &Place<'_>) -> bool {
        let (api, path) = (&place.served.api, place.path);
        let Some(route) = slot::route(api, &place.vector.route) else { return false };
        match self.place.as_str() {
            "bytes" => slot::type_at(api, route, path) == Some(&TypeRef::Bytes),
            "nil" => path.is_empty() && (route.doc.summary == "nil" || route.doc.summary.starts_with("field *")),
            _ => false,
        }
    }
}

fn matches(pattern: &str, id: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == id, |start| id.starts_with(start))
}

/// The rows of a table of so many columns; lines that begin with `#` explain it.
fn rows(path: &Path, columns: usize) -> Result<Vec<Vec<String>>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .map(|line| {
            let row: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let whole = row.len() == columns && row.iter().all(|column| !column.is_empty());
            if whole { Ok(row) } else { Err(format!("{}: not {columns} columns: {line}", path.display())) }
        })
        .collect()
}
