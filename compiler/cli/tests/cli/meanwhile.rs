//! Files that somebody else writes while `apic` runs: nobody's change is lost.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use apic_idl::exit::Exit;

use super::hostile::{FORMATTED, SLOPPY, sloppy};

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
