//! One line each, for editors and grep: `path:line:column: warning[code]: text`.

use std::fmt::Write as _;

use super::{Shown, capped, tame};
use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Sources;

/// All findings, a line each; at most 100 a file, then a count.
pub fn short(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for shown in capped(sources, diagnostics) {
        // Writing to a String cannot fail.
        let _ = match shown {
            Shown::Finding(diagnostic) => writeln!(text, "{}", line(sources, diagnostic)),
            Shown::Rest(left, path) => writeln!(text, "{path}: and {left} more"),
        };
    }
    text
}

/// One finding without a line end.
pub(super) fn line(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let span = diagnostic.primary.span;
    let (path, (line, column)) =
        sources.get(span.source).map_or(("", (1, 1)), |source| (source.path.as_str(), source.line_column(span.start)));
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let message = tame(&diagnostic.message).replace('\n', " ");
    format!("{path}:{line}:{column}: {severity}[{}]: {message}", diagnostic.code)
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn a_finding_is_one_line() {
        let (sources, found) = sample("ab\n名X", false, &[(6, 7)]);
        assert_eq!(short(&sources, &found), "api/a.api:2:2: error[undefined-type]: `X` is not declared\n");
    }

    #[test]
    fn more_than_a_hundred_are_counted() {
        let (sources, found) = sample("X", false, &vec![(0, 1); 101]);
        assert_eq!(short(&sources, &found).lines().last(), Some("api/a.api: and 1 more"));
    }
}
