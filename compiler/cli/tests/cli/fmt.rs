//! `apic fmt`: files, folders, standard input, and what must be left as it is.

use std::fs::{self, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::process::Stdio;

use super::project::{Project, Run, SHOP};
use super::rights::{as_nobody, set_mode};

const SLOPPY: &str = "type A{\nX int `json:\"x\"`// one\n}\nservice s{\n@handler h\nget /a returns(A)\n}\n";
const NEAT: &str = "type A {\n\tX int `json:\"x\"` // one\n}\n\nservice s {\n\t@handler h\n\tget /a returns (A)\n}\n";
const BROKEN: &str = "type A {\n";

/// Runs `apic` with a text on its standard input.
fn piped(project: &Project, arguments: &[&str], input: &str) -> Run {
    let mut command = project.command(arguments);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn writes_what_changes_and_no_more() {
    let project = Project::new(&[("a.api", SLOPPY), ("b.api", NEAT)]);
    let before = project.tree();
    project.run(&["fmt", "a.api", "b.api"]).exits(0).says("formatted a.api\n");
    assert_eq!(project.read("a.api"), NEAT);
    assert_eq!(project.tree()["b.api"], before["b.api"], "not touched");
    project.run(&["fmt", "a.api", "b.api"]).exits(0).says("");
}

#[test]
fn check_lists_and_diff_shows_but_neither_writes() {
    let project = Project::new(&[("a.api", SLOPPY), ("b.api", NEAT)]);
    let before = project.tree();
    project.run(&["fmt", "--check", "a.api", "b.api"]).exits(6).prints("a.api\n");
    let json = project.run(&["fmt", "--check", "a.api", "--format", "json"]).exits(6);
    let line: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&line["rule"], &line["file"]), (&"not-formatted".into(), &"a.api".into()));
    let both = project.run(&["fmt", "--check", "--diff", "a.api", "--format", "sarif"]).exits(6);
    assert!(serde_json::from_str::<serde_json::Value>(&both.out).is_ok(), "{}", both.out);
    let diff = project.run(&["fmt", "--diff", "a.api", "b.api"]).exits(0);
    assert!(diff.out.starts_with("--- a/a.api\n+++ b/a.api\n@@ -1,7 +1,8 @@\n-type A{\n"), "{}", diff.out);
    project.run(&["fmt", "--check", "b.api"]).exits(0).prints("");
    assert_eq!(project.tree(), before);
}

#[test]
fn without_paths_it_takes_the_contract_with_its_imports() {
    let main = format!("import \"types/a.api\"\n{SHOP}");
    let project = Project::new(&[
        ("main.api", &main),
        ("types/a.api", "type Other{\nX int `json:\"x\"`\n}\n"),
        ("apic.toml", "entry = \"main.api\"\n"),
        ("stranger.api", SLOPPY),
    ]);
    project.run(&["fmt"]).exits(0).says("formatted main.api\nformatted types/a.api\n");
    assert_eq!(project.read("stranger.api"), SLOPPY);
}

#[test]
fn an_import_that_leads_nowhere_is_named_and_the_rest_is_formatted() {
    let main = format!("import \"gone.api\"\n{SLOPPY}");
    let project = Project::new(&[("main.api", &main), ("apic.toml", "entry = \"main.api\"\n")]);
    let check = project.run(&["fmt", "--check"]).exits(1);
    assert!(check.out == "main.api\n" && check.err.contains("error[import-not-found]"), "{}", check.err);
    project.run(&["fmt"]).exits(1).mentions("formatted main.api");
    assert_eq!(project.read("main.api"), format!("import \"gone.api\"\n\n{NEAT}"));
}

#[test]
fn a_folder_is_walked_and_what_git_ignores_is_skipped() {
    let project = Project::new(&[
        ("api/a.api", SLOPPY),
        ("api/deep/b.api", SLOPPY),
        ("api/old/c.api", SLOPPY),
        (".gitignore", "old/\n"),
    ]);
    fs::remove_dir(project.path(".git")).unwrap();
    let git = std::process::Command::new("git").args(["init", "-q"]).current_dir(project.path("")).status().unwrap();
    assert!(git.success());
    project.run(&["fmt", "api"]).exits(0).says("formatted api/a.api\nformatted api/deep/b.api\n");
    assert_eq!(project.read("api/old/c.api"), SLOPPY);
}

