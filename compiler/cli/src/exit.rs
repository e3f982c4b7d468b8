//! How a run ends: the exit codes, and what is said when it could not go on.

use std::fmt;
use std::io;

/// The exit codes of `apic`, in one table. They never change meaning; new ones are added at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Exit {
    /// Done, nothing to say that fails.
    Done = 0,
    /// The sources have errors, or warnings that are denied.
    Sources = 1,
    /// Wrong use: flags, settings, names, files that cannot be read or written, a manifest of another contract.
    Usage = 2,
    /// Could not finish: disk full, a key of the contract that an output cannot honor.
    Unable = 3,
    /// What is on disk is not what would be written.
    Drift = 4,
    /// `fmt --check`: a source is not formatted.
    Unformatted = 6,
}

impl Exit {
    /// What the code means.
    pub fn words(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Sources => "errors in the sources",
            Self::Usage => "wrong use",
            Self::Unable => "could not finish",
            Self::Drift => "outputs out of date",
            Self::Unformatted => "not formatted",
        }
    }
}

/// Why a command stopped. Without a problem it stops in silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    pub exit: Exit,
    pub problems: Vec<Problem>,
}

/// One thing that is wrong outside of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    /// What to do instead; may be empty.
    pub help: String,
}

impl Problem {
    /// A problem with a way out.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "error: {}", self.message)?;
        if !self.help.is_empty() {
            write!(formatter, "\n  help: {}", self.help)?;
        }
        Ok(())
    }
}

impl Failure {
    /// One problem.
    pub fn new(exit: Exit, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { exit, problems: vec![Problem::new(message, help)] }
    }

    /// Several as one: all that they say, and the smallest code, since wrong use is the easiest to mend. `None` if there is none.
    pub fn of(failures: Vec<Self>) -> Option<Self> {
        let exit = failures.iter().map(|failure| failure.exit).min_by_key(|exit| *exit as u8)?;
        Some(Self { exit, problems: failures.into_iter().flat_map(|failure| failure.problems).collect() })
    }

    /// Wrong use.
    pub fn usage(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::new(Exit::Usage, message, help)
    }
}

/// Writing to standard output failed. A reader that went away wants no more; that is no fault.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self { exit: Exit::Done, problems: Vec::new() };
        }
        Self::new(Exit::Unable, format!("cannot write to standard output: {error}"), "")
    }
}
