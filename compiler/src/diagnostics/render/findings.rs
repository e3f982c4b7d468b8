//! One JSON object a line for what is found outside of contracts: files that are out of date, or not formatted.

use schemars::JsonSchema;
use serde::Serialize;

use super::report::{Drift, Finding, Report};
use crate::diagnostics::Severity;

/// A finding about a file. `rule` tells these lines from those of diagnostics, which have a `code`.
#[derive(Serialize, JsonSchema)]
struct Line<'a> {
    rule: &'a str,
    severity: Loudness,
    message: &'a str,
    file: &'a str,
    /// What to do about it.
    help: Vec<&'a str>,
    /// Of `gen --check` alone.
    #[serde(flatten)]
    drift: Option<DriftLine<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Loudness {
    Error,
    Warning,
}

#[derive(Serialize, JsonSchema)]
struct DriftLine<'a> {
    /// How the file compares with what would be written.
    verdict: &'a str,
    /// What `apic gen` would do with it.
    action: &'a str,
    /// The output that it belongs to; empty for the manifest and for foreign files.
    emitter: &'a str,
}

/// All findings, an object each.
pub fn findings(report: &Report) -> String {
    // Strings only: serialization cannot fail.
    report.findings.iter().map(|finding| serde_json::to_string(&line(finding)).unwrap_or_default() + "\n").collect()
}

/// The JSON Schema of one line.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Line<'_>);
    schema.insert("title".into(), "apic findings, one object a line".into());
    schema.into()
}

fn line(finding: &Finding) -> Line<'_> {
    let drift = finding.drift.as_ref();
    Line {
        rule: finding.rule.id,
        severity: match finding.severity {
            Severity::Error => Loudness::Error,
            Severity::Warning => Loudness::Warning,
        },
        message: &finding.message,
        file: &finding.place.file,
        help: finding.help.iter().map(String::as_str).collect(),
        drift: drift.map(|Drift { verdict, action, emitter }| DriftLine { verdict, action, emitter }),
    }
}
