//! Habits on a terminal: `script` of util-linux runs `apic` on one of its own.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};

use super::project::{Project, SETTINGS, SHOP};

const BROKEN: &str = "type A {\n\tName Strnig `json:\"name\"`\n}\nservice s {\n\t@handler h\n\tpost /a (A)\n}\n";

fn broken() -> Project {
    Project::new(&[("main.api", BROKEN), ("apic.toml", "entry = \"main.api\"\n")])
}

/// A line of a shell, typed at a terminal with these variables.
fn typed(project: &Project, line: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new("script");
    command.args(["-q", "-e", "-c", line, "/dev/null"]).current_dir(project.path(""));
    for name in ["NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "CI"] {
        command.env_remove(name);
    }
    command.env("APIC", env!("CARGO_BIN_EXE_apic")).env("TERM", "xterm").envs(variables.iter().copied());
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// What the terminal got.
fn seen(project: &Project, line: &str, variables: &[(&str, &str)]) -> String {
    String::from_utf8(typed(project, line, variables).output().unwrap().stdout).unwrap()
}

#[test]
fn color_is_for_terminals_that_want_it() {
    let project = broken();
    for (line, variables, colored) in [
        ("$APIC check", [].as_slice(), true),
        ("$APIC check", &[("NO_COLOR", "1")], false),
        ("$APIC check", &[("NO_COLOR", "")], true),
        ("$APIC check", &[("TERM", "dumb")], false),
        ("$APIC check --color never", &[], false),
        ("$APIC check --color always", &[("NO_COLOR", "1"), ("TERM", "dumb")], true),
        // Each stream is judged for itself.
        ("$APIC check 2>&1 | cat", &[], false),
        ("$APIC check > /dev/null", &[], true),
        ("$APIC check --format short", &[], false),
    ] {
        let seen = seen(&project, line, variables);
        assert!(seen.contains("undefined-type"), "{line}\n{seen}");
        assert_eq!(seen.contains('\u{1b}'), colored, "{line} {variables:?}\n{seen}");
    }
}

#[test]
fn frames_are_those_of_the_locale() {
    let project = broken();
    for (variables, ascii) in [
        ([].as_slice(), false),
        (&[("LANG", "de_DE.UTF-8")], false),
        (&[("LANG", "C")], true),
        (&[("LC_ALL", "POSIX"), ("LANG", "en_US.UTF-8")], true),
        (&[("LC_CTYPE", "en_US.utf8"), ("LANG", "C")], false),
    ] {
        let seen = seen(&project, "$APIC check", variables);
        assert_eq!(seen.contains("-->"), ascii, "{variables:?}\n{seen}");
        assert_eq!(seen.contains('┌'), !ascii, "{variables:?}\n{seen}");
    }
}

#[test]
fn long_lines_are_cut_to_the_width_of_the_terminal() {
    let project = broken();
    project.edit("main.api", "type A {", &format!("type A {{ // {}\n", "名".repeat(100)));
    project.edit("main.api", "`json:\"name\"`", &format!("`json:\"name\"` // {}", "字".repeat(100)));
    let seen = seen(&project, "stty cols 60 rows 24; $APIC check", &[("NO_COLOR", "1")]);
    let line = seen.lines().find(|line| line.contains("Strnig `json")).unwrap();
    assert!(line.trim_end().ends_with('…'), "{line}");
    let columns: usize =
        line.trim_end().chars().map(|letter| if letter.is_ascii() || "│…".contains(letter) { 1 } else { 2 }).sum();
    assert!((50..=60).contains(&columns), "{columns} {line}");
}

#[test]
fn progress_is_shown_after_a_second_and_erased() {
    let project = Project::new(&[]);
    let pipe = project.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (variables, shown) in [([].as_slice(), true), (&[("CI", "1")], false)] {
        let mut run = typed(&project, "$APIC fmt - < pipe", variables).spawn().unwrap();
        let mut input = File::options().write(true).open(&pipe).unwrap();
        let mut screen = run.stdout.take().unwrap();
        let mut seen = Vec::new();
        // The run cannot end before its input does, so the line has all the time it needs.
        while shown && !seen.ends_with(b"apic: working, 1 s") {
            let mut byte = [0];
            screen.read_exact(&mut byte).unwrap();
            seen.push(byte[0]);
        }
        input.write_all(b"type A {}\n").unwrap();
        drop(input);
        screen.read_to_end(&mut seen).unwrap();
        assert!(run.wait().unwrap().success());
        let seen = String::from_utf8(seen).unwrap();
        let expected = if shown { "\r\u{1b}[Kapic: working, 1 s\r\u{1b}[Ktype A {}\r\n" } else { "type A {}\r\n" };
        assert_eq!(seen, expected);
    }
}

#[test]
fn a_reader_that_goes_away_ends_the_run_in_silence() {
    let project = broken();
    for line in
        ["check --format json", "check --format sarif", "explain undefined-type", "ir --schema ir", "--help", "man"]
    {
        // The only reader of a named pipe is gone before the run begins.
        let script = format!("mkfifo p; (: < p) & exec 3> p; wait; \"$APIC\" {line} >&3 2> err; echo $? > code; rm p");
        let mut command = Command::new("sh");
        command.args(["-c", &script]).env("APIC", env!("CARGO_BIN_EXE_apic")).current_dir(project.path(""));
        assert!(command.status().unwrap().success());
        assert_eq!((project.read("code").as_str(), project.read("err").as_str()), ("0\n", ""), "{line}");
    }
}

#[test]
fn a_watch_clears_the_screen_where_it_is_told_to() {
    for (flags, stream, clears) in [("--clear", "", true), ("", "", false), ("--clear", "2>&1 | cat", false)] {
        let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
        // The command of the first round ends the watch.
        let line = format!("$APIC watch {flags} -- sh -c 'kill -INT $PPID' {stream}");
        let seen = seen(&project, &line, &[]);
        assert!(seen.contains(" ok, "), "{line}\n{seen}");
        assert_eq!(seen.contains("\u{1b}[2J\u{1b}[3J\u{1b}[H"), clears, "{line}\n{seen}");
    }
}
