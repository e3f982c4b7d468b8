//! `apic watch`: `gen` on every save, then a command of the user's.

mod changes;
mod child;
mod inputs;
mod line;
mod messages;
mod signals;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::ExitStatus;
use std::sync::mpsc::channel;
use std::time::Instant;

use super::gen_::{self, Kept, Outcome};
use crate::args::{Gen, Global, Watch};
use crate::exit::{Exit, Failure};
use crate::job::{Project, SETTINGS};
use crate::terminal::Terminal;

use changes::Changes;
use child::Child;
use inputs::Inputs;
use line::{clock, status};
use messages::{Message, Messages};

/// Between two rounds.
struct Watching<'a, 'b> {
    terminal: &'a mut Terminal<'b>,
    cwd: &'a Path,
    global: &'a Global,
    clear: bool,
    flags: Gen,
    inputs: Inputs,
    changes: Changes,
    messages: Messages,
    kept: Kept,
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
    signals::listen(send.clone())
        .map_err(|error| Failure::new(Exit::Unable, format!("cannot wait for Ctrl-C: {error}"), ""))?;
    let settings = project.config.as_ref().map_or_else(|| project.folder.join(SETTINGS), |(path, _)| path.clone());
    let changes = Changes::new(send.clone(), project.folder.clone());
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
        changes,
        messages: Messages::new(receive),
        kept: Kept::default(),
        child: (!flags.command.is_empty()).then(|| Child::new(&flags.command, &project.cwd, send)),
        well: None,
        terminal,
    };
    let done = watching.rounds();
    watching.child.iter_mut().for_each(Child::stop);
    done
}

// === impl Watching ===

impl Watching<'_, '_> {
    /// Generates whenever something changed, until it is time to stop.
    ///
    /// # Errors
    /// As [`round`](Self::round).
    fn rounds(&mut self) -> Result<Exit, Failure> {
        loop {
            let mut change = Instant::now();
            // A save may come in pieces: a round that began in the middle of one leaves no trace, and begins again, as after another change.
            while !self.round(change)? && !self.messages.stop() {
                change = Instant::now();
            }
            self.changes.watch(&self.inputs);
            if !self.wait() {
                return Ok(Exit::Done);
            }
        }
    }

    /// Generates once, and starts the command if that changed anything; false = the sources changed before anything was written.
    ///
    /// # Errors
    /// In the first round for what no edit of a contract mends; later only when standard output takes no more.
    fn round(&mut self, change: Instant) -> Result<bool, Failure> {
        if self.clear {
            // The screen, what scrolled out of it, and the cursor to its corner.
            self.terminal.show("\x1b[2J\x1b[3J\x1b[H");
        }
        let start = Instant::now();
        self.inputs.begin();
        let first = self.well.is_none();
        let mut still = || first || self.changes.settled(&self.inputs, &mut self.messages, change);
        let job = (self.cwd, self.global, &self.flags);
        let outcome = match gen_::round(self.terminal, job, &self.inputs, &self.kept, &mut still) {
            Err(failure) if first && failure.exit == Exit::Usage => return Err(failure),
            Err(_) if !still() => return Ok(false),
            Err(failure) => {
                failure.problems.iter().for_each(|problem| self.terminal.warn(&problem.to_string()));
                Outcome::stopped(failure.exit)
            }
            Ok(None) => return Ok(false),
            Ok(Some(outcome)) => outcome,
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
        Ok(true)
    }

    /// Waits for a change of what was read; false = it is time to stop.
    fn wait(&mut self) -> bool {
        // What changed between the reading and the watching has no event.
        let mut look = true;
        loop {
            if look && self.inputs.changed() {
                return self.changes.whole(&self.inputs, &mut self.messages);
            }
            look = match self.messages.next(self.changes.poll) {
                Some(Message::Stop) => return false,
                Some(Message::Event(event)) => self.changes.concerns(&event, &self.inputs),
                Some(Message::Ended(process, status)) => {
                    self.ended(process, status);
                    false
                }
                // Not every file system tells: a look at sizes and times costs next to nothing.
                None => self.inputs.touched(),
            };
            if look {
                self.changes.watch(&self.inputs);
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
