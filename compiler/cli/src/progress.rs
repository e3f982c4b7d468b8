//! The line that says that a long run is still alive: only on a terminal, only after a second, gone before anything else is said.

use std::env;
use std::io::{self, IsTerminal as _, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How long a run may be silent, and how often the line changes.
const PERIOD: Duration = Duration::from_secs(1);

/// Back to the start of the line, and clear it.
const ERASE: &str = "\r\u{1b}[K";

/// The line of one run.
#[derive(Debug, Default, PartialEq, Eq)]
enum Line {
    #[default]
    Hidden,
    Shown,
    /// Something was said: the line does not come back.
    Over,
}

/// What ends the line; [`Guarded`] streams share it.
#[derive(Clone)]
pub struct Progress {
    line: Arc<Mutex<Line>>,
    /// Hung up when the run ends, which ends the thread.
    _run: Option<Sender<()>>,
}

/// A stream that takes the line away before it writes.
pub struct Guarded<W> {
    stream: W,
    progress: Progress,
}

// === impl Progress ===

impl Progress {
    /// Begins to wait, if there is somebody to look at the line.
    pub fn start() -> Self {
        let line = Arc::new(Mutex::new(Line::Hidden));
        if !wanted() {
            return Self { line, _run: None };
        }
        let (run, ended) = channel();
        let shared = Arc::clone(&line);
        // Without a thread there is no line, and nothing else is lost.
        let thread = thread::Builder::new().spawn(move || {
            let start = Instant::now();
            while ended.recv_timeout(PERIOD) == Err(RecvTimeoutError::Timeout) {
                let mut line = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if *line == Line::Over {
                    break;
                }
                *line = Line::Shown;
                drop(write!(io::stderr(), "{ERASE}apic: working, {} s", start.elapsed().as_secs()));
            }
        });
        drop(thread);
        Self { line, _run: Some(run) }
    }

    /// Takes the line away for good.
    pub fn end(&self) {
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if std::mem::replace(&mut *line, Line::Over) == Line::Shown {
            drop(write!(io::stderr(), "{ERASE}"));
        }
    }

    /// The same stream, which ends the line when it is written to.
    pub fn guard<W: Write>(&self, stream: W) -> Guarded<W> {
        Guarded { stream, progress: self.clone() }
    }
}

// === impl Guarded ===

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.progress.end();
        self.stream.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}

/// Not in a pipe, a pipeline, or where the user asked for silence or is typing the input.
fn wanted() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let typed = |words: &[&str]| env::args_os().any(|word| words.iter().any(|one| word == *one));
    io::stderr().is_terminal()
        && !set("CI")
        && env::var_os("TERM").is_none_or(|term| term != "dumb")
        && !typed(&["-q", "--quiet"])
        && !(typed(&["-"]) && io::stdin().is_terminal())
}
