//! Recorded requests against generated servers over real sockets: go-zero's answers, and our own vectors.

use apic_tests::replay::{Table, run};
use apic_tests::root;

#[test]
fn generated_servers_answer_as_go_zero_does() {
    let tests = root().join("tests");
    let table = Table::read(&tests.join("replay")).expect("the tables can be read");
    let report = run(&tests.join("wire-contracts"), &tests.join("wire-vectors.jsonl"), "go-zero", &table);
    let report = report.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(report.is_clean(), "{report}");
    assert!(report.passed > 1000, "{report}");
    assert_eq!(table.unused(), [""; 0], "entries of tests/replay/*.tsv that no vector needs");
}

/// What language.md §7 says of each scalar at each place, of bounds, alternatives, presence and bodies; `wire/README.md` explains.
#[test]
fn generated_servers_keep_the_reference() {
    let wire = root().join("tests/wire");
    let table = Table::read(&root().join("tests/replay")).expect("the tables can be read");
    let report = run(&wire.join("contracts"), &wire.join("vectors.jsonl"), "own", &table);
    let report = report.unwrap_or_else(|fault| panic!("{fault}"));
    assert!(report.failed() == 0 && report.is_clean(), "{report}");
    assert!(report.passed >= 2000, "{report}");
}

/// 200 random types, 100,000 random values: what goes in comes out.
#[test]
fn a_server_answers_the_value_that_was_sent() {
    let sent = apic_tests::random::run(6).unwrap_or_else(|fault| panic!("{fault}"));
    assert!(sent >= 100_000, "only {sent} values were sent");
}
