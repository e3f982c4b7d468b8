//! What a replay found.

use std::collections::BTreeMap;
use std::fmt;

use super::table::Table;
use super::vector::Vector;

/// Counted vectors, and what is wrong with those that failed.
#[derive(Debug, Default)]
pub struct Report {
    pub passed: usize,
    /// Failures without an excuse: id and problem.
    pub failures: Vec<(String, String)>,
    /// Failures for lack of a feature: how many by feature.
    pub gaps: BTreeMap<String, usize>,
    /// Panics of servers that no route was told to have.
    pub panics: Vec<String>,
}

// === impl Report ===

impl Report {
    pub(super) fn add(&mut self, vector: &Vector, problem: Option<String>, table: &Table) {
        let Some(problem) = problem else {
            self.passed += 1;
            return;
        };
        match table.gap(&vector.id) {
            Some(feature) => *self.gaps.entry(feature.to_owned()).or_default() += 1,
            None => {
                let request = &vector.request;
                let problem = format!("{} {}: {problem}", request.method, request.target);
                self.failures.push((vector.id.clone(), problem));
            }
        }
    }

    /// All that failed, excused or not.
    pub fn failed(&self) -> usize {
        self.failures.len() + self.gaps.values().sum::<usize>()
    }

    /// Nothing failed without an excuse.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty() && self.panics.is_empty()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (id, problem) in &self.failures {
            writeln!(out, "FAIL {id}\n     {problem}")?;
        }
        for (feature, count) in &self.gaps {
            writeln!(out, "{count} fail because this is not built yet: {feature}")?;
        }
        for panic in &self.panics {
            writeln!(out, "PANIC {panic}")?;
        }
        write!(out, "{} passed, {} failed", self.passed, self.failed())
    }
}
