//! Workflow commands of GitHub Actions, one a finding: they become marks in a pull request.

use super::report::{Finding, Report};
use crate::diagnostics::Severity;

/// All findings, a line each.
pub fn github(reports: &[Report]) -> String {
    reports.iter().flat_map(|report| &report.findings).map(|finding| line(finding) + "\n").collect()
}

fn line(finding: &Finding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut properties = vec![("file", finding.place.file.clone())];
    if let Some(region) = finding.place.region {
        properties.push(("line", region.start.0.to_string()));
        properties.push(("endLine", region.end.0.to_string()));
        // Columns count for marks inside of one line only, and the last one is inside of the mark.
        if region.start.0 == region.end.0 {
            properties.push(("col", region.start.1.to_string()));
            properties.push(("endColumn", region.end.1.saturating_sub(1).max(region.start.1).to_string()));
        }
    }
    properties.push(("title", finding.rule.id.to_string()));
    let properties: Vec<_> = properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    format!("::{command} {}::{}", properties.join(","), data(&finding.text()))
}

/// The text behind `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value in front of `::`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;
    use crate::source::Sources;

    fn lines(sources: &Sources, found: &[crate::diagnostics::Diagnostic]) -> String {
        let mut report = Report::new("check");
        report.add(sources, found);
        github(&[report])
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        let (mut sources, mut found) = sample("名X", false, &[(3, 4)]);
        sources.list[0].path = "a,b:100%.api".into();
        found[0] = found[0].clone().help("write `a: b`,\r\nor 50%");
        assert_eq!(
            lines(&sources, &found),
            "::error file=a%2Cb%3A100%25.api,line=1,endLine=1,col=2,endColumn=2,title=undefined-type::\
             `X` is not declared%0Ahelp: write `a: b`,%0D%0Aor 50%25\n"
        );
    }

    #[test]
    fn a_mark_over_lines_has_no_columns() {
        let (sources, found) = sample("a\nb", false, &[(0, 3)]);
        let text = lines(&sources, &found);
        assert!(text.starts_with("::error file=api/a.api,line=1,endLine=2,title=undefined-type::"), "{text}");
    }
}
