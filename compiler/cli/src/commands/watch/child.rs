//! The user's command: started, and ended with all that it started.
//!
//! It has a thread of its own, since it may take long to end, and no round waits for that.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::group::{Signal, signal};
use super::messages::{Message, Messages};
use crate::disk::reason;
use crate::exit::{Exit, Failure};

/// How long it may take to end when it is asked to, and then when it is not asked any more.
const PATIENCE: Duration = Duration::from_secs(5);
const DEATH: Duration = Duration::from_secs(1);
/// How often to look whether all that it started has ended, too.
const LOOK: Duration = Duration::from_millis(10);
/// From when on a second Ctrl-C is meant as one: a terminal and a script around us may both tell the first.
const TWICE: Duration = Duration::from_millis(300);

/// The command, as the loop sees it.
pub(super) struct Child {
    shown: String,
    orders: Sender<Order>,
    /// The outputs for which it was started last.
    made: Option<u64>,
}

enum Order {
    /// End the running one, and start another.
    Restart,
    /// End it for good.
    End,
    /// Do not ask any longer.
    Kill,
    /// A process has ended.
    Gone(u32, io::Result<ExitStatus>),
}

/// The thread that starts it and ends it.
struct Keeper {
    words: Vec<String>,
    cwd: PathBuf,
    send: Sender<Message>,
    orders: Receiver<Order>,
    back: Sender<Order>,
    running: Option<Running>,
    next: Next,
}

struct Running {
    process: u32,
    /// The process itself has ended; what it started may live.
    gone: bool,
    asked: Option<Instant>,
    killed: bool,
}

/// What happens when nothing runs any more.
#[derive(Default)]
enum Next {
    #[default]
    Nothing,
    Start,
    Over,
}

// === impl Child ===

impl Child {
    pub(super) fn new(words: &[String], cwd: &Path, send: Sender<Message>) -> Self {
        let (back, orders) = channel();
        let keeper = Keeper {
            words: words.to_vec(),
            cwd: cwd.to_path_buf(),
            send,
            orders,
            back: back.clone(),
            running: None,
            next: Next::Nothing,
        };
        thread::spawn(move || keeper.keep());
        Self { shown: words.join(" "), orders: back, made: None }
    }

    /// The command as it was typed.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    /// Starts it, or starts it again, unless it was started for these outputs.
    pub(super) fn serve(&mut self, made: u64, news: bool) {
        if news || self.made != Some(made) {
            self.made = Some(made);
            self.order(Order::Restart);
        }
    }

    /// It could not be started: the next success tries again.
    pub(super) fn not_started(&mut self) {
        self.made = None;
    }

    /// Ends it, with a word first and then without, at once if the user asks for the end a second time. `says` is called if it takes a while.
    pub(super) fn end(&self, messages: &mut Messages, says: impl FnOnce(&str)) {
        let (start, mut says) = (Instant::now(), Some(says));
        messages.forget();
        self.order(Order::End);
        while start.elapsed() < PATIENCE + 2 * DEATH {
            match messages.next(DEATH) {
                Some(Message::Over) => break,
                Some(Message::Stop) if start.elapsed() > TWICE => self.order(Order::Kill),
                _ => {}
            }
            if start.elapsed() >= DEATH
                && let Some(says) = says.take()
            {
                says(&format!("waiting for `{}` to end; once more Ctrl-C ends it at once", self.shown));
            }
        }
    }

    fn order(&self, order: Order) {
        // The thread ends with `Order::End`, behind which there is nothing to order.
        drop(self.orders.send(order));
    }
}

// === impl Keeper ===

impl Keeper {
    fn keep(mut self) {
        loop {
            let asked = self.running.as_ref().is_some_and(|running| running.asked.is_some());
            let order = if asked { self.orders.recv_timeout(LOOK).ok() } else { self.orders.recv().ok() };
            match order {
                Some(Order::Restart) => self.ask(Next::Start),
                Some(Order::End) => self.ask(Next::Over),
                Some(Order::Kill) => self.kill(),
                Some(Order::Gone(process, status)) => self.gone(process, status),
                None => {}
            }
            self.look();
            if self.running.is_some() {
                continue;
            }
            match std::mem::take(&mut self.next) {
                Next::Nothing => {}
                Next::Start => {
                    if let Err(failure) = self.start() {
                        // The loop may have ended already.
                        drop(self.send.send(Message::NotStarted(failure)));
                    }
                }
                Next::Over => return drop(self.send.send(Message::Over)),
            }
        }
    }

    fn start(&mut self) -> Result<(), Failure> {
        let Some((program, arguments)) = self.words.split_first() else { return Ok(()) };
        let mut command = Command::new(program);
        command.args(arguments).current_dir(&self.cwd).stdin(Stdio::null());
        // A group of its own: what it starts ends with it, and Ctrl-C reaches it through us alone.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn().map_err(|error| cannot(program, &error))?;
        let process = child.id();
        let back = self.back.clone();
        thread::spawn(move || drop(back.send(Order::Gone(process, child.wait()))));
        self.running = Some(Running { process, gone: false, asked: None, killed: false });
        Ok(())
    }

    fn ask(&mut self, next: Next) {
        self.next = next;
        self.look();
        if let Some(running) = self.running.as_mut().filter(|running| running.asked.is_none()) {
            signal(running.process, Signal::End);
            running.asked = Some(Instant::now());
        }
    }

    fn kill(&mut self) {
        if let Some(running) = &mut self.running {
            signal(running.process, Signal::Kill);
            running.killed = true;
        }
    }

    fn gone(&mut self, process: u32, status: io::Result<ExitStatus>) {
        let Some(running) = self.running.as_mut().filter(|running| running.process == process) else { return };
        running.gone = true;
        if running.asked.is_none() {
            // The loop may have ended already.
            drop(self.send.send(Message::Ended(status)));
        }
    }

    /// Forgets the running one when all of it is gone: from then on its number may be somebody else's.
    fn look(&mut self) {
        let Some(running) = &self.running else { return };
        // What it started may be busy ending, and hold the port that the next one needs.
        let over = running.gone && !signal(running.process, Signal::Ask);
        let asked = running.asked.map(|asked| asked.elapsed()).unwrap_or_default();
        if over || asked > PATIENCE + DEATH {
            self.running = None;
        } else if asked > PATIENCE && !running.killed {
            self.kill();
        }
    }
}

fn cannot(program: &str, error: &io::Error) -> Failure {
    Failure::new(Exit::Unable, format!("cannot start `{program}`: {}", reason(error)), "")
}
