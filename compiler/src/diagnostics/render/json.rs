//! One JSON object a line, for programs: all findings, offsets as in the file on disk.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostics::{Diagnostic, Edit, Fix, Label, Severity};
use crate::source::{Source, Sources, Span};

#[derive(Serialize, JsonSchema)]
struct Line<'a> {
    code: &'a str,
    severity: Loudness,
    message: &'a str,
    file: &'a str,
    range: Range,
    labels: Vec<LabelLine<'a>>,
    help: Vec<&'a str>,
    fixes: Vec<FixLine<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum Loudness {
    Error,
    Warning,
}

#[derive(Serialize, JsonSchema)]
struct LabelLine<'a> {
    file: &'a str,
    range: Range,
    message: &'a str,
    primary: bool,
}

#[derive(Serialize, JsonSchema)]
struct FixLine<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditLine<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct EditLine<'a> {
    file: &'a str,
    range: Range,
    text: &'a str,
}

#[derive(Serialize, JsonSchema, Default)]
struct Range {
    start: Place,
    end: Place,
}

/// `byte` counts from 0 and includes a BOM; line and column count from 1.
#[derive(Serialize, JsonSchema, Default)]
struct Place {
    byte: u32,
    line: usize,
    column: usize,
}

/// All findings, an object each.
pub fn json(sources: &Sources, diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        // Strings and numbers only: serialization cannot fail.
        text.push_str(&serde_json::to_string(&line(sources, diagnostic)).unwrap_or_default());
        text.push('\n');
    }
    text
}

/// The JSON Schema of one line.
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Line<'_>);
    schema.insert("title".into(), "apic diagnostics, one object a line".into());
    schema.into()
}

fn line<'a>(sources: &'a Sources, diagnostic: &'a Diagnostic) -> Line<'a> {
    let primary = (!diagnostic.primary.text.is_empty()).then_some(&diagnostic.primary);
    let mut labels: Vec<_> = primary.into_iter().map(|it| label(sources, it, true)).collect();
    labels.extend(diagnostic.secondary.iter().map(|it| label(sources, it, false)));
    Line {
        code: diagnostic.code.slug(),
        severity: match diagnostic.severity {
            Severity::Error => Loudness::Error,
            Severity::Warning => Loudness::Warning,
        },
        message: &diagnostic.message,
        file: path(sources, diagnostic.primary.span),
        range: range(sources, diagnostic.primary.span),
        labels,
        help: diagnostic.advice(),
        fixes: diagnostic.fixes.iter().map(|it| fix(sources, it)).collect(),
    }
}

fn label<'a>(sources: &'a Sources, label: &'a Label, primary: bool) -> LabelLine<'a> {
    LabelLine { file: path(sources, label.span), range: range(sources, label.span), message: &label.text, primary }
}

fn fix<'a>(sources: &'a Sources, fix: &'a Fix) -> FixLine<'a> {
    let edit = |edit: &'a Edit| EditLine {
        file: path(sources, edit.span),
        range: range(sources, edit.span),
        text: &edit.text,
    };
    FixLine { title: &fix.title, safe: fix.safe, edits: fix.edits.iter().map(edit).collect() }
}

fn path(sources: &Sources, span: Span) -> &str {
    sources.get(span.source).map_or("", |source| source.path.as_str())
}

fn range(sources: &Sources, span: Span) -> Range {
    sources
        .get(span.source)
        .map_or_else(Range::default, |source| Range { start: place(source, span.start), end: place(source, span.end) })
}

fn place(source: &Source, offset: u32) -> Place {
    let (line, column) = source.line_column(offset);
    Place { byte: offset + if source.bom { 3 } else { 0 }, line, column }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn a_finding_is_one_object_and_a_bom_counts_in_bytes() {
        let (sources, mut found) = sample("名X", true, &[(3, 4)]);
        found[0] = found[0].clone().label("here").help("declare it").safe_fix("write `Y`", found[0].primary.span, "Y");
        let line: serde_json::Value = serde_json::from_str(json(&sources, &found).trim_end()).unwrap();
        let range = serde_json::json!({
            "start": {"byte": 6, "line": 1, "column": 2}, "end": {"byte": 7, "line": 1, "column": 3},
        });
        assert_eq!(
            line,
            serde_json::json!({
                "code": "undefined-type", "severity": "error", "message": "`X` is not declared",
                "file": "api/a.api", "range": range,
                "labels": [{"file": "api/a.api", "range": range, "message": "here", "primary": true}],
                "help": ["declare it"],
                "fixes": [{"title": "write `Y`", "safe": true,
                    "edits": [{"file": "api/a.api", "range": range, "text": "Y"}]}],
            })
        );
    }
}
