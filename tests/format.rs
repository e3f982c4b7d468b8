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
use laws::{Project, Seen, check};

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
    let mut seen = Seen::default();
    for (name, files) in projects() {
        check(&Project::new(&name, files), true, &mut seen);
    }
    assert_eq!(seen.refused, 0, "they have no syntax errors");
}

#[test]
fn laws_hold_on_all_compat_rows() {
    let mut seen = Seen::default();
    for (name, files) in rows() {
        check(&Project::new(&name, files), true, &mut seen);
    }
    // Rows with syntax errors are left alone: a part, and not the larger one.
    assert!(seen.files > 700 && seen.refused * 3 < seen.files && seen.models > 250, "{seen:?}");
}

#[test]
fn laws_hold_with_a_comment_in_each_gap() {
    let mut seen = Seen::default();
    for (name, memory) in projects().into_iter().filter(|(name, _)| name.starts_with("tests/cases")) {
        for (path, bytes) in &memory.files {
            let text = String::from_utf8(bytes.clone()).expect("cases are UTF-8");
            for (index, variant) in tokens::with_comments(&text).iter().enumerate() {
                // Models cost more than all else together; three in a row are one gap.
                let meaning = (index / 3) % 4 == 0;
                check(&Project::edited(&format!("{name}/{path}"), &memory, path, variant), meaning, &mut seen);
            }
        }
    }
    // Within paths and bare values no comment may stand.
    assert!(seen.files > 5000 && seen.refused * 4 < seen.files && seen.models > 1000, "{seen:?}");
}

#[test]
fn laws_hold_on_generated_files() {
    let mut seen = Seen::default();
    // As many as a run of every day can bear; before a release: APIC_FORMAT_FILES=10000.
    let files = std::env::var("APIC_FORMAT_FILES").ok().and_then(|number| number.parse().ok()).unwrap_or(1000);
    for seed in 0..files {
        let text = generate::file(seed);
        let memory = Memory { files: [("main.api".to_string(), text.into_bytes())].into() };
        check(&Project::new(&format!("seed {seed}"), memory), true, &mut seen);
    }
    assert!(seen.refused == 0 && seen.models > 500, "{seen:?}");
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
