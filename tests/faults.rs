//! What `apic` says when it cannot do what was asked: one screen, the exit code, and nothing half written.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use apic_tests::files_below;
use apic_tests::process::apic;
use apic_tests::sandbox::{exits, project, said, tree};

/// The run ends with this code, says these words on one screen, and writes nothing.
fn fails(folder: &Path, arguments: &[&str], code: i32, words: &[&str]) {
    let before = tree(folder);
    let said = exits(code, folder, arguments);
    assert!(words.iter().all(|word| said.contains(word)), "{arguments:?} should say {words:?}: {said}");
    assert!(said.lines().count() <= 24, "more than a screen: {said}");
    assert!(before == tree(folder), "{arguments:?} wrote something");
}

#[test]
fn wrong_use_is_explained_and_writes_nothing() {
    let folder = project();
    let path = folder.path();
    fails(path, &["gen", "absent.api"], 2, &["absent.api"]);
    fails(path, &["check", "absent.api"], 2, &["absent.api"]);
    fails(path, &["gen", "--lang", "typescirpt"], 2, &["typescirpt", "typescript"]);
    fails(path, &["explain", "duplicate-feild"], 2, &["duplicate-field"]);
    fs::write(path.join("apic.toml"), "entry = \"bookstore.api\"\n[rust]\nstartres = false\n").unwrap();
    fails(path, &["gen"], 2, &["startres", "starters"]);
    fs::write(path.join("apic.toml"), "entry = \"bookstore.api\n").unwrap();
    fails(path, &["gen"], 2, &["apic.toml"]);
}

#[test]
fn a_contract_with_errors_is_not_generated() {
    let folder = project();
    let contract = folder.path().join("bookstore.api");
    let text = fs::read_to_string(&contract).unwrap();
    fs::write(&contract, text.replace("returns (CheckBookResp)", "returns (CheckBookRespp)")).unwrap();
    fails(folder.path(), &["gen"], 1, &["undefined-type", "CheckBookResp"]);
}

/// A command that runs `apic` without rights to files of others, from where such a user may start it.
fn without_rights(folder: &Path) -> Command {
    let program = folder.join("apic");
    fs::copy(apic(), &program).unwrap();
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755)).unwrap();
    if fs::metadata("/proc/self").map(|it| std::os::unix::fs::MetadataExt::uid(&it)).unwrap() != 0 {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=65534", "--regid=65534", "--clear-groups"]).arg(program);
    command
}

#[test]
fn what_may_not_be_read_or_written_is_named() {
    let (folder, home) = (project(), tempfile::tempdir().unwrap());
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).unwrap();
    fs::copy(folder.path().join("bookstore.api"), locked.join("bookstore.api")).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();

    let unread = without_rights(home.path())
        .args(["check", "locked/bookstore.api"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let unwritten = without_rights(home.path()).arg("gen").current_dir(folder.path()).output().unwrap();
    for mode in [&locked, &folder.path().to_path_buf()] {
        fs::set_permissions(mode, fs::Permissions::from_mode(0o755)).unwrap();
    }
    assert_eq!(unread.status.code(), Some(2), "{}", said(&unread));
    assert!(said(&unread).contains("locked/bookstore.api"), "{}", said(&unread));
    assert_eq!(unwritten.status.code(), Some(2), "{}", said(&unwritten));
    assert!(said(&unwritten).to_lowercase().contains("permission denied"), "{}", said(&unwritten));
    assert_eq!(files_below(folder.path()).len(), 3, "nothing was written");
}

/// A disk of 48 KiB, seen by one shell and its children; gone with them.
#[test]
fn a_full_disk_leaves_no_half_written_file() {
    let (small, whole) = (project(), project());
    exits(0, whole.path(), &["gen"]);
    let script = r#"
        mount -t tmpfs -o size=48k tmpfs "$1" && cp "$2"/bookstore.api "$2"/apic.toml "$1" && cd "$1" || exit 99
        "$3" gen 2>&1; echo "exit $?"
        find . -type f -exec cmp {} "$2"/{} ';' 2>&1
        if [ -e apic-manifest.json ]; then echo MANIFEST; fi
    "#;
    let mut shell = Command::new("unshare");
    shell.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    let output = shell.arg(small.path()).arg(whole.path()).arg(apic()).output().unwrap();
    let said = said(&output);
    let may_skip = std::env::var_os("CI").is_none() && (!output.status.success() || said.contains("exit 99"));
    if may_skip {
        eprintln!("skipped: no small disk can be mounted here: {said}");
        return;
    }
    assert!(said.contains("exit 3"), "{said}");
    assert!(said.to_lowercase().contains("no space left"), "{said}");
    for sign in ["differ", "No such file", "EOF", "MANIFEST"] {
        assert!(!said.contains(sign), "a file that a whole run does not have, or has otherwise: {said}");
    }
}
