//! SARIF 2.1.0, which code scanning services read: a run per command, the rules that were met with their pages, fixes, and fingerprints that outlive moved lines.

mod model;

use std::collections::BTreeMap;

use super::report::{Finding, Mend, Place, Report, Rule};
use crate::diagnostics::Severity;
use crate::output::text_hash;
use model::{
    ArtifactChange, ArtifactLocation, Automation, Content, Driver, Fix, Help, Level, Location, Log, Physical, Region,
    Replacement, ReportingDescriptor, ResultItem, Run, Text, Tool,
};

/// One document with a run for each report.
pub fn sarif(reports: &[Report]) -> String {
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: reports.iter().map(run).collect(),
    };
    // Strings and numbers only: serialization cannot fail.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn run(report: &Report) -> Run<'_> {
    let mut rules: Vec<(Rule, Severity)> =
        report.findings.iter().map(|finding| (finding.rule, finding.severity)).collect();
    rules.sort_by_key(|(rule, severity)| (rule.id, *severity));
    rules.dedup_by_key(|(rule, _)| rule.id);
    let mut seen = BTreeMap::new();
    let mut results = Vec::new();
    for finding in &report.findings {
        let index = rules.partition_point(|(rule, _)| rule.id < finding.rule.id);
        let hash = text_hash(&format!("{}\0{}\0{}", finding.rule.id, finding.place.file, finding.line));
        let count: &mut usize = seen.entry(hash.clone()).or_default();
        *count += 1;
        // The name and the form that GitHub's own uploader gives to it: hash, and which of several alike.
        let fingerprint = format!("{}:{count}", hash.get(..16).unwrap_or(&hash));
        results.push(result(finding, index, fingerprint));
    }
    Run {
        tool: Tool {
            driver: Driver {
                name: "apic",
                semantic_version: env!("CARGO_PKG_VERSION"),
                rules: rules.into_iter().map(descriptor).collect(),
            },
        },
        automation_details: Automation { id: format!("apic/{}/", report.command) },
        column_kind: "unicodeCodePoints",
        results,
    }
}

fn descriptor((rule, severity): (Rule, Severity)) -> ReportingDescriptor {
    ReportingDescriptor {
        id: rule.id,
        short_description: Text { text: rule.summary },
        full_description: Text { text: reason(rule) },
        help: Help { text: rule.page, markdown: rule.page },
        default_configuration: Level { level: level(severity) },
    }
}

/// The paragraph below the first heading of the page that says what the matter is.
fn reason(rule: Rule) -> &'static str {
    let page = rule.page.split_once('\n').map_or(rule.page, |(_, rest)| rest).trim_start();
    let first = page.split("\n\n").next().unwrap_or_default().trim();
    if first.is_empty() { rule.summary } else { first }
}

fn result(finding: &Finding, rule_index: usize, fingerprint: String) -> ResultItem<'_> {
    ResultItem {
        rule_id: finding.rule.id,
        rule_index,
        level: level(finding.severity),
        message: Text { text: finding.text() },
        locations: vec![location(&finding.place, None)],
        related_locations: finding.related.iter().map(|(place, text)| location(place, Some(text))).collect(),
        partial_fingerprints: BTreeMap::from([("primaryLocationLineHash", fingerprint)]),
        fixes: finding.mends.iter().map(fix).collect(),
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn location<'a>(place: &'a Place, text: Option<&'a str>) -> Location<'a> {
    Location {
        physical_location: Physical { artifact_location: artifact(place), region: place.region.map(region) },
        message: text.filter(|text| !text.is_empty()).map(|text| Text { text }),
    }
}

fn artifact(place: &Place) -> ArtifactLocation {
    ArtifactLocation { uri: uri(&place.file) }
}

fn region(region: super::report::Region) -> Region {
    let ((start_line, start_column), (end_line, end_column)) = (region.start, region.end);
    Region { start_line, start_column, end_line, end_column }
}

/// Edits of one file stand together.
fn fix(mend: &Mend) -> Fix<'_> {
    let mut changes: Vec<ArtifactChange<'_>> = Vec::new();
    for (place, text) in &mend.edits {
        let Some(piece) = place.region else { continue };
        let replacement = Replacement { deleted_region: region(piece), inserted_content: Content { text } };
        let location = artifact(place);
        match changes.iter_mut().find(|change| change.artifact_location == location) {
            Some(change) => change.replacements.push(replacement),
            None => changes.push(ArtifactChange { artifact_location: location, replacements: vec![replacement] }),
        }
    }
    Fix { description: Text { text: &mend.title }, artifact_changes: changes }
}

/// A path as a reference: relative as it is, absolute as `file:`.
fn uri(path: &str) -> String {
    let mut uri = if path.starts_with('/') { "file://".to_string() } else { String::new() };
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte.into()),
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    fn log(text: &str, spans: &[(usize, usize)]) -> serde_json::Value {
        let (sources, mut found) = sample(text, false, spans);
        let span = found[0].primary.span;
        found[0] = found[0].clone().also(span, "here").help("declare it").safe_fix("write `Y`", span, "Y");
        let mut report = Report::new("check");
        report.add(&sources, &found);
        serde_json::from_str(&sarif(&[report])).unwrap()
    }

    #[test]
    fn a_finding_is_a_result_with_its_rule_and_its_fix() {
        let run = &log("名X", &[(3, 4)])["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "undefined-type");
        let result = &run["results"][0];
        assert_eq!(result["message"]["text"], "`X` is not declared\nhelp: declare it");
        let region = serde_json::json!({"startLine": 1, "startColumn": 2, "endLine": 1, "endColumn": 3});
        assert_eq!(result["locations"][0]["physicalLocation"]["region"], region);
        assert_eq!(result["relatedLocations"][0]["message"]["text"], "here");
        let change = &result["fixes"][0]["artifactChanges"][0];
        assert_eq!(change["artifactLocation"]["uri"], "api/a.api");
        assert_eq!(
            change["replacements"][0],
            serde_json::json!({"deletedRegion": region, "insertedContent": {"text": "Y"}})
        );
    }

    #[test]
    fn a_fingerprint_outlives_moved_lines_and_tells_apart_what_is_alike() {
        let prints = |text: &str, spans: &[(usize, usize)]| -> Vec<String> {
            let log = log(text, spans);
            let results = log["runs"][0]["results"].as_array().unwrap();
            results.iter().map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string()).collect()
        };
        let before = prints("a X\na X\n", &[(2, 3), (6, 7)]);
        assert_ne!(before[0], before[1]);
        assert_eq!(prints("// new\n\ta X\na X\n", &[(10, 11), (14, 15)]), before);
    }

    #[test]
    fn a_path_becomes_a_reference() {
        assert_eq!(uri("api/ä b:c%.api"), "api/%C3%A4%20b%3Ac%25.api");
        assert_eq!(uri("/x/a.api"), "file:///x/a.api");
    }

    #[test]
    fn nothing_found_is_a_run_with_an_empty_list() {
        let log: serde_json::Value = serde_json::from_str(&sarif(&[Report::new("check")])).unwrap();
        assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    }
}
