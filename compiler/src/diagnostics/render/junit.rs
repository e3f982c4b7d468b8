//! JUnit's XML as Jenkins, GitLab and others read it: a suite per command, a case per file. Errors fail a case; warnings are its output.

use super::report::{Finding, Report};
use crate::diagnostics::Severity;

/// One document with a suite for each report.
pub fn junit(reports: &[Report]) -> String {
    let suites: String = reports.iter().map(suite).collect();
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"apic\">\n{suites}</testsuites>\n")
}

fn suite(report: &Report) -> String {
    let mut files: Vec<&str> = report.files.iter().map(String::as_str).collect();
    files.extend(report.findings.iter().map(|finding| finding.place.file.as_str()));
    files.sort_unstable();
    files.dedup();
    let command = escaped(report.command);
    let mut cases = String::new();
    let mut failed = 0;
    for file in &files {
        let found: Vec<_> = report.findings.iter().filter(|finding| finding.place.file == *file).collect();
        failed += usize::from(found.iter().any(|finding| finding.severity == Severity::Error));
        cases += &case(&command, file, &found);
    }
    format!(
        "  <testsuite name=\"apic {command}\" tests=\"{}\" failures=\"{failed}\" errors=\"0\">\n{cases}  </testsuite>\n",
        files.len()
    )
}

fn case(command: &str, file: &str, found: &[&Finding]) -> String {
    let head = format!("    <testcase name=\"{}\" classname=\"apic.{command}\"", escaped(file));
    if found.is_empty() {
        return head + "/>\n";
    }
    let (errors, warnings): (Vec<&Finding>, Vec<&Finding>) =
        found.iter().partition(|finding| finding.severity == Severity::Error);
    let mut body = String::new();
    for finding in errors {
        let (rule, message, text) = (escaped(finding.rule.id), escaped(&finding.message), escaped(&line(finding)));
        body += &format!("      <failure type=\"{rule}\" message=\"{message}\">{text}</failure>\n");
    }
    if !warnings.is_empty() {
        let lines: Vec<_> = warnings.into_iter().map(|finding| escaped(&line(finding))).collect();
        body += &format!("      <system-out>{}</system-out>\n", lines.join("\n"));
    }
    format!("{head}>\n{body}    </testcase>\n")
}

/// What a reader of the report sees: the place, and the whole text.
fn line(finding: &Finding) -> String {
    let place = finding.place.region.map_or(String::new(), |region| format!(":{}:{}", region.start.0, region.start.1));
    format!("{}{place}: [{}] {}", finding.place.file, finding.rule.id, finding.text())
}

/// Text for both sides of a tag. XML has no way to write most control characters.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            '"' => escaped += "&quot;",
            '\t' | '\n' | '\r' => escaped += &format!("&#{};", u32::from(letter)),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn errors_fail_their_file_and_warnings_do_not() {
        let (sources, mut found) = sample("X<", false, &[(0, 1), (1, 2)]);
        found[0].message = "`<a & \"b\"\u{1b}>`".into();
        found[1].severity = Severity::Warning;
        let mut report = Report::new("check");
        report.add(&sources, &found);
        report.files.push("api/b.api".into());
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<testsuites name=\"apic\">
  <testsuite name=\"apic check\" tests=\"2\" failures=\"1\" errors=\"0\">
    <testcase name=\"api/a.api\" classname=\"apic.check\">
      <failure type=\"undefined-type\" message=\"`&lt;a &amp; &quot;b&quot;\u{fffd}&gt;`\">api/a.api:1:1: [undefined-type] `&lt;a &amp; &quot;b&quot;\u{fffd}&gt;`</failure>
      <system-out>api/a.api:1:2: [undefined-type] `X` is not declared</system-out>
    </testcase>
    <testcase name=\"api/b.api\" classname=\"apic.check\"/>
  </testsuite>
</testsuites>
";
        assert_eq!(junit(&[report]), expected);
    }
}
