//! `tests/vectors CONTRACTS_DIR VECTORS_FILE`: replays recorded requests and ends with the line `N passed, N failed`.

use std::path::Path;
use std::process::ExitCode;

use apic_tests::replay::{Table, run};
use apic_tests::root;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [contracts, vectors] = arguments.as_slice() else {
        eprintln!("usage: tests/vectors CONTRACTS_DIR VECTORS_FILE");
        return ExitCode::from(2);
    };
    let report = Table::read(&root().join("tests/replay"))
        .and_then(|table| run(Path::new(contracts), Path::new(vectors), "given", &table));
    match report {
        Ok(report) => {
            println!("{report}");
            ExitCode::from(u8::from(report.failed() > 0 || report.passed == 0 || !report.panics.is_empty()))
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
