//! Laws of the language as a whole: the broken sample of language.md §11, and what the lint `goctl-incompatible` says about the table.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use apic_compiler::{Code, Levels, Opened, ReadFault, Reader, Settings, compile};

struct One<'a>(&'a str);

impl Reader for One<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        match path {
            "main.api" => Ok(Opened { identity: path.into(), bytes: self.0.into() }),
            _ => Err(ReadFault::Missing),
        }
    }
}

/// Everything said, as `line code`.
fn found(text: &str, warn: &[Code]) -> Vec<String> {
    let settings = Settings { levels: Levels { warn: warn.to_vec(), ..Levels::default() }, ..Settings::default() };
    let compiled = compile(&One(text), "main.api", &settings).unwrap();
    let lines = compiled.diagnostics.iter().map(|diagnostic| {
        let span = diagnostic.primary.span;
        let line = compiled.sources.get(span.source).unwrap().line_column(span.start).0;
        format!("{line} {}", diagnostic.code)
    });
    lines.collect()
}

const SAMPLE: &str = r#"info ( title "Shop" )
type Item {
	Id   int64  `json:"id`
	Kind strng  `json:"kind"`
	Size func   `json:"size"`
	type string `json:"type"`
}
@server ( timeout: 3x )
service shop {
	@handler a get /items/{id} returns (Item)
	@handler b fetch /items
	@handler c get /x (Itme)
	@handler c get /y
}
"#;

#[test]
fn the_broken_sample_gives_ten_findings_and_no_more() {
    assert_eq!(
        found(SAMPLE, &[]),
        [
            "1 unexpected-token",
            "3 malformed-tag",
            "4 undefined-type",
            "5 unsupported-type",
            "6 keyword-as-name",
            "8 bad-duration",
            "10 path-syntax",
            "11 unknown-method",
            "12 undefined-type",
            "13 duplicate-handler",
        ]
    );
}

/// Rows whose verdict by goctl hangs on a trailing comment.
const COMMENT_DEFEATS_GOCTL: &[&str] = &["F39"];

#[derive(serde::Deserialize)]
struct Row {
    id: String,
    files: std::collections::BTreeMap<String, String>,
    goctl: String,
    apic: String,
}

#[test]
fn the_lint_agrees_with_what_goctl_was_measured_to_do() {
    let mut wrong = Vec::new();
    for line in include_str!("../../tests/compat.jsonl").lines() {
        let row: Row = serde_json::from_str(line).unwrap();
        let Some(text) = row.files.get("main.api").filter(|_| row.files.len() == 1 && row.apic != "reject") else {
            continue;
        };
        let all = found(text, &[Code::GoctlIncompatible]);
        let said = all.iter().any(|line| line.ends_with(" goctl-incompatible"));
        // What is refused under a warning of its own is not said twice.
        let fits = if row.goctl == "accept" { !said } else { said || !all.is_empty() };
        if !fits && !COMMENT_DEFEATS_GOCTL.contains(&row.id.as_str()) {
            wrong.push((row.id, row.goctl, all));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// Applies the fixes of one code that keep the meaning, from the end so that places stay.
fn mended(text: &str, code: Code) -> Option<String> {
    let settings = Settings { levels: Levels { warn: vec![code], ..Levels::default() }, ..Settings::default() };
    let compiled = compile(&One(text), "main.api", &settings).unwrap();
    let fixes = compiled.diagnostics.iter().filter(|found| found.code == code).flat_map(|found| &found.fixes);
    let mut edits: Vec<_> = fixes.filter(|fix| fix.safe).flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    let mut mended = text.to_string();
    for edit in &edits {
        mended.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    (!edits.is_empty()).then_some(mended)
}

#[test]
fn safe_fixes_mend_what_they_are_offered_for() {
    let mut offered = 0;
    for entry in apic_compiler::CODES {
        let Some(example) = entry.page.split("```api\n").nth(1).and_then(|rest| rest.split("```").next()) else {
            continue;
        };
        let Some(mended) = mended(example, entry.code) else { continue };
        offered += 1;
        let before = found(example, &[entry.code]);
        let after = found(&mended, &[entry.code]);
        let still = after.iter().any(|line| line.ends_with(&format!(" {}", entry.slug)));
        assert!(!still && after.len() < before.len(), "{}: {mended}\n{after:?}", entry.slug);
    }
    assert!(offered > 8, "only {offered} codes offer a fix");
}

#[test]
fn odd_texts_are_read_without_a_panic() {
    // Found by mutating the table: a quote that stays open behind a keyword.
    for text in [
        "type\" Q {\n\tF string `form:\"f\"`\n}\n",
        "type\"`\n}\nservice a {\n\t@handler h\n\t Q { X int `json:\"x\"` }\n",
    ] {
        assert!(!found(text, &[]).is_empty());
    }
}
