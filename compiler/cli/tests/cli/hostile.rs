//! `fmt`, `fix` and `check` on what is no plain file: a clear message, the right exit code, the file as it was.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use super::project::{Project, Run};
use super::rights::{as_nobody, set_mode};

/// To be formatted and to be mended.
pub(crate) const SLOPPY: &str = "service s{\n@handler h\nGET /a\n}\n";
pub(crate) const FORMATTED: &str = "service s {\n\t@handler h\n\tGET /a\n}\n";
const MENDED: &str = "service s{\n@handler h\nget /a\n}\n";

/// The three, each on `x.api`; the first two write it.
const FMT: &[&str] = &["fmt", "x.api"];
const FIX: &[&str] = &["fix", "method-case"];
const CHECK: &[&str] = &["check", "x.api"];
const ALL: [&[&str]; 3] = [FMT, FIX, CHECK];

/// `x.api` is yet to be made.
fn bare() -> Project {
    Project::new(&[("apic.toml", "entry = \"x.api\"\n")])
}

pub(crate) fn sloppy() -> Project {
    let project = bare();
    project.write("x.api", SLOPPY);
    project
}

#[test]
fn what_is_no_file_is_named() {
    for (what, said) in [
        ("nothing", "no such file"),
        ("pipe", "is a pipe, not a file"),
        ("loop", "is a loop of links, not a file"),
        ("dangling", "is a link to nothing, not a file"),
        ("device", "is a device, not a file"),
    ] {
        let project = bare();
        let path = project.path("x.api");
        match what {
            "pipe" => assert!(Command::new("mkfifo").arg(&path).status().unwrap().success()),
            "loop" => symlink("x.api", path).unwrap(),
            "dangling" => symlink("gone.api", path).unwrap(),
            "device" => symlink("/dev/null", path).unwrap(),
            _ => {}
        }
        for command in ALL {
            project.run(command).exits(2).says(&format!("error: x.api: {said}\n"));
        }
        // Beside it, nothing of another is written, and its mistakes are not hidden.
        project.write("other.api", SLOPPY);
        project.write("broken.api", "type A {\n");
        let run = project.run(&["fmt", "x.api", "other.api", "broken.api"]).exits(2);
        assert!(run.err.contains("error[unclosed-bracket]"), "{what}\n{}", run.err);
        assert!(run.err.ends_with(&format!("error: x.api: {said}\n")), "{what}\n{}", run.err);
        assert_eq!(project.read("other.api"), SLOPPY, "{what}");
        // An import that leads there is a mistake of the contract, and is named as well.
        let importing = format!("import \"x.api\"\n\n{FORMATTED}");
        project.write("main.api", &importing);
        project.write("apic.toml", "entry = \"main.api\"\n");
        for command in [["check", "main.api"].as_slice(), &["fix", "missing-handler"], &["fmt"]] {
            let run = project.run(command).exits(1).mentions("error[import-not-found]");
            let said = said.trim_start_matches("is ").trim_end_matches(", not a file");
            assert!(what == "nothing" || run.err.contains(said), "{what} {command:?}\n{}", run.err);
        }
        assert_eq!(project.read("main.api"), importing);
    }
}

#[test]
fn a_folder_is_no_entry_for_fix_and_is_walked_by_the_others() {
    let project = Project::new(&[("apic.toml", "entry = \"x.api\"\n"), ("x.api/y.api", FORMATTED)]);
    project.run(FIX).exits(2).says("error: x.api: is a folder, not a file\n");
    project.run(FMT).exits(0).says("");
    project.run(CHECK).exits(0).mentions("x.api/y.api:3:2");
}

#[test]
fn bytes_that_are_no_text_are_left_alone() {
    for bytes in [b"service s {\n\t@handler h\n\tGET /\xff\n}\n".as_slice(), b"\xff\xfet\0y\0p\0e\0"] {
        let project = bare();
        fs::write(project.path("x.api"), bytes).unwrap();
        for command in ALL {
            project.run(command).exits(1).mentions("error[invalid-utf8]");
        }
        assert_eq!(fs::read(project.path("x.api")).unwrap(), bytes);
    }
}

#[test]
fn zero_bytes_are_a_file() {
    let project = bare();
    project.write("x.api", "");
    let before = project.tree();
    project.run(FMT).exits(0).says("");
    project.run(CHECK).exits(0).mentions("warning[empty-file]");
    project.run(FIX).exits(0).mentions("note: there is no `method-case` to mend");
    assert_eq!(project.tree(), before);
}

