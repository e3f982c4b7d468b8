//! Every row of `tests/compat.jsonl` gets the verdict and the code that it asks for.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::{Compiled, Opened, ReadFault, Reader, Settings, Severity, compile};

/// Rows that do not pass yet, by the code that they ask for. An entry that passes fails the test.
const KNOWN_GAPS: &[&str] = &[];

/// One row of the table.
#[derive(serde::Deserialize)]
struct Row {
    id: String,
    files: BTreeMap<String, String>,
    #[serde(default)]
    files_b64: BTreeMap<String, String>,
    apic: String,
    code: Option<String>,
}

struct Files(BTreeMap<String, Vec<u8>>);

impl Reader for Files {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let folder = format!("{path}/");
        match self.0.get(path) {
            Some(bytes) => Ok(Opened { identity: path.to_string(), bytes: bytes.clone() }),
            None if self.0.keys().any(|name| name.starts_with(&folder)) => {
                Err(ReadFault::NotRegular("a folder".into()))
            }
            None => Err(ReadFault::Missing),
        }
    }
}

impl Row {
    fn compile(&self) -> Compiled {
        let mut files: BTreeMap<String, Vec<u8>> =
            self.files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
        files.extend(self.files_b64.iter().map(|(path, text)| (path.clone(), from_base64(text))));
        compile(&Files(files), "main.api", &Settings::default()).expect("the entry is there")
    }

    /// `None` if the row passes, else what came instead.
    fn failure(&self) -> Option<String> {
        let compiled = self.compile();
        let found: Vec<(Severity, &str)> =
            compiled.diagnostics.iter().map(|found| (found.severity, found.code.slug())).collect();
        let errors = found.iter().any(|(severity, _)| *severity == Severity::Error);
        let has = |wanted| self.code.as_deref().is_some_and(|code| found.contains(&(wanted, code)));
        let passes = match self.apic.as_str() {
            "accept" => found.is_empty(),
            "warn" => !errors && has(Severity::Warning),
            _ => has(Severity::Error),
        };
        let shown = compiled.diagnostics.iter().map(|found| format!("{}: {}", found.code.slug(), found.message));
        (!passes).then(|| {
            format!(
                "{} wants {} {}, got [{}]",
                self.id,
                self.apic,
                self.code.as_deref().unwrap_or(""),
                shown.collect::<Vec<_>>().join("; ")
            )
        })
    }
}

fn rows() -> Vec<Row> {
    include_str!("../../tests/compat.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).expect("a row of the table"))
        .collect()
}

fn from_base64(text: &str) -> Vec<u8> {
    let digit = |c: u8| match c {
        b'A'..=b'Z' => u32::from(c - b'A'),
        b'a'..=b'z' => u32::from(c - b'a') + 26,
        b'0'..=b'9' => u32::from(c - b'0') + 52,
        b'+' => 62,
        _ => 63,
    };
    let digits: Vec<u32> = text.bytes().filter(|c| *c != b'=').map(digit).collect();
    let mut bytes = Vec::new();
    for chunk in digits.chunks(4) {
        let bits = chunk.iter().fold(0, |bits, digit| bits << 6 | digit) << (6 * (4 - chunk.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..chunk.len()]);
    }
    bytes
}

#[test]
fn every_row_gets_its_verdict_and_code() {
    let mut failures = Vec::new();
    let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let gaps: BTreeSet<&str> = KNOWN_GAPS.iter().copied().collect();
    let mut passing_gaps = Vec::new();
    for row in rows() {
        let failure = row.failure();
        let count = counts.entry(row.code.clone().unwrap_or_else(|| "(accept)".into())).or_default();
        count.0 += usize::from(failure.is_none());
        count.1 += 1;
        match failure {
            None if gaps.contains(row.id.as_str()) => passing_gaps.push(row.id),
            Some(failure) if !gaps.contains(row.id.as_str()) => failures.push(failure),
            _ => {}
        }
    }
    for (code, (passed, all)) in &counts {
        println!("{code:28} {passed:3} of {all:3}{}", if passed < all { "  <" } else { "" });
    }
    let (passed, all) = counts.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    println!("{passed} of {all} rows pass");
    assert!(passing_gaps.is_empty(), "these pass: take them off KNOWN_GAPS: {passing_gaps:?}");
    assert!(failures.is_empty(), "{} rows fail:\n{}", failures.len(), failures.join("\n"));
}
