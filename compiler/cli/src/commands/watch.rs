//! `apic watch`: `gen` on every save, then a command of the user's.

mod changes;
mod child;
mod group;
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
use crate::job::Project;
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
    let (send, receive) = channel();
    // From here on the end is clean, whenever it is asked for.
    signals::listen(send.clone())
        .map_err(|error| Failure::new(Exit::Unable, format!("cannot wait for Ctrl-C: {error}"), ""))?;
    let project = Project::find(cwd, global)?;
    let mut watching = Watching {
        cwd,
        global,
        clear: flags.clear && io::stderr().is_terminal(),
        flags: Gen { lang: flags.lang.clone(), ..Gen::default() },
        inputs: Inputs::new(&project, global.config.as_deref()),
        changes: Changes::new(send.clone(), &project.folder),
        messages: Messages::new(receive),
        kept: Kept::default(),
        child: (!flags.command.is_empty()).then(|| Child::new(&flags.command, &project.cwd, send)),
        well: None,
        terminal,
    };
    let done = watching.rounds();
    if let Some(child) = &watching.child {
        child.end(&mut watching.messages, |words| watching.terminal.say(words));
    }
    done
}

// === impl Watching ===

impl Watching<'_, '_> {
    /// Generates whenever something changed, until it is time to stop.
    ///
    /// # Errors
    /// As [`round`](Self::round).
    fn rounds(&mut self) -> Result<Exit, Failure> {
        self.note();
        loop {
            // A save may come in pieces: a round that began in the middle of one leaves no trace, and begins again, as after another change.
            while !self.round()? && !self.messages.stop() {
                self.changes.again();
            }
            self.watch();
            if !self.wait() {
                return Ok(Exit::Done);
            }
        }
    }

    /// Generates once, and starts the command if that changed anything; false = the sources changed before anything was written.
    ///
    /// # Errors
    /// In the first round for what no edit of a contract mends; later only when nobody listens any more.
    fn round(&mut self) -> Result<bool, Failure> {
        if self.clear {
            // The screen, what scrolled out of it, and the cursor to its corner.
            self.terminal.show("\x1b[2J\x1b[3J\x1b[H");
        }
        let start = Instant::now();
        let first = self.well.is_none();
        let outcome = match self.generate() {
            Err(failure) if first && failure.exit == Exit::Usage => return Err(failure),
            // Standard output is closed.
            Err(failure) if failure.exit == Exit::Done => return Err(failure),
            Err(_) if !self.still() => return Ok(false),
            Err(failure) => {
                self.complain(&failure);
                Outcome::stopped(failure.exit)
            }
            Ok(None) => return Ok(false),
            Ok(Some(outcome)) => outcome,
        };
        self.terminal.finish(self.global.format)?;
        let well = outcome.exit == Exit::Done;
        let obstacles = self.kept.obstacles();
        self.inputs.end(if well || outcome.exit == Exit::Sources { &[] } else { &obstacles });
        self.terminal.say(&status(&outcome, self.well, start.elapsed()));
        self.well = Some(well);
        if self.terminal.deaf {
            return Err(Failure::from(io::Error::from(io::ErrorKind::BrokenPipe)));
        }
        if well && !self.messages.stop() {
            let news = outcome.written + outcome.removed > 0;
            self.child.iter_mut().for_each(|child| child.serve(outcome.made, news));
        }
        Ok(true)
    }

    /// A round of `gen`; `None` = the sources changed meanwhile, or it is time to stop.
    fn generate(&mut self) -> Result<Option<Outcome>, Failure> {
        self.inputs.begin();
        let project = Project::find(self.cwd, self.global)?;
        self.inputs.learn(&project);
        let first = self.well.is_none();
        let Self { inputs, changes, messages, .. } = self;
        let mut still = || if first { !messages.stop() } else { changes.settled(inputs, messages) };
        let job = (project, self.global, &self.flags);
        gen_::round(self.terminal, job, inputs, &self.kept, &mut still)
    }

    fn still(&mut self) -> bool {
        self.well.is_none() || self.changes.settled(&self.inputs, &mut self.messages)
    }

    /// Waits for a change of what was read; false = it is time to stop.
    fn wait(&mut self) -> bool {
        // What changed between the reading and the watching has no event.
        let mut look = true;
        loop {
            if look && self.inputs.changed() {
                self.changes.begin();
                return self.changes.whole(&self.inputs, &mut self.messages);
            }
            look = match self.messages.next(self.changes.poll) {
                Some(Message::Stop) => return false,
                Some(Message::Event(event, _)) => self.changes.concerns(&event, &self.inputs),
                Some(Message::Ended(status)) => {
                    self.ended(status);
                    false
                }
                Some(Message::NotStarted(failure)) => {
                    self.child.iter_mut().for_each(Child::not_started);
                    self.complain(&failure);
                    false
                }
                Some(Message::Over) => false,
                // Not every file system tells: a look at sizes and times costs next to nothing.
                None => self.inputs.touched(),
            };
            if look {
                self.watch();
            }
        }
    }

    fn watch(&mut self) {
        self.changes.watch(&self.inputs);
        self.note();
    }

    fn note(&mut self) {
        if let Some(note) = self.changes.note() {
            self.terminal.say(&note);
        }
    }

    fn complain(&mut self, failure: &Failure) {
        failure.problems.iter().for_each(|problem| self.terminal.warn(&problem.to_string()));
    }

    /// Says how the command ended by itself.
    fn ended(&mut self, status: io::Result<ExitStatus>) {
        let Some(child) = &self.child else { return };
        let how = status.map_or_else(|error| error.to_string(), |status| status.to_string());
        self.terminal.say(&format!("{} `{}` ended: {how}", clock(), child.shown()));
    }
}
