//! Files that somebody else writes while `apic` runs: nobody's change is lost.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Write};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};

use apic_idl::exit::Exit;

use super::hostile::{FORMATTED, SLOPPY, sloppy};
use super::project::{Project, Run, SETTINGS, SHOP};

#[test]
fn several_at_work_in_one_folder_take_turns() {
    let project = Project::generated();
    for round in 0..8 {
        project.write("other.api", SLOPPY);
        project.write("shop.api", &SHOP.replace("/items", &format!("/goods{round}")));
        let lines: [&[&str]; 5] =
            [&["gen"], &["gen", "--lang", "ts"], &["gen", "--lang", "rust"], &["gen"], &["fmt", "other.api"]];
        let mut children = lines.map(|line| {
            let mut command = project.command(line);
            command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        });
        children.reverse();
        for child in children {
            Run::of(child.wait_with_output().unwrap()).exits(0);
        }
        project.run(&["gen", "--check"]).exits(0);
        project.run(&["fmt", "--check", "other.api"]).exits(0);
        assert!(!project.tree().keys().any(|path| path.ends_with(".tmp")), "nothing temporary is left");
    }
}

#[test]
fn who_has_to_wait_says_so() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
    let folder = fs::File::open(project.path("")).unwrap();
    folder.lock().unwrap();
    let mut child = project.command(&["gen"]).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert_eq!(line, "note: another apic is writing here; waiting for it\n");
    assert!(!project.has("gen"), "it waits");
    drop(folder);
    assert!(child.wait().unwrap().success());
    project.run(&["gen", "--check"]).exits(0);
}

/// Standard error of a run in this process, which saves a file the moment a line is written to it.
struct Saving {
    at: &'static str,
    path: PathBuf,
    text: String,
}

impl Write for Saving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text += &String::from_utf8_lossy(bytes);
        if self.text.contains(self.at) && !fs::read(&self.path).unwrap().ends_with(b"// theirs\n") {
            fs::write(&self.path, format!("{SLOPPY}// theirs\n")).unwrap();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_file_that_is_saved_in_between_keeps_what_was_saved() {
    for (arguments, at) in [
        (&["apic", "-v", "fmt", "x.api", "y.api"][..], "read x.api"),
        (&["apic", "-v", "fix", "method-case"], "changing x.api"),
    ] {
        let project = sloppy();
        project.write("y.api", SLOPPY);
        let mut err = Saving { at, path: project.path("x.api"), text: String::new() };
        let exit = apic_idl::run::run(arguments, &project.path(""), &mut Vec::new(), &mut err);
        assert_eq!(exit, Exit::Unable, "{}", err.text);
        let said =
            "error: x.api: was changed by somebody else at the same time, and is left as it is\n  help: run it again\n";
        assert!(err.text.ends_with(said), "{}", err.text);
        assert_eq!(project.read("x.api"), format!("{SLOPPY}// theirs\n"));
        assert_eq!(project.read("y.api"), if arguments[2] == "fmt" { FORMATTED } else { SLOPPY });
        assert!(!project.tree().keys().any(|path| path.ends_with(".tmp")), "nothing temporary is left");
    }
}

#[test]
fn a_file_that_is_being_written_is_read_as_far_as_it_is() {
    let project = sloppy();
    let (path, done) = (project.path("x.api"), AtomicBool::new(false));
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // In place, as some editors save: empty for a moment, then whole again.
            while !done.load(Ordering::Relaxed) {
                fs::write(&path, SLOPPY.repeat(50)).unwrap();
            }
        });
        for _ in 0..50 {
            let (mut out, mut err) = (Vec::new(), Vec::new());
            let exit = apic_idl::run::run(["apic", "check", "x.api"], &project.path(""), &mut out, &mut err);
            assert!(matches!(exit, Exit::Done | Exit::Sources), "{}", String::from_utf8_lossy(&err));
        }
        done.store(true, Ordering::Relaxed);
    });
    assert_eq!(project.read("x.api"), SLOPPY.repeat(50));
}
