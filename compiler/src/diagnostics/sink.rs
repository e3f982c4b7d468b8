//! Collects diagnostics in any order and closes into a sorted list.

use std::collections::{BTreeMap, BTreeSet};

use super::ignore::{Ignore, Ignores};
use super::{Code, Diagnostic, Level, Severity};
use crate::source::{SourceId, Sources, Span};

/// What the project says about codes: `[check]` and the flags of the command line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Levels {
    /// Lints that are switched on.
    pub warn: Vec<Code>,
    /// Warnings that count as errors.
    pub deny: Vec<Code>,
    /// Warnings that are not said. Errors stay errors.
    pub allow: Vec<Code>,
    /// Every warning counts as an error.
    pub deny_warnings: bool,
}

/// Where the stages push what they find.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
    errors: usize,
    ignores: Vec<Ignore>,
}

impl Sink {
    /// Takes one finding. Its labels must lie inside their sources, on character boundaries.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if diagnostic.severity == Severity::Error {
            self.errors += 1;
        }
        self.found.push(diagnostic);
    }

    /// Takes one `apic:ignore`; it counts when the sink is closed.
    pub fn ignore(&mut self, ignore: Ignore) {
        self.ignores.push(ignore);
    }

    /// Whether an error was pushed: then the model is not built.
    pub fn has_errors(&self) -> bool {
        self.errors > 0
    }

    /// How much was pushed so far.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// The lines that cannot be read to their end, as far as it is known: a field there may well have a tag.
    pub(crate) fn broken_lines(&self, sources: &Sources) -> BTreeSet<Line> {
        broken_lines(&self.found, sources)
    }

    /// The errors so far, in the order in which they were pushed.
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Applies `apic:ignore` lines and the project's levels, drops repeats of one code at one span, sorts by file, place and code.
    pub fn close(self, sources: &Sources, levels: &Levels) -> Vec<Diagnostic> {
        let mut ignores = Ignores::new(self.ignores);
        let mut found: Vec<Diagnostic> = self.found;
        found.retain(|diagnostic| !ignores.silences(diagnostic));
        hold_back(&mut found, sources);
        found.extend(ignores.idle(|code| severity(code, levels).is_some()));
        let mut sorted = BTreeMap::new();
        for mut diagnostic in found {
            debug_assert!(
                sources.get(diagnostic.primary.span.source).is_some_and(|source| source.holds(diagnostic.primary.span)),
                "label outside its source: {diagnostic:?}"
            );
            if let Some(severity) = severity(diagnostic.code, levels) {
                diagnostic.severity = severity;
                let span = diagnostic.primary.span;
                sorted.entry((span.source, span.start, diagnostic.code.slug(), span.end)).or_insert(diagnostic);
            }
        }
        sorted.into_values().collect()
    }
}

/// A field that cannot be read to its end may well have a tag there: what is said of one without a tag is not said of it.
fn hold_back(found: &mut Vec<Diagnostic>, sources: &Sources) {
    let lines = broken_lines(found, sources);
    if lines.is_empty() {
        return;
    }
    found.retain(|diagnostic| {
        let field = match diagnostic.code {
            Code::UntaggedField => Some(&diagnostic.primary),
            Code::BodyOnGet => diagnostic.secondary.first(),
            _ => None,
        };
        field.and_then(|label| line(sources, label.span)).is_none_or(|line| !lines.contains(&line))
    });
}

/// A line of a source.
pub(crate) type Line = (SourceId, usize);

/// The line where a span begins.
pub(crate) fn line(sources: &Sources, span: Span) -> Option<Line> {
    Some((span.source, sources.get(span.source)?.line_column(span.start).0))
}

fn broken_lines(found: &[Diagnostic], sources: &Sources) -> BTreeSet<Line> {
    let broken = found.iter().filter(|found| matches!(found.code, Code::UnexpectedToken | Code::UnexpectedCharacter));
    broken.filter_map(|found| line(sources, found.primary.span)).collect()
}

/// `None` = not said at all.
fn severity(code: Code, levels: &Levels) -> Option<Severity> {
    match code.entry().level {
        Level::Error => Some(Severity::Error),
        Level::Warning if levels.allow.contains(&code) => None,
        Level::Lint if !levels.warn.contains(&code) && !levels.deny.contains(&code) => None,
        Level::Warning | Level::Lint if levels.deny_warnings || levels.deny.contains(&code) => Some(Severity::Error),
        Level::Warning | Level::Lint => Some(Severity::Warning),
    }
}
