//! The user's command: started, and ended with all that it started.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::messages::Message;
use crate::disk::reason;
use crate::exit::{Exit, Failure};

/// How long it may take to end when it is asked to.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often to look whether all that it started has ended, too.
const LOOK: Duration = Duration::from_millis(10);

/// A command and the process that runs it, if one does.
pub(super) struct Child {
    words: Vec<String>,
    cwd: PathBuf,
    send: Sender<Message>,
    running: Option<Running>,
    /// Whether it ever ran.
    pub(super) started: bool,
}

struct Running {
    process: u32,
    /// Closed when the process is gone.
    gone: Receiver<()>,
}

// === impl Child ===

impl Child {
    pub(super) fn new(words: &[String], cwd: &Path, send: Sender<Message>) -> Self {
        Self { words: words.to_vec(), cwd: cwd.to_path_buf(), send, running: None, started: false }
    }

    /// The command as it was typed.
    pub(super) fn shown(&self) -> String {
        self.words.join(" ")
    }

    /// Whether it runs as this process.
    pub(super) fn is(&self, process: u32) -> bool {
        self.running.as_ref().is_some_and(|running| running.process == process)
    }

    /// Ends the running one and starts another.
    ///
    /// # Errors
    /// When it cannot be started.
    pub(super) fn restart(&mut self) -> Result<(), Failure> {
        self.stop();
        let Some((program, arguments)) = self.words.split_first() else { return Ok(()) };
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.cwd).stdin(Stdio::null());
        // A group of its own: what it starts ends with it, and Ctrl-C reaches it through us alone.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| cannot(program, &error))?;
        let process = child.id();
        let (end, gone) = channel();
        let send = self.send.clone();
        thread::spawn(move || {
            let status = child.wait();
            drop(end);
            // The loop may have ended already.
            drop(send.send(Message::Ended(process, status)));
        });
        self.running = Some(Running { process, gone });
        self.started = true;
        Ok(())
    }

    /// Ends it: with a word first, then without.
    pub(super) fn stop(&mut self) {
        let Some(running) = self.running.take() else { return };
        let start = Instant::now();
        signal(running.process, Signal::End);
        // The other end is dropped when the process is gone; nothing is ever sent.
        let late = running.gone.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout);
        // What it started may be busy ending, and hold the port that the next one needs.
        while !late && start.elapsed() < PATIENCE && signal(running.process, Signal::Ask) {
            thread::sleep(LOOK);
        }
        signal(running.process, Signal::Kill);
    }
}

fn cannot(program: &str, error: &io::Error) -> Failure {
    Failure::new(Exit::Unable, format!("cannot start `{program}`: {}", reason(error)), "")
}

/// What a group of processes is told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Signal {
    /// Nothing: is anyone there?
    Ask,
    End,
    Kill,
}

/// Tells the whole group of a process; false = nobody is there any more.
#[cfg(unix)]
fn signal(process: u32, what: Signal) -> bool {
    use rustix::process::{self, Pid, kill_process_group, test_kill_process_group};
    let Some(group) = i32::try_from(process).ok().and_then(Pid::from_raw) else { return false };
    let told = match what {
        Signal::Ask => return test_kill_process_group(group).is_ok() && lives(process),
        Signal::End => kill_process_group(group, process::Signal::TERM),
        Signal::Kill => kill_process_group(group, process::Signal::KILL),
    };
    told.is_ok()
}

/// Whether one of a group does more than wait to be collected. What lost its parent is collected late or, in many containers, never; until then
/// the system counts it, and the next command would wait for it.
#[cfg(target_os = "linux")]
fn lives(group: u32) -> bool {
    let Ok(processes) = std::fs::read_dir("/proc") else { return true };
    let mut states = processes.flatten().filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok());
    states.any(|stat| {
        // `pid (name) state parent group`, and the name may hold anything.
        let mut fields = stat.rsplit(") ").next().unwrap_or_default().split(' ');
        let is_over = matches!(fields.next(), Some("Z" | "X"));
        !is_over && fields.nth(1).and_then(|field| field.parse().ok()) == Some(group)
    })
}

#[cfg(all(unix, not(target_os = "linux")))]
fn lives(_group: u32) -> bool {
    true
}

/// There is but one way to end a process here, and it ends at once.
#[cfg(not(unix))]
fn signal(process: u32, what: Signal) -> bool {
    if what == Signal::End {
        let mut command = Command::new("taskkill");
        drop(command.args(["/T", "/F", "/PID", &process.to_string()]).stdout(Stdio::null()).status());
    }
    false
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::os::unix::process::CommandExt;

    use super::*;

    fn start(program: &str) -> std::process::Child {
        Command::new(program)
            .arg("1000")
            .process_group(0)
            .stdout(Stdio::null())
            .spawn()
            .expect("a program that every system has")
    }

    #[test]
    fn what_only_waits_to_be_collected_is_gone() {
        let (mut busy, mut over) = (start("sleep"), start("true"));
        let is_gone = (0..100_000).any(|_| {
            thread::yield_now();
            !signal(over.id(), Signal::Ask)
        });
        let is_busy = signal(busy.id(), Signal::Ask);
        busy.kill().unwrap();
        busy.wait().unwrap();
        over.wait().unwrap();
        assert_eq!((is_gone, is_busy), (true, true));
    }
}
