//! Files that are not formatted as findings of a report, for the forms that are read by other programs.

use apic_compiler::render::{Finding, Report, Rule};

use super::Change;

/// The files that are not formatted, for other programs.
pub(super) fn document(changes: &[Change]) -> Report {
    let rule = Rule {
        id: "not-formatted",
        summary: "not laid out as `apic fmt` does",
        page: "The file is not laid out as `apic fmt` does. Run `apic fmt`; only blanks and line ends change.",
    };
    let mut report = Report::new("fmt");
    for Change { source, .. } in changes {
        report.files.push(source.path.clone());
        let message = "is not formatted".to_string();
        report.findings.push(Finding::of_file(rule, source.path.clone(), message, "run `apic fmt`".to_string()));
    }
    report
}
