//! `apic watch -- CMD`: what is started, started again, and ended.

use std::fs;

use super::running::{Watch, save_as_code, save_as_vim};
use super::{at, shop};

#[test]
fn the_command_is_started_again_after_a_change_and_ends_with_the_watch() {
    let project = shop();
    // It ends late and with a word, as servers do; what it started in the background ends with it.
    let script = "trap 'echo \"$1 ends\"; exit' TERM; sleep 1000 & echo $! > sleeper; echo \"$1 starts\"; wait";
    let mut watch = Watch::start(project.command(&["watch", "--", "sh", "-c", script, "sh", "$HOME; a b"]));
    watch.status();
    watch.line(|line| line == "$HOME; a b starts");
    let sleeper = project.read("sleeper");
    save_as_vim(&project, "shop.api", &at("/goods/:id"));
    watch.line(|line| line == "$HOME; a b ends");
    watch.line(|line| line == "$HOME; a b starts");
    assert!(!alive(&sleeper));
    // What is broken, and what changes nothing, does not disturb it.
    save_as_vim(&project, "shop.api", "type");
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok again, nothing to write");
    let sleeper = project.read("sleeper");
    assert!(alive(&sleeper));
    let said = watch.interrupt();
    assert_eq!(said.iter().filter(|line| line.ends_with(" ends")).count(), 2, "{said:#?}");
    assert!(!alive(&sleeper));
}

/// Whether a process runs; one that has ended and was not waited for does not.
fn alive(process: &str) -> bool {
    let state = fs::read_to_string(format!("/proc/{}/stat", process.trim()));
    state.is_ok_and(|state| !state.contains(") Z "))
}

#[test]
fn a_command_that_cannot_start_or_ends_by_itself_is_told() {
    let project = shop();
    let mut watch = Watch::of(&project, &["--", "./no-such-program"]);
    watch.line(|line| line == "error: cannot start `./no-such-program`: no such file or directory");
    watch.interrupt();
    let mut watch = Watch::of(&project, &["--", "sh", "-c", "exit 3"]);
    watch.line(|line| line.ends_with(" `sh -c exit 3` ended: exit status: 3"));
    save_as_code(&project, "shop.api", &at("/goods/:id"));
    watch.status();
    watch.line(|line| line.ends_with(" `sh -c exit 3` ended: exit status: 3"));
    watch.interrupt();
}

/// It ends when there is a file `go`, and says so.
const LATE: &str =
    "trap 'while [ ! -e go ]; do sleep 0.01; done; echo ends; exit' TERM; echo starts; while :; do sleep 0.01; done";

#[test]
fn a_command_that_takes_long_to_end_holds_up_no_round() {
    let project = shop();
    let mut watch = Watch::start(project.command(&["watch", "--", "sh", "-c", LATE]));
    watch.line(|line| line == "starts");
    for count in 0..3 {
        save_as_vim(&project, "shop.api", &at(&format!("/goods{count}/:id")));
        assert_eq!(watch.status(), "ok, 2 files written");
    }
    project.write("go", "");
    watch.line(|line| line == "ends");
    // Three changes, and it is started for the last of them.
    watch.line(|line| line == "starts");
    let said = watch.interrupt();
    assert_eq!(said.iter().filter(|line| *line == "starts").count(), 2, "{said:#?}");
}

#[test]
fn who_asks_for_the_end_twice_does_not_wait() {
    let project = shop();
    let script = "trap '' TERM; sleep 1000 & echo $! > sleeper; echo starts; while :; do echo tick; sleep 0.1; done";
    let mut watch = Watch::start(project.command(&["watch", "--", "sh", "-c", script]));
    watch.line(|line| line == "starts");
    watch.signal("TERM");
    watch.line(|line| line.ends_with(" to end; once more Ctrl-C ends it at once"));
    let before = watch.said();
    let after = watch.interrupt().len() - before;
    // It would have gone on for four seconds.
    assert!(after < 30, "{after}");
    assert!(!alive(&project.read("sleeper")));
}
