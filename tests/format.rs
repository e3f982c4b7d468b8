//! The formatter: its four laws on everything there is to read, its layout, and the defects of goctl's that it must not have.

#[path = "format/defects.rs"]
mod defects;
#[path = "format/generate.rs"]
mod generate;
#[path = "format/laws.rs"]
mod laws;
#[path = "format/layout.rs"]
mod layout;
#[path = "format/tokens.rs"]
mod tokens;

use std::fs;

use apic_tests::{Memory, cases, files_below, root};
use laws::{Project, check};

/// Projects of `tests/cases` and `examples`, by their folder.
fn projects() -> Vec<(String, Memory)> {
    let cases = cases().into_iter().map(|case| format!("tests/cases/{case}"));
    let folders = cases.chain(["examples/bookstore".to_string(), "examples/shop/api".to_string()]);
    folders
        .map(|folder| {
            let memory = Memory::of_folder(&root().join(&folder));
            (folder, memory)
        })
        .collect()
}

/// The rows of the table of compatibility.
fn rows() -> Vec<(String, Memory)> {
    let table = fs::read_to_string(root().join("tests/compat.jsonl")).expect("the table can be read");
    let rows = table.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a row is JSON"));
    rows.filter_map(|row| {
        let files = row["files"].as_object()?;
        let files = files.iter().map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into()));
        Some((row["id"].as_str()?.to_string(), Memory { files: files.collect() }))
    })
    .collect()
}

#[test]
fn laws_hold_on_all_cases_and_examples() {
    for (name, files) in projects() {
        let refused = check(&Project::new(&name, files));
        assert_eq!(refused, 0, "{name} has syntax errors");
    }
}

#[test]
fn laws_hold_on_all_compat_rows() {
    let rows = rows();
    let (mut files, mut refused) = (0, 0);
    for (name, memory) in rows {
        files += memory.files.len();
        refused += check(&Project::new(&name, memory));
    }
    // Rows with syntax errors are left alone: a part, and not the larger one.
    assert!(files > 600 && refused * 3 < files, "{refused} of {files}");
}

#[test]
fn laws_hold_with_a_comment_in_each_gap() {
    let (mut tried, mut refused) = (0, 0);
    for (name, memory) in projects().into_iter().filter(|(name, _)| name.starts_with("tests/cases")) {
        for (path, bytes) in &memory.files {
            let text = String::from_utf8(bytes.clone()).expect("cases are UTF-8");
            for variant in tokens::with_comments(&text) {
                tried += 1;
                refused += check(&Project::edited(&format!("{name}/{path}"), &memory, path, &variant));
            }
        }
    }
    // Within paths and bare values no comment may stand.
    assert!(tried > 5000 && refused * 4 < tried, "{refused} of {tried}");
}

#[test]
fn laws_hold_on_generated_files() {
    let mut refused = 0;
    for seed in 0..1000 {
        let text = generate::file(seed);
        let memory = Memory { files: [("main.api".to_string(), text.into_bytes())].into() };
        refused += check(&Project::new(&format!("seed {seed}"), memory));
    }
    assert_eq!(refused, 0, "generated files have no syntax errors");
}

#[test]
fn examples_are_formatted() {
    for path in files_below(&root().join("examples")) {
        if path.extension().is_some_and(|kind| kind == "api") {
            let bytes = fs::read(&path).expect("a listed file can be read");
            let text = apic_tests::formatted("x.api", &bytes).expect("examples have no syntax errors");
            assert_eq!(text.as_bytes(), bytes, "{}: run `apic fmt`\n{text}", path.display());
        }
    }
}
