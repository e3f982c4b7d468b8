//! A running `apic watch`, and the ways in which files change while it runs.

use std::fs;
use std::io::{BufRead as _, BufReader, Read, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use crate::project::Project;

/// Long enough for a busy machine, short enough to be noticed.
const PATIENCE: Duration = Duration::from_secs(60);
/// A running `apic watch`.
pub(super) struct Watch {
    child: Child,
    lines: Receiver<String>,
    /// All lines so far, for the reader of a failure.
    said: Vec<String>,
}

impl Watch {
    /// Starts it and waits for its first round.
    pub(super) fn of(project: &Project, arguments: &[&str]) -> Self {
        let mut watch = Self::start(project.command(&[&["watch"], arguments].concat()));
        watch.status();
        watch
    }

    pub(super) fn start(mut command: Command) -> Self {
        // One pipe for both: what its command says comes behind the line that says why it was started.
        let (output, write) = std::io::pipe().unwrap();
        let child = command.stdin(Stdio::null()).stdout(write.try_clone().unwrap()).stderr(write).spawn().unwrap();
        // The command holds the writing ends, too.
        drop(command);
        let (send, lines) = channel();
        follow(output, send);
        Self { child, lines, said: Vec::new() }
    }

    /// The next line that is asked for.
    #[track_caller]
    pub(super) fn line(&mut self, wanted: impl Fn(&str) -> bool) -> String {
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
    pub(super) fn status(&mut self) -> String {
        let line = self.line(|line| line.as_bytes().get(2) == Some(&b':') && line.ends_with(" s)"));
        let status = line.split_once(' ').unwrap().1;
        status.rsplit_once(" (").unwrap().0.to_string()
    }

    /// How many lines there were so far.
    pub(super) fn said(&self) -> usize {
        self.said.len()
    }

    pub(super) fn signal(&self, name: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().unwrap().success());
    }

    /// Ends it as Ctrl-C does; the lines until then.
    #[track_caller]
    pub(super) fn interrupt(self) -> Vec<String> {
        self.signal("INT");
        self.end()
    }

    /// Waits until it has ended well; the lines until then.
    #[track_caller]
    pub(super) fn end(mut self) -> Vec<String> {
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
pub(super) fn save_as_vim(project: &Project, path: &str, text: &str) {
    let backup = format!("{path}~");
    fs::rename(project.path(path), project.path(&backup)).unwrap();
    project.write(path, text);
    fs::remove_file(project.path(&backup)).unwrap();
}

/// As VS Code: the file is emptied and written.
pub(super) fn save_as_code(project: &Project, path: &str, text: &str) {
    fs::write(project.path(path), "").unwrap();
    fs::write(project.path(path), text).unwrap();
}

/// As many others: a file beside it takes its place.
pub(super) fn save_by_rename(project: &Project, path: &str, text: &str) {
    project.write("new.tmp", text);
    fs::rename(project.path("new.tmp"), project.path(path)).unwrap();
}

/// Over the old text, line by line, with so much to say before it that this takes some milliseconds.
pub(super) fn save_in_pieces(project: &Project, path: &str, text: &str) {
    let mut file = fs::File::create(project.path(path)).unwrap();
    for line in text.split_inclusive('\n') {
        for _ in 0..500 {
            file.write_all(b"// still writing\n").unwrap();
        }
        file.write_all(line.as_bytes()).unwrap();
    }
}

/// As git: each file is unlinked and created.
pub(super) fn check_out(project: &Project, files: &[(String, String)]) {
    for (path, text) in files {
        fs::remove_file(project.path(path)).unwrap();
        project.write(path, text);
    }
}
