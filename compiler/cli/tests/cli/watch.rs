//! `apic watch`: the real binary, while files change as editors and git change them. Every wait is for a line of its output.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use super::project::{Project, SETTINGS, SHOP};

/// Long enough for a busy machine, short enough to be noticed.
const PATIENCE: Duration = Duration::from_secs(60);
const ROUTES: &str = "src/api/routes/items.rs";

/// A running `apic watch`.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    /// All lines so far, for the reader of a failure.
    said: Vec<String>,
}

impl Watch {
    /// Starts it and waits for its first round.
    fn of(project: &Project, arguments: &[&str]) -> Self {
        let mut watch = Self::start(project.command(&[&["watch"], arguments].concat()));
        watch.status();
        watch
    }

    fn start(mut command: Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (send, lines) = channel();
        follow(child.stdout.take().unwrap(), send.clone());
        follow(child.stderr.take().unwrap(), send);
        Self { child, lines, said: Vec::new() }
    }

    /// The next line that is asked for.
    #[track_caller]
    fn line(&mut self, wanted: impl Fn(&str) -> bool) -> String {
        loop {
            let Ok(line) = self.lines.recv_timeout(PATIENCE) else { panic!("no such line in {:#?}", self.said) };
            self.said.push(line.clone());
            if wanted(&line) {
                return line;
            }
        }
    }

    /// The next status line, less time and duration.
    #[track_caller]
    fn status(&mut self) -> String {
        let line = self.line(|line| line.as_bytes().get(2) == Some(&b':') && line.ends_with(" s)"));
        let status = line.split_once(' ').unwrap().1;
        status.rsplit_once(" (").unwrap().0.to_string()
    }

    fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Ends it as Ctrl-C does; the lines until then.
    #[track_caller]
    fn interrupt(mut self) -> Vec<String> {
        self.signal("INT");
        let mut said = std::mem::take(&mut self.said);
        loop {
            match self.lines.recv_timeout(PATIENCE) {
                Ok(line) => said.push(line),
                Err(end) => break assert_eq!(end, std::sync::mpsc::RecvTimeoutError::Disconnected, "{said:#?}"),
            }
        }
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{said:#?}");
        said
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Fails if it has ended, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn follow(output: impl Read + Send + 'static, send: Sender<String>) {
    thread::spawn(move || {
        BufReader::new(output).lines().map_while(Result::ok).for_each(|line| drop(send.send(line)));
    });
}

/// As vim with a backup: the old file moves aside, a new one is written, the backup goes.
fn save_as_vim(project: &Project, path: &str, text: &str) {
    let backup = format!("{path}~");
    fs::rename(project.path(path), project.path(&backup)).unwrap();
    project.write(path, text);
    fs::remove_file(project.path(&backup)).unwrap();
}

/// As VS Code: the file is emptied and written.
fn save_as_code(project: &Project, path: &str, text: &str) {
    fs::write(project.path(path), "").unwrap();
    fs::write(project.path(path), text).unwrap();
}

/// As many others: a file beside it takes its place.
fn save_by_rename(project: &Project, path: &str, text: &str) {
    project.write("new.tmp", text);
    fs::rename(project.path("new.tmp"), project.path(path)).unwrap();
}

/// As git: each file is unlinked and created.
fn check_out(project: &Project, files: &[(String, String)]) {
    for (path, text) in files {
        fs::remove_file(project.path(path)).unwrap();
        project.write(path, text);
    }
}

fn shop() -> Project {
    Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)])
}

/// The shop with another path of its second route.
fn at(path: &str) -> String {
    SHOP.replace("/items/:id", path)
}

#[test]
fn every_way_to_save_counts_once_and_own_writes_never() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    assert!(project.read(ROUTES).contains("/items/:id"));
    let untouched = project.tree()["src/api/types/shop.rs"].0;
    let ways = [save_as_vim, save_as_code, save_by_rename];
    for (count, save) in ways.iter().chain(&ways).enumerate() {
        save(&project, "shop.api", &at(&format!("/goods{count}/:id")));
        assert_eq!(watch.status(), "ok, 2 files written");
        assert!(project.read(ROUTES).contains(&format!("/goods{count}/:id")));
    }
    assert_eq!(project.tree()["src/api/types/shop.rs"].0, untouched, "only what changed is written");
    let said = watch.interrupt();
    assert_eq!(said.iter().filter(|line| line.contains(" ok")).count(), 7, "{said:#?}");
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_save_without_a_change_is_none() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    save_as_code(&project, "shop.api", SHOP);
    save_as_vim(&project, "apic.toml", SETTINGS);
    save_by_rename(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok, 2 files written");
    // Comments count as a round, and write nothing.
    save_by_rename(&project, "shop.api", &(at("/goods/:id") + "\n// the end\n"));
    assert_eq!(watch.status(), "ok, nothing to write");
    assert_eq!(watch.interrupt().iter().filter(|line| line.contains(" ok")).count(), 3);
}

