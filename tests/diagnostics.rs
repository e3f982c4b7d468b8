//! What users are told: every code is provoked by its page and by the files under `bad/`, and the words are kept in snapshots.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::path::PathBuf;

use apic_tests::page::example;
use apic_tests::{CODES, Code, CodeEntry, Level, Memory, codes, compiled, files_below, rendered, root};
use insta::{assert_snapshot, with_settings};

/// Codes that nothing reports yet. An entry that is reported fails, so that the list shrinks.
const GAPS: &[&str] = &[];

/// A lint is off unless it is asked for.
fn lints(entry: &CodeEntry) -> Vec<Code> {
    if entry.level == Level::Lint { vec![entry.code] } else { Vec::new() }
}

#[test]
fn the_first_example_of_a_page_provokes_its_code_and_no_other() {
    let mut faults = Vec::new();
    for entry in CODES {
        let found = codes(&compiled(&example(entry.page, "## Example"), &lints(entry)));
        let only_this = found.contains(&entry.code) && found.iter().all(|code| *code == entry.code);
        match (only_this, GAPS.contains(&entry.slug)) {
            (false, false) => faults.push(format!("{}: its example gives {found:?}", entry.slug)),
            (true, true) => faults.push(format!("{}: is reported now, so it is no gap", entry.slug)),
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_second_example_of_a_page_is_clean() {
    let mut faults = Vec::new();
    for entry in CODES {
        let compiled = compiled(&example(entry.page, "## Mended"), &lints(entry));
        if !compiled.diagnostics.is_empty() {
            faults.push(format!("{}:\n{}", entry.slug, rendered(&compiled)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The laws of a message: it has a place, says what is wrong in lower case and without a full stop, then what to write.
#[test]
fn every_message_says_where_what_and_what_to_do() {
    let pages = CODES.iter().map(|entry| compiled(&example(entry.page, "## Example"), &lints(entry)));
    let bad = bad_files().into_iter().map(|(entry, path)| {
        let files = [("main.api".to_string(), fs::read(path).unwrap())].into();
        compiled(&Memory { files }, &lints(entry))
    });
    let mut faults = Vec::new();
    for compiled in pages.chain(bad) {
        for found in &compiled.diagnostics {
            let mut lacks = |what: &str| faults.push(format!("{} {what}: {}", found.code, found.message));
            if compiled.sources.get(found.primary.span.source).is_none() {
                lacks("has no place");
            }
            if found.advice().is_empty() {
                lacks("does not say what to do");
            }
            let texts = [found.message.as_str()].into_iter().chain(found.advice());
            let names = ["ASCII", "JavaScript", "U+"];
            let lower = |text: &str| {
                !text.starts_with(|c: char| c.is_ascii_uppercase()) || names.iter().any(|name| text.starts_with(name))
            };
            if texts.into_iter().any(|text| text.is_empty() || text.ends_with(['.', '!']) || !lower(text)) {
                lacks("is not worded like the others");
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The files under `bad/`, each with the code that its folder names.
fn bad_files() -> Vec<(&'static CodeEntry, PathBuf)> {
    let folder = root().join("tests/bad");
    let slug =
        |path: &PathBuf| path.strip_prefix(&folder).unwrap().iter().next().unwrap().to_str().unwrap().to_string();
    let entry =
        |slug: &str| CODES.iter().find(|entry| entry.slug == slug).unwrap_or_else(|| panic!("no code `{slug}`"));
    files_below(&folder).into_iter().map(|path| (entry(&slug(&path)), path)).collect()
}

#[test]
fn every_bad_file_is_told_what_is_wrong() {
    for (entry, path) in bad_files() {
        let bytes = fs::read(&path).unwrap();
        let source = String::from_utf8_lossy(&bytes).into_owned();
        let compiled = compiled(&Memory { files: [("main.api".to_string(), bytes)].into() }, &lints(entry));
        assert!(codes(&compiled).contains(&entry.code), "{}: {:?}", path.display(), codes(&compiled));
        let name = format!("bad__{}__{}", entry.slug, path.file_stem().unwrap().to_str().unwrap());
        with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            assert_snapshot!(name, format!("{source}\n----\n{}", rendered(&compiled)));
        });
    }
}

#[test]
fn three_mistakes_in_one_file_are_all_found_in_one_run() {
    let text = fs::read(root().join("tests/bad/duplicate-route/three_mistakes.api")).unwrap();
    let compiled = compiled(&Memory { files: [("main.api".to_string(), text)].into() }, &[]);
    let found: Vec<_> = codes(&compiled).iter().map(|code| code.slug()).collect();
    assert_eq!(found, ["unexpected-token", "undefined-type", "duplicate-route"]);
}
