//! `apic watch`: `gen` on every save, then a command of the user's.

mod changes;
mod child;
mod inputs;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitStatus;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::gen_::{self, Outcome};
use crate::args::{Gen, Global, Watch};
use crate::exit::{Exit, Failure};
use crate::job::{Project, SETTINGS};
use crate::terminal::Terminal;

use changes::Changes;
use child::Child;
use inputs::Inputs;

/// What the loop waits for.
#[derive(Debug)]
enum Message {
    /// Something happened in a watched folder.
    Event(notify::Result<notify::Event>),
    /// The command ended by itself or was ended: its process, and how.
    Ended(u32, io::Result<ExitStatus>),
    /// Ctrl-C, or a signal to the same end.
    Stop,
}

/// Between two rounds.
struct Watching<'a, 'b> {
    terminal: &'a mut Terminal<'b>,
    cwd: &'a Path,
    global: &'a Global,
    clear: bool,
    flags: Gen,
    inputs: Inputs,
    child: Option<Child>,
    /// Whether the last round ended well; `None` before the first.
    well: Option<bool>,
}

/// Generates, and again on every change of what was read, until it is told to stop.
///
/// # Errors
/// When nothing could be watched to begin with: wrong use, or settings that cannot be read.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Watch) -> Result<Exit, Failure> {
    let project = Project::find(cwd, global)?;
    let (send, receive) = channel();
    listen_for_signals(send.clone())
        .map_err(|error| Failure::new(Exit::Unable, format!("cannot wait for Ctrl-C: {error}"), ""))?;
    let settings = project.config.as_ref().map_or_else(|| project.folder.join(SETTINGS), |(path, _)| path.clone());
    let mut changes = Changes::new(send.clone(), project.folder.clone());
    if let Some(why) = &changes.polling {
        terminal.say(&format!(
            "note: this system tells no changes of files ({why}): looking every {} ms",
            changes.poll.as_millis()
        ));
    }
    let mut watching = Watching {
        cwd,
        global,
        clear: flags.clear && io::stderr().is_terminal(),
        flags: Gen { lang: flags.lang.clone(), ..Gen::default() },
        inputs: Inputs::new(&project, settings),
        child: (!flags.command.is_empty()).then(|| Child::new(&flags.command, &project.cwd, send)),
        well: None,
        terminal,
    };
    let done = loop {
        if let Err(failure) = watching.round() {
            break Err(failure);
        }
        changes.watch(&watching.inputs);
        if !watching.wait(&mut changes, &receive) {
            break Ok(Exit::Done);
        }
    };
    watching.child.iter_mut().for_each(Child::stop);
    done
}

// === impl Watching ===

impl Watching<'_, '_> {
    /// Generates once, and starts the command if that changed anything.
    ///
    /// # Errors
    /// In the first round for what no edit of a contract mends; later only when standard output takes no more.
    fn round(&mut self) -> Result<(), Failure> {
        if self.clear {
            // The screen, what scrolled out of it, and the cursor to its corner.
            self.terminal.show("\x1b[2J\x1b[3J\x1b[H");
        }
        let start = Instant::now();
        self.inputs.begin();
        let outcome = match gen_::round(self.terminal, self.cwd, self.global, &self.flags, &self.inputs) {
            Err(failure) if self.well.is_none() && failure.exit == Exit::Usage => return Err(failure),
            Err(failure) => {
                failure.problems.iter().for_each(|problem| self.terminal.warn(&problem.to_string()));
                Outcome::stopped(failure.exit)
            }
            Ok(outcome) => outcome,
        };
        self.terminal.finish(self.global.format)?;
        let well = outcome.exit == Exit::Done;
        self.terminal.say(&status(&outcome, self.well, start.elapsed()));
        self.well = Some(well);
        let news = outcome.written + outcome.removed > 0;
        if let Some(child) = self.child.as_mut().filter(|child| well && (news || !child.started))
            && let Err(failure) = child.restart()
        {
            failure.problems.iter().for_each(|problem| self.terminal.warn(&problem.to_string()));
        }
        Ok(())
    }

    /// Waits for a change of what was read; false = it is time to stop.
    fn wait(&mut self, changes: &mut Changes, receive: &Receiver<Message>) -> bool {
        // What changed between the reading and the watching has no event.
        let mut look = true;
        loop {
            if look && self.inputs.changed() {
                return changes.settle(&self.inputs, receive);
            }
            look = match receive.recv_timeout(changes.poll) {
                Ok(Message::Stop) => return false,
                Ok(Message::Event(event)) => changes.concerns(&event, &self.inputs),
                Ok(Message::Ended(process, status)) => {
                    self.ended(process, status);
                    false
                }
                // Not every file system tells: a look at sizes and times costs next to nothing.
                Err(_) => self.inputs.touched(),
            };
            if look {
                changes.watch(&self.inputs);
            }
        }
    }

    /// Says how the command ended, unless it was ended from here.
    fn ended(&mut self, process: u32, status: io::Result<ExitStatus>) {
        let Some(child) = self.child.as_ref().filter(|child| child.is(process)) else { return };
        let how = match status {
            Ok(status) => status.to_string(),
            Err(error) => error.to_string(),
        };
        let line = format!("{} `{}` ended: {how}", clock(), child.shown());
        self.terminal.say(&line);
    }
}

/// `14:02:11 ok, 2 files written (0.06 s)`
fn status(outcome: &Outcome, before: Option<bool>, took: Duration) -> String {
    let word = match (outcome.exit == Exit::Done, before) {
        (true, Some(false)) => "ok again",
        (true, _) => "ok",
        (false, _) => "failed, the last output stays",
    };
    let files = |count: usize, done: &str| match count {
        0 => String::new(),
        1 => format!(", 1 file {done}"),
        count => format!(", {count} files {done}"),
    };
    let counts = match (outcome.exit, outcome.written + outcome.removed) {
        (Exit::Done, 0) => ", nothing to write".to_string(),
        _ => files(outcome.written, "written") + &files(outcome.removed, "removed"),
    };
    format!("{} {word}{counts} ({:.2} s)", clock(), took.as_secs_f64())
}

/// The time of day, where the user is.
fn clock() -> String {
    jiff::ZonedDateTime::now().strftime("%H:%M:%S").to_string()
}

/// Sends `Stop` for every signal that asks for the end.
#[cfg(unix)]
fn listen_for_signals(send: Sender<Message>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    std::thread::spawn(move || {
        for _ in signals.forever() {
            // The loop may have ended already.
            drop(send.send(Message::Stop));
        }
    });
    Ok(())
}

/// Without signals the system ends the process; each file is whole at any time.
#[cfg(not(unix))]
fn listen_for_signals(_send: Sender<Message>) -> io::Result<()> {
    Ok(())
}
