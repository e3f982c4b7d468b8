//! Turns diagnostics into text, one format a file.

mod human;
mod json;
mod short;

pub use human::human;
pub use json::json;
pub use short::short;

use super::{Diagnostic, Severity};
use crate::source::{SourceId, Sources};

/// How many findings of one file the forms for people show; the rest is counted.
const SHOWN_PER_FILE: usize = 100;

/// What the reader's terminal can do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    pub color: bool,
    /// Frames without box drawing characters.
    pub ascii: bool,
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
            // Direction marks would show the line in another order than it is read.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' => '\u{fffd}',
            _ => letter,
        })
        .collect()
}

/// Calls `show` for the findings that are shown, and `rest` after a file of which more are left.
fn capped(
    sources: &Sources,
    diagnostics: &[Diagnostic],
    mut show: impl FnMut(&Diagnostic),
    mut rest: impl FnMut(usize, &str),
) {
    let file = |diagnostic: &Diagnostic| -> SourceId { diagnostic.primary.span.source };
    for chunk in diagnostics.chunk_by(|one, other| file(one) == file(other)) {
        chunk.iter().take(SHOWN_PER_FILE).for_each(&mut show);
        if let (Some(first), Some(left)) = (chunk.first(), chunk.len().checked_sub(SHOWN_PER_FILE + 1)) {
            rest(left + 1, sources.get(file(first)).map_or("", |source| source.path.as_str()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::source::{Source, Span};

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
        let (mut shown, mut rest) = (0, Vec::new());
        capped(&sources, &found, |_| shown += 1, |left, path| rest.push((left, path.to_string())));
        assert_eq!((shown, rest), (100, vec![(3, "api/a.api".to_string())]));
    }

    #[test]
    fn nothing_in_a_source_acts_on_the_terminal_and_offsets_stay() {
        let text = "a\u{1b}[31m\u{202e}\u{85}名\tb";
        let tamed = tame(text);
        assert_eq!(tamed.len(), text.len());
        assert_eq!(tamed, "a?[31m\u{fffd}¿名\tb");
    }
}
