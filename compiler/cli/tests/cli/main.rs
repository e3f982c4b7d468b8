//! Transcripts: real runs of the binary in folders of their own.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a test stops at what it did not expect, and works on files"
)]

mod check;
mod ci;
mod drift;
mod exits;
mod explain;
mod explain_contract;
mod faults;
mod fix;
mod fmt;
mod forms;
mod generate;
mod hostile;
mod meanwhile;
mod new;
mod project;
mod rights;
mod screen;
mod settings;
mod typos;
mod watch;
