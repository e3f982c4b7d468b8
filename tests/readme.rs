//! What the README shows is what happens.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::process::Command;

use apic_tests::process::{apic, limited, succeed};
use apic_tests::root;

/// The block of the README that begins with this line.
fn block(first: &str) -> String {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let start = readme.find(&format!("{first}\n")).unwrap_or_else(|| panic!("no `{first}` in README.md"));
    let body = &readme[start + first.len() + 1..];
    body[..body.find("\n```").unwrap()].to_string()
}

/// Without what differs from run to run: ports, trace ids, how long it took, how much was new.
fn settled(text: &str) -> String {
    let line = |line: &str| match line.split_once("gen: ") {
        Some((before, _)) => format!("{before}gen:"),
        None => mask(&mask(line, "http://127.0.0.1:", 5), "\"trace_id\":\"", 32),
    };
    text.trim().lines().map(line).collect::<Vec<_>>().join("\n")
}

/// Blanks up to `count` letters and digits behind `mark`.
fn mask(line: &str, mark: &str, count: usize) -> String {
    let Some((before, behind)) = line.split_once(mark) else { return line.to_string() };
    let taken = behind.chars().take(count).take_while(char::is_ascii_alphanumeric).count();
    format!("{before}{mark}…{}", &behind[taken..])
}

#[test]
fn the_demo_prints_what_the_readme_shows() {
    let shown = settled(&block("$ ./demo"));
    let printed = succeed(limited(1200, root().join("demo")).current_dir(root()));
    let printed = settled(&printed[printed.find("1. The compiler").unwrap()..]);
    assert_eq!(printed, shown, "printed, and in README.md");
}

#[test]
fn the_first_contract_gives_the_files_that_the_readme_lists() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("book.api"), block("```go")).unwrap();
    let arguments = ["gen", "book.api", "--lang", "rust", "--lang", "ts", "--out", "book"];
    let output = Command::new(apic()).args(arguments).current_dir(folder.path()).output().unwrap();
    let printed = String::from_utf8(output.stderr).unwrap();
    let shown = block("$ apic gen book.api --lang rust --lang ts --out book");
    let (printed, shown) = (settled(&printed), settled(&shown));
    // What the README leaves out is `…`: the pieces between stand in order, the first and the last at the ends.
    let mut rest = printed.as_str();
    for piece in shown.split("\n  …\n") {
        let at = rest.find(piece).unwrap_or_else(|| panic!("not printed: {piece}\n--- printed\n{printed}"));
        rest = &rest[at + piece.len()..];
    }
    assert!(printed.starts_with(shown.lines().next().unwrap()) && rest.is_empty(), "{printed}");
}