#[test]
fn a_read_only_file_is_checked_and_not_written() {
    let project = sloppy();
    project.write("broken.api", "type A {\n");
    set_mode(&project.path("x.api"), 0o444);
    let before = project.tree();
    let said = "error: x.api: is read-only\n  help: make it writable, and run it again\n";
    project.run(FMT).exits(2).says(said);
    // What cannot be written hides no mistakes: those of another file, those that are left.
    for command in [&["fmt", "x.api", "broken.api"], &["fmt", "broken.api", "x.api"]] {
        let run = project.run(command).exits(2);
        assert!(run.err.contains("error[unclosed-bracket]") && run.err.ends_with(said), "{}", run.err);
    }
    let run = project.run(FIX).exits(2);
    assert!(run.err.contains("warning[method-case]") && run.err.ends_with(said), "{}", run.err);
    assert!(!run.err.contains("mended"), "{}", run.err);
    project.run(CHECK).exits(0).mentions("warning[method-case]");
    project.run(&["fmt", "--check", "x.api"]).exits(6).prints("x.api\n");
    assert_eq!(project.tree(), before);
    set_mode(&project.path("x.api"), 0o644);
}

#[test]
fn a_link_stays_and_its_target_is_written() {
    for (command, after) in [(FMT, FORMATTED), (FIX, MENDED), (CHECK, SLOPPY)] {
        let project = bare();
        project.write("real/y.api", SLOPPY);
        symlink("real/y.api", project.path("x.api")).unwrap();
        project.run(command).exits(0);
        assert_eq!(fs::read_link(project.path("x.api")).unwrap(), Path::new("real/y.api"));
        assert_eq!(project.read("real/y.api"), after, "{command:?}");
        assert_eq!(fs::read_dir(project.path("real")).unwrap().count(), 1, "nothing temporary is left");
    }
}

#[test]
fn without_rights_the_path_is_named() {
    let project = sloppy();
    fs::create_dir(project.path("shut")).unwrap();
    project.write("shut/y.api", SLOPPY);
    set_mode(&project.path("x.api"), 0o000);
    set_mode(&project.path("shut"), 0o000);
    let file: Vec<Option<Run>> = ALL.map(|command| as_nobody(&project, command)).into();
    let inside = [&["fmt", "shut/y.api"], &["check", "shut/y.api"]].map(|command| as_nobody(&project, command));
    let folder = [&["fmt", "shut"], &["check", "shut"]].map(|command| as_nobody(&project, command));
    set_mode(&project.path("x.api"), 0o644);
    set_mode(&project.path("shut"), 0o755);
    for (runs, path) in [(file, "x.api"), (inside.into(), "shut/y.api"), (folder.into(), "shut")] {
        for run in runs.into_iter().flatten() {
            run.exits(2).says(&format!("error: {path}: cannot be read: permission denied\n"));
        }
    }
    assert_eq!((project.read("x.api").as_str(), project.read("shut/y.api").as_str()), (SLOPPY, SLOPPY));
}

#[test]
fn line_ends_stay_through_files_and_pipes() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let project = bare();
    for (command, after) in [(FMT, FORMATTED), (FIX, MENDED), (CHECK, SLOPPY)] {
        project.write("x.api", &crlf(SLOPPY));
        project.run(command).exits(0);
        assert_eq!(project.read("x.api"), crlf(after), "{command:?}");
    }
    let mut child = project.command(&["fmt", "-"]);
    let mut child = child.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(crlf(SLOPPY).as_bytes()).unwrap();
    assert_eq!(child.wait_with_output().unwrap().stdout, crlf(FORMATTED).into_bytes());
}

#[test]
fn what_git_ignores_is_left_alone_by_name_too() {
    let main = format!("import \"made.api\"\n\n{FORMATTED}");
    let project =
        Project::new(&[("main.api", &main), ("made.api", "type A{}\n"), ("apic.toml", "entry = \"main.api\"\n")]);
    project.write(".gitignore", "made.api\nbroken.api\n");
    project.write("broken.api", "type A {\n");
    fs::remove_dir(project.path(".git")).unwrap();
    assert!(Command::new("git").args(["init", "-q"]).current_dir(project.path("")).status().unwrap().success());
    let note = "note: made.api: git ignores it, so it is left as it is\n";
    project.run(&["fmt", "made.api"]).exits(0).says(note);
    project.run(&["fmt"]).exits(0).says(note);
    project.run(&["fmt", "--check", "made.api"]).exits(0).says(note);
    project.run(&["fmt", "-q", "made.api"]).exits(0).says("");
    project.run(&["fmt", "broken.api"]).exits(0).says(&note.replace("made", "broken"));
    symlink(".", project.path("way")).unwrap();
    project.run(&["fmt", "way/made.api", "main.api"]).exits(0).says(&note.replace("made", "way/made"));
    assert_eq!(project.read("made.api"), "type A{}\n");
    // A check writes nothing, and must not pass what it was asked to look at.
    project.run(&["check", "broken.api"]).exits(1).mentions("error[unclosed-bracket]");
    // What git carries is not ignored, whatever the list says.
    let add = ["add", "-f", "made.api"];
    assert!(Command::new("git").args(add).current_dir(project.path("")).status().unwrap().success());
    project.run(&["fmt", "made.api"]).exits(0).says("formatted made.api\n");
}