#[test]
fn standard_input_goes_to_standard_output() {
    let project = Project::new(&[]);
    piped(&project, &["fmt", "-"], SLOPPY).exits(0).prints(NEAT);
    piped(&project, &["fmt", "-", "--check"], SLOPPY).exits(6).prints("standard input\n");
    let broken = piped(&project, &["fmt", "-"], BROKEN).exits(1);
    assert!(broken.out.is_empty() && broken.err.contains("error[unclosed-bracket]"), "{}", broken.err);
    project.run(&["fmt", "-", "a.api"]).exits(2).mentions("stands alone");
}

#[test]
fn a_broken_file_is_named_and_the_others_are_formatted() {
    let project = Project::new(&[("a.api", BROKEN), ("b.api", SLOPPY)]);
    let run = project.run(&["fmt", "a.api", "b.api"]).exits(1);
    assert!(run.err.contains("error[unclosed-bracket]") && run.err.contains("a.api: left as it is"), "{}", run.err);
    assert_eq!((project.read("a.api").as_str(), project.read("b.api").as_str()), (BROKEN, NEAT));
}

#[test]
fn line_ends_and_rights_stay() {
    let project = Project::new(&[("a.api", &SLOPPY.replace('\n', "\r\n"))]);
    set_mode(&project.path("a.api"), 0o640);
    project.run(&["fmt", "a.api"]).exits(0).says("formatted a.api\n");
    assert_eq!(project.read("a.api"), NEAT.replace('\n', "\r\n"));
    assert_eq!(fs::metadata(project.path("a.api")).unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn a_link_stays_a_link() {
    let project = Project::new(&[("real/a.api", SLOPPY)]);
    symlink("real/a.api", project.path("link.api")).unwrap();
    project.run(&["fmt", "link.api"]).exits(0).says("formatted link.api\n");
    assert!(fs::symlink_metadata(project.path("link.api")).unwrap().is_symlink());
    assert_eq!(project.read("real/a.api"), NEAT);
}

#[test]
fn what_cannot_be_formatted_is_left_as_it_was() {
    let project = Project::new(&[("empty.api", ""), ("readonly.api", SLOPPY), ("other.api", SLOPPY)]);
    fs::write(project.path("bytes.api"), b"type A { X int `json:\"\xff\"` }\n").unwrap();
    set_mode(&project.path("readonly.api"), 0o444);
    let before = project.tree();
    project.run(&["fmt", "missing.api"]).exits(2).says("error: missing.api: no such file\n");
    project.run(&["fmt", "missing.api", "other.api"]).exits(2).says("error: missing.api: no such file\n");
    project.run(&["fmt", "bytes.api"]).exits(1).mentions("error[invalid-utf8]");
    project.run(&["fmt", "empty.api"]).exits(0);
    project
        .run(&["fmt", "readonly.api", "other.api"])
        .exits(2)
        .says("error: readonly.api: is read-only\n  help: make it writable, and run it again\n");
    assert_eq!(project.tree(), before, "nothing was written anywhere");
    fs::set_permissions(project.path("readonly.api"), Permissions::from_mode(0o644)).unwrap();
}

#[test]
fn a_folder_without_rights_is_named() {
    let project = Project::new(&[("api/a.api", SLOPPY)]);
    set_mode(&project.path("api"), 0o555);
    let unwritable = as_nobody(&project, &["fmt", "api/a.api"]);
    set_mode(&project.path("api"), 0o000);
    let unreadable = as_nobody(&project, &["fmt", "api"]);
    set_mode(&project.path("api"), 0o755);
    let (Some(unwritable), Some(unreadable)) = (unwritable, unreadable) else { return };
    assert_eq!(
        unwritable.exits(2).err,
        "error: api/a.api: cannot be written: permission denied\n  help: make it writable for you\n"
    );
    unreadable.exits(2).says("error: api: cannot be read: permission denied\n");
    assert_eq!(project.read("api/a.api"), SLOPPY);
}
