//! What emitters write: a snapshot of every file, for every case and every emitter.

use std::collections::BTreeSet;
use std::fs;

use apic_tests::whole::{self, LONG};
use apic_tests::{EMITTERS, Kind, OutputFile, cases, emitted, emitted_with, model, root};
use insta::{assert_snapshot, with_settings};
use serde_json::{Value, json};

/// Files that are alike in all cases are kept in the first: starters, and the clients' runtime.
fn is_kept(case: usize, file: &OutputFile) -> bool {
    case == 0 || (file.kind != Kind::Starter && !file.path.starts_with("runtime/"))
}

fn snapshot_name(case: &str, emitter: &str, path: &str) -> String {
    format!("{case}__{emitter}__{}", path.replace('/', "__"))
}

#[test]
fn every_case_has_its_snapshots_and_no_snapshot_is_left_over() {
    let mut asserted = BTreeSet::new();
    for (index, case) in cases().iter().enumerate() {
        let api = model(case);
        for emitter in EMITTERS {
            for file in emitted(emitter.name(), &api).iter().filter(|file| is_kept(index, file)) {
                let name = snapshot_name(case, emitter.name(), &file.path);
                with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
                    assert_snapshot!(name.as_str(), file.text);
                });
                asserted.insert(format!("{name}.snap"));
            }
        }
    }
    let on_disk = fs::read_dir(root().join("tests/snapshots")).unwrap();
    let on_disk = on_disk.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    // Asserted by `diagnostics.rs`, `model.rs` and the transcripts of the cli.
    let elsewhere = ["bad__", "model__", "cli__"];
    let left: Vec<_> = on_disk
        .filter(|name| name.ends_with(".snap") && !elsewhere.iter().any(|prefix| name.starts_with(prefix)))
        .filter(|name| !asserted.contains(name))
        .collect();
    assert!(left.is_empty(), "nothing asserts these snapshots: {left:?}");
}

#[test]
fn emitting_twice_is_equal() {
    for case in cases() {
        let api = model(&case);
        for emitter in EMITTERS {
            assert_eq!(emitted(emitter.name(), &api), emitted(emitter.name(), &api), "{case}, {}", emitter.name());
        }
    }
}

/// clients.md §1 rule 10, where nearly every line would be too long: those that are have but one word.
#[test]
fn lines_of_long_names_are_broken_wherever_they_can_be() {
    let all = whole::options(&Value::Null);
    let converted =
        json!({ "int64": "bigint", "bytes": "uint8array", "server": "go-zero", "zod": true, "mocks": true });
    for options in [all, converted] {
        for file in emitted_with("typescript", &model(LONG), &options).iter() {
            for line in file.text.lines().filter(|line| line.chars().count() > 120) {
                let words = line.split_whitespace().filter(|word| !["*", "|", "{"].contains(word)).count();
                assert_eq!(words, 1, "{}: {line}", file.path);
            }
        }
    }
}

/// clients.md §1 rule 10. Doc comments and literals of the contract may be longer; no case has one that is.
#[test]
fn generated_lines_have_120_columns_at_most() {
    for case in cases() {
        let api = model(&case);
        for emitter in EMITTERS {
            let all = match emitter.name() {
                "typescript" => emitted_with("typescript", &api, &whole::options(&Value::Null)),
                name => emitted(name, &api),
            };
            for file in all.iter().filter(|file| file.kind == Kind::Generated) {
                let long = file.text.lines().find(|line| line.chars().count() > 120);
                assert_eq!(long, None, "{case}, {}, {}", emitter.name(), file.path);
            }
        }
    }
}
