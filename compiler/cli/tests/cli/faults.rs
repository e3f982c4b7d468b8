//! What is missing, unknown, or cannot be honored.

use std::fs;
use std::process::Command;

use super::project::{Project, SETTINGS, SHOP};

#[test]
fn a_missing_file_is_wrong_use_and_a_missing_import_is_a_mistake() {
    let project = Project::new(&[("shop.api", &format!("import \"items.api\"\n\n{SHOP}"))]);
    for command in [&["check", "nope.api"][..], &["gen", "nope.api", "--lang", "rust"]] {
        project.run(command).exits(2).says("error: nope.api: no such file\n");
    }
    project.run(&["check", "shop.api"]).exits(1).mentions("error[import-not-found]");
    project.run(&["-C", "nope", "check"]).exits(2).says("error: nope: no such file or directory\n");
    assert_eq!(project.tree().len(), 2, "nothing but .git/ and the contract");
}

#[test]
fn what_is_no_file_is_named() {
    let project = Project::new(&[("x/y", "")]);
    project.run(&["gen", "x", "--lang", "rust"]).exits(2).says("error: x: is a folder, not a file\n");
    project.run(&["check", "x"]).exits(2).says("error: x: no .api file in this folder\n");
    project.run(&["check"]).exits(2).mentions("no .api file in");
}

#[test]
fn a_pipe_is_not_waited_for() {
    let project = Project::new(&[]);
    assert!(Command::new("mkfifo").arg(project.path("shop.api")).status().unwrap().success());
    project.run(&["check", "shop.api"]).exits(2).says("error: shop.api: is a pipe, not a file\n");
}

#[test]
fn an_unknown_language_gets_a_suggestion_and_one_to_come_is_named() {
    let project = Project::new(&[("shop.api", SHOP)]);
    let language = |name: &str| project.run(&["gen", "shop.api", "--lang", name]);
    language("typscript").exits(2).says("error: unknown language `typscript`\n  help: did you mean `typescript`?\n");
    language("cobol").exits(2).says("error: unknown language `cobol`\n  help: there is: rust, typescript\n");
    language("dart").exits(2).mentions("the output `dart` is not built yet");
    language("k8s").exits(2).mentions("the output `kubernetes` is not built yet");
    project.run(&["gen", "shop.api"]).exits(2).mentions("no output is named");
    assert_eq!(project.tree().len(), 2);
}

#[test]
fn mistakes_in_the_contract_write_nothing() {
    let project = Project::new(&[("shop.api", &SHOP.replace("(ItemReq)", "(Unknown)")), ("apic.toml", SETTINGS)]);
    let before = project.tree();
    project.run(&["gen"]).exits(1).mentions("error[undefined-type]");
    assert_eq!(project.tree(), before);
}

#[test]
fn a_contract_without_routes_cannot_be_generated() {
    let project = Project::new(&[("shop.api", "type Item {\n\tId string `json:\"id\"`\n}\n"), ("apic.toml", SETTINGS)]);
    project.run(&["check"]).exits(0).mentions("warning[no-routes]");
    project.run(&["gen"]).exits(1).mentions("error[no-routes]");
}

#[test]
fn a_key_that_an_output_cannot_honor_fails_by_name() {
    let guarded = SHOP.replace("group: items", "group: items\n\tsignature: true");
    let project = Project::new(&[("shop.api", &guarded), ("apic.toml", SETTINGS)]);
    let before = project.tree();
    let run = project.run(&["gen"]).exits(3);
    assert!(run.err.contains("error: the output `rust` cannot honor the contract: `signature` on "), "{}", run.err);
    assert!(run.err.contains("items.showItem"), "{}", run.err);
    assert_eq!(project.tree(), before);
}

#[test]
fn a_result_that_cannot_be_written_is_said() {
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = Project::new(&[]).command(&["explain", "undefined-type"]).stdout(full).output().unwrap();
    assert_eq!(run.status.code(), Some(3));
    let said = String::from_utf8(run.stderr).unwrap();
    assert!(said.starts_with("error: cannot write to standard output: "), "{said}");
}

/// A file system of 16 KiB below the project, as root in a mount namespace of its own; skipped where that is not allowed.
#[test]
fn a_full_disk_is_said_and_leaves_nothing_half_written() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), ("gen/x", "")]);
    let before = project.tree();
    let script = "mount -t tmpfs -o size=16k none gen || exit 77
        \"$0\" gen; code=$?
        echo left: $(find gen -type f | wc -l)
        exit $code";
    let run = Command::new("unshare")
        .args(["--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_apic")])
        .current_dir(project.path(""))
        .output();
    let Ok(run) = run else { return eprintln!("skipped: there is no `unshare`") };
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    match run.status.code() {
        Some(77 | 1) if !out.contains("left: ") => eprintln!("skipped: no mount is allowed here: {err}"),
        code => {
            assert_eq!(code, Some(3), "{out}{err}");
            assert!(err.contains("cannot be written: no space left on device"), "{err}");
            assert!(err.contains("help: make room and run it again"), "{err}");
            assert_eq!(out, "left: 0\n", "{err}");
        }
    }
    assert_eq!(project.tree(), before);
}

/// The same fault where nothing may be mounted: no file may grow beyond 512 bytes.
#[test]
fn a_file_that_cannot_be_finished_leaves_everything_as_it_was() {
    let project = Project::generated();
    project.edit("shop.api", "post /items", "put /items");
    let before = project.tree();
    let run = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" gen", env!("CARGO_BIN_EXE_apic")])
        .current_dir(project.path(""))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr);
    assert_eq!(run.status.code(), Some(3), "{said}");
    assert!(said.contains("cannot be written: file too large"), "{said}");
    assert_eq!(project.tree(), before);
}

/// Nothing that a user can type is known to provoke a bug, so this test runs itself and has one.
#[test]
fn a_bug_is_told_in_one_line_and_ends_with_101() {
    if std::env::var_os("APIC_TEST_BUG").is_some() {
        apic_idl::run::tell_bugs();
        panic!("no such luck");
    }
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["faults::a_bug_is_told_in_one_line_and_ends_with_101", "--exact", "--nocapture"]);
    let output = command.env("APIC_TEST_BUG", "1").output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(101));
    assert!(err.starts_with("apic: a bug, please report it with the contract that shows it: no such luck ("), "{err}");
    assert_eq!(err.lines().filter(|line| line.contains("no such luck")).count(), 1, "{err}");
}
