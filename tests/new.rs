//! What `apic new` makes builds without a warning, passes its own tests and answers; and a crate that was there before takes generated code in.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};

use apic_tests::process::{Server, cargo, succeed};
use apic_tests::sandbox::exits;
use apic_tests::{files_below, root};

/// A template, or the crate that was there; a path to ask for, and what the answer holds.
const PROJECTS: &[(&str, &str, &str)] = &[
    ("minimal", "/hello/Ann", r#"{"message":"Hello, Ann!"}"#),
    ("crud", "/api/v1/notes", r#"{"total":0,"notes":[]}"#),
    ("stream", "/messages", "text/event-stream"),
    ("bookstore", "/books/Dune", r#"{"found":false,"price":0}"#),
    ("existing", "/hello/Ann", r#"{"message":"Hello, Ann!"}"#),
    ("existing", "/own", "mine"),
];

#[test]
fn new_projects_build_pass_their_tests_and_answer() {
    let folder = root().join("target/new");
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).unwrap();
    fs::copy(root().join("examples/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    for template in ["minimal", "crud", "stream", "bookstore"] {
        exits(0, &folder, &["new", &package(template), "--from", template, "--runtime", "path=../../runtime"]);
    }
    existing(&folder);
    fs::write(folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"new-*\", \"existing\"]\n")
        .unwrap();
    fs::write(folder.join("rustfmt.toml"), include_str!("../examples/rustfmt.toml")).unwrap();

    let target = root().join("target/e2e");
    let run = |arguments: &[&str]| {
        let (command, behind) =
            arguments.split_at(arguments.iter().position(|word| *word == "--").unwrap_or(arguments.len()));
        succeed(
            cargo(900).args(command).arg("--quiet").arg("--target-dir").arg(&target).args(behind).current_dir(&folder),
        )
    };
    run(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]);
    succeed(cargo(60).args(["fmt", "--check"]).current_dir(&folder));
    run(&["test", "--workspace"]);
    run(&["build", "--workspace"]);

    let config = folder.join("test.yaml");
    fs::write(&config, "name: test\nhost: 127.0.0.1\nport: 0\nshutdown:\n  wrap_up_time: 0s\n  idle_grace: 0s\n")
        .unwrap();
    for (project, path, wanted) in PROJECTS {
        let server = Server::start(&target.join("debug").join(package(project)), &config);
        let answer = get(&server.base, path, wanted);
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(wanted), "{project}: {answer}");
    }
}

fn package(project: &str) -> String {
    if project == "existing" { project.to_string() } else { format!("new-{project}") }
}

/// The crate of `tests/new/existing`, with the contract and the logic of the smallest template.
fn existing(folder: &Path) {
    let crate_ = folder.join("existing");
    let copy = |from: PathBuf, to: PathBuf| {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    };
    let from = root().join("tests/new/existing");
    for file in files_below(&from) {
        copy(file.clone(), crate_.join(file.strip_prefix(&from).unwrap()));
    }
    copy(folder.join("new-minimal/new-minimal.api"), crate_.join("hello.api"));
    copy(folder.join("new-minimal/src/logic/hello.rs"), crate_.join("src/logic/hello.rs"));
    let before = files_below(&crate_);
    let said = exits(0, &crate_, &["gen"]);
    assert!(!said.contains("(yours)"), "no starter: {said}");
    assert!(!crate_.join("etc").exists() && !crate_.join("src/config.rs").exists());
    for file in before {
        let name = file.strip_prefix(&crate_).unwrap();
        let original = from.join(name);
        assert!(
            !original.exists() || fs::read(&file).unwrap() == fs::read(original).unwrap(),
            "{} changed",
            name.display()
        );
    }
}

/// Reads an answer as far as the line that is wanted: a stream of events does not end.
fn get(base: &str, path: &str, wanted: &str) -> String {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let (mut lines, mut answer) = (BufReader::new(stream.take(64 * 1024)), String::new());
    while !answer.contains(wanted) && lines.read_line(&mut answer).unwrap() > 0 {}
    answer
}