#[test]
fn a_checkout_of_many_files_is_one_round() {
    let part = |part: usize, field: &str| {
        let text = format!("type T{part} {{\n\t{field} string `json:\"{field}\"`\n}}\n");
        (format!("parts/t{part}.api"), text)
    };
    let parts = |field: &str| (0..40).map(|number| part(number, field)).collect::<Vec<_>>();
    let imports: String = (0..40).map(|part| format!("import \"parts/t{part}.api\"\n")).collect();
    let project = Project::new(&[("shop.api", &(imports + SHOP)), ("apic.toml", SETTINGS)]);
    parts("id").iter().for_each(|(path, text)| project.write(path, text));
    let mut watch = Watch::of(&project, &["--lang", "rust"]);
    check_out(&project, &parts("key"));
    assert_eq!(watch.status(), "ok, 40 files written");
    assert_eq!(watch.interrupt().iter().filter(|line| line.contains(" ok")).count(), 2);
}

#[test]
fn a_broken_file_leaves_the_last_output_and_all_is_well_again_after_it() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    let good = project.tree();
    save_as_vim(&project, "shop.api", &SHOP.replace("(Item) returns", "(Itm) returns"));
    watch.line(|line| line.starts_with("error[undefined-type]"));
    assert_eq!(watch.status(), "failed, the last output stays");
    let mut now = project.tree();
    now.insert("shop.api".into(), good["shop.api"].clone());
    assert_eq!(now, good);
    save_as_vim(&project, "shop.api", SHOP);
    assert_eq!(watch.status(), "ok again, nothing to write");
    watch.interrupt();
}

#[test]
fn imports_come_and_go_and_so_do_folders() {
    let project = shop();
    let mut watch = Watch::of(&project, &["--lang", "ts"]);
    save_as_code(&project, "shop.api", &format!("import \"api/base/extra.api\"\n{SHOP}"));
    watch.line(|line| line.starts_with("error[import-not-found]"));
    assert_eq!(watch.status(), "failed, the last output stays");
    let extra = |field: &str| format!("type Extra {{\n\t{field} string `json:\"{field}\"`\n}}\n");
    project.write("api/base/extra.api", &extra("one"));
    assert_eq!(watch.status(), "ok again, 2 files written");
    save_as_vim(&project, "api/base/extra.api", &extra("two"));
    assert_eq!(watch.status(), "ok, 1 file written");
    fs::rename(project.path("api"), project.path("away")).unwrap();
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "away/base/extra.api", &extra("three"));
    fs::rename(project.path("away"), project.path("api")).unwrap();
    assert_eq!(watch.status(), "ok again, 1 file written");
    save_as_code(&project, "api/base/extra.api", &extra("four"));
    assert_eq!(watch.status(), "ok, 1 file written");
    watch.interrupt();
}

#[test]
fn settings_are_watched_too() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    save_as_vim(&project, "apic.toml", &SETTINGS.replace("[rust]", "[rsut]"));
    watch.line(|line| line.contains("did you mean `rust`?"));
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "apic.toml", &SETTINGS.replace("[typescript]", "[typescript]\nout = \"web\""));
    assert!(watch.status().starts_with("ok again, "));
    assert!(project.has("web/index.ts") && !project.has("gen"));
    watch.interrupt();
}

#[test]
fn a_refusal_names_its_file_and_leaves_everything() {
    let project = Project::generated();
    let mut watch = Watch::of(&project, &[]);
    project.edit("gen/ts/index.ts", "export", "/* mine */ export");
    save_as_vim(&project, "shop.api", &at("/goods/:id"));
    watch.line(|line| line.ends_with("release: apic gen --force gen/ts/index.ts"));
    assert_eq!(watch.status(), "failed, the last output stays");
    assert!(!project.read(ROUTES).contains("goods"));
    watch.interrupt();
}

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

#[test]
fn what_no_edit_mends_ends_it_at_once() {
    let project = Project::new(&[("shop.api", SHOP)]);
    project.run(&["watch"]).exits(2).mentions("no output is named");
    project.run(&["watch", "--lang", "cobol"]).exits(2).mentions("unknown language `cobol`");
    Project::new(&[]).run(&["watch", "--lang", "ts"]).exits(2).mentions("no .api file in ");
    // A contract that does not compile is mended by an edit.
    project.write("shop.api", "type");
    let mut watch = Watch::start(project.command(&["watch", "--lang", "ts"]));
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_code(&project, "shop.api", SHOP);
    assert!(watch.status().starts_with("ok again, "));
    watch.interrupt();
}

/// A namespace in which nobody gets a queue of events.
#[test]
fn without_events_files_are_looked_at() {
    let project = shop();
    let script = "echo 0 > /proc/sys/user/max_inotify_instances || exit 77; exec \"$0\" watch";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_apic")]);
    command.current_dir(project.path(""));
    let probe = Command::new("unshare")
        .args(["--user", "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_inotify_instances"])
        .output();
    if std::env::var_os("CI").is_none() && !probe.is_ok_and(|probe| probe.status.success()) {
        eprintln!("skipped: no namespace without events can be made here");
        return;
    }
    let mut watch = Watch::start(command);
    watch.line(|line| line.starts_with("note: this system tells no changes of files ("));
    watch.status();
    save_as_code(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok, 2 files written");
    watch.interrupt();
}
