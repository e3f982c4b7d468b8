//! Every row of `tests/compat.jsonl` gets the verdict and the code that it asks for.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::{Compiled, Opened, ReadFault, Reader, Settings, Severity, compile};

/// Rows that do not pass yet, by the code that they ask for. An entry that passes fails the test.
#[rustfmt::skip]
const KNOWN_GAPS: &[&str] = &[
    // ambiguous-embedding
    "D38",
    // ambiguous-info-key
    "D22",
    // annotation-key-typo
    "D114", "D115",
    // anonymous-body
    "B24",
    // bad-annotation-value
    "D116", "D119", "D120", "D122", "D124", "D125",
    // bad-default
    "D57", "D58", "D59", "D63",
    // bad-duration
    "S35", "S36", "D129",
    // bad-option-reference
    "D70",
    // bad-options
    "D65",
    // bad-range
    "D51", "D52", "D53", "D54",
    // bad-size
    "S38", "D131",
    // blank-field
    "F64",
    // body-on-get
    "W78",
    // builtin-type-name
    "Y15",
    // default-outside-rule
    "D60", "D61",
    // duplicate-field
    "F61", "D36", "D39",
    // duplicate-handler
    "U01", "U12", "U13", "W51", "P05", "D113",
    // duplicate-option-value
    "D67",
    // duplicate-path-param
    "R15", "D110",
    // duplicate-route
    "U04", "U06", "U07", "U08", "U09", "U10", "U15", "U16", "U17", "P06", "D107", "D108", "D112",
    // duplicate-tag-key
    "D48",
    // duplicate-tag-option
    "W91",
    // duplicate-type
    "Y12", "I21", "I22", "P03", "P59",
    // duplicate-wire-name
    "F62", "W38", "D37",
    // embedded-tag
    "F48", "F53",
    // embedding-cycle
    "F54", "D32",
    // empty-anonymous-struct
    "F38", "F39", "P13", "P14", "P16",
    // empty-service
    "N12", "W67",
    // empty-tag-option
    "W19", "W20",
    // env-option
    "D71",
    // group-collision
    "D133",
    // handler-collision
    "U02", "U03", "D106",
    // map-key-type
    "F10", "F13", "F30", "F31", "F32", "F33", "P08", "P09", "P11", "P12", "D42",
    // multi-source-field
    "W39",
    // no-routes
    "L01", "L02", "L03", "T24", "N11",
    // no-wire-form
    "D40", "D41",
    // omitempty-not-optional
    "W92",
    // option-type
    "W32", "W33", "W35", "D66",
    // optional-recursion
    "D35",
    // path-dots
    "R24",
    // path-field-unbound
    "W44", "W77",
    // path-optional
    "D76",
    // path-param-unbound
    "W76",
    // recursive-value
    "Y19", "Y20", "D33",
    // redundant-embedding
    "P54", "D161",
    // redundant-pointer
    "F09", "F24", "B06", "B07",
    // service-name-mismatch
    "N13", "N14", "I24", "P04",
    // source-type
    "D74", "D75", "D77",
    // sse-without-response
    "S45", "P62",
    // tag-key-typo
    "W26", "W64",
    // tag-option-space
    "W21", "W22",
    // type-name-collision
    "Y13", "D43",
    // undefined-type
    "Y21", "F03", "F04", "F50", "F57", "B13", "W50", "P07", "P17", "D30",
    // unknown-tag-option
    "W23", "W24", "W25", "W62", "W63",
    // unsupported-method
    "R05", "R06",
    // untagged-field
    "W65", "W68", "W100",
    // untyped-form-field
    "W41",
    // zero-length-array
    "F19",
];

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
        compile(&Files(files), "main.api", &Settings::default()).unwrap()
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
    include_str!("../../tests/compat.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect()
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
