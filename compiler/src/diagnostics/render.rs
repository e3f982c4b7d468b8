//! Turns diagnostics into text, one format a file.

mod findings;
mod github;
mod human;
mod json;
mod junit;
mod report;
mod sarif;
mod short;

pub use findings::{findings, schema as findings_schema};
pub use github::github;
pub use human::human;
pub use json::{json, schema as json_schema};
pub use junit::junit;
pub use report::{Drift, Finding, Mend, Place, Region, Report, Rule};
pub use sarif::sarif;
pub use short::short;

use super::{Diagnostic, Severity};
use crate::source::Sources;

/// How many findings of one file the forms for people show; the rest is counted.
const SHOWN_PER_FILE: usize = 100;

/// What the reader's terminal can do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub color: bool,
    /// Frames without box drawing characters.
    pub ascii: bool,
    /// Columns; 0 if there is no terminal to ask.
    pub width: usize,
}

/// How many of each there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub errors: usize,
    pub warnings: usize,
}

impl Summary {
    /// Counts a closed list.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count();
        Self { errors, warnings: diagnostics.len() - errors }
    }
}

/// The same text with everything that would act on a terminal replaced, byte for byte, so that offsets stay.
fn tame(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '\t' | '\n' | '\r' => letter,
            _ if letter.is_ascii_control() => '?',
            _ if letter.is_control() => '¿',
            // Terminals do not agree how wide joined signs are; parted they have the widths of their parts.
            '\u{200d}' => '\u{fffd}',
            // Direction marks would show the line in another order than it is read.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
            _ => letter,
        })
        .collect()
}

/// What a form for people shows, in order.
enum Shown<'a> {
    Finding(&'a Diagnostic),
    /// How many more there are in the file at this path.
    Rest(usize, &'a str),
}

/// The findings of each file up to the cap, and a count of what is left.
fn capped<'a>(sources: &'a Sources, diagnostics: &'a [Diagnostic]) -> impl Iterator<Item = Shown<'a>> {
    let file = |diagnostic: &Diagnostic| diagnostic.primary.span.source;
    diagnostics.chunk_by(move |one, other| file(one) == file(other)).flat_map(move |chunk| {
        let path = chunk.first().and_then(|first| sources.get(file(first))).map_or("", |source| source.path.as_str());
        let rest = chunk.len().saturating_sub(SHOWN_PER_FILE);
        let rest = (rest > 0).then_some(Shown::Rest(rest, path));
        chunk.iter().take(SHOWN_PER_FILE).map(Shown::Finding).chain(rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{Source, SourceId, Span};

    /// One source, and a finding at each span.
    pub(super) fn sample(text: &str, bom: bool, spans: &[(usize, usize)]) -> (Sources, Vec<Diagnostic>) {
        let sources = Sources { list: vec![Source::new(SourceId(0), "api/a.api".into(), text.into(), bom)] };
        let found = spans
            .iter()
            .map(|(start, end)| {
                Diagnostic::new(Code::UndefinedType, Span::new(SourceId(0), *start, *end), "`X` is not declared")
            })
            .collect();
        (sources, found)
    }

    #[test]
    fn the_rest_of_a_file_is_counted() {
        let (sources, found) = sample(&"x".repeat(200), false, &vec![(0, 1); 103]);
        let shown: Vec<_> = capped(&sources, &found).collect();
        assert_eq!(shown.len(), 101);
        assert!(matches!(shown.last(), Some(Shown::Rest(3, "api/a.api"))));
    }

    #[test]
    fn nothing_in_a_source_acts_on_the_terminal_and_offsets_stay() {
        let text = "a\u{1b}[31m\u{202e}\u{85}名\tb";
        let tamed = tame(text);
        assert_eq!(tamed.len(), text.len());
        assert_eq!(tamed, "a?[31m\u{fffd}¿名\tb");
    }
}
