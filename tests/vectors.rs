//! Recorded requests against generated servers over real sockets: go-zero's answers, and our own vectors.

use apic_tests::replay::{Table, run};
use apic_tests::root;

#[test]
fn generated_servers_answer_as_go_zero_does() {
    let tests = root().join("tests");
    let table = Table::read(&tests.join("replay")).unwrap();
    let report = run(&tests.join("wire-contracts"), &tests.join("wire-vectors.jsonl"), "go-zero", &table).unwrap();
    assert!(report.is_clean(), "{report}");
    assert!(report.passed > 1000, "{report}");
    assert_eq!(table.unused(), [""; 0], "entries of tests/replay/*.tsv that no vector needs");
}
