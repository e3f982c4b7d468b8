//! The compiler of `.api` contracts: text in, model and diagnostics out.
//!
//! ```text
//! Reader ──load──▶ Loaded ──resolve──▶ Resolved ──check──▶ (same) ──lower──▶ ir::Api ──emit──▶ OutputFiles ──plan──▶ Plan
//! ```
//!
//! Every stage returns a value and pushes what it finds into one [`Sink`]; none stops at a user's mistake. `lower` runs only if no error was pushed.
//! Nothing in here opens a file, reads a clock or prints: files come in through [`Reader`].
#![deny(clippy::disallowed_methods)]

mod check;
mod compile;
mod diagnostics;
pub mod emit;
mod format;
pub mod ir;
mod load;
mod lower;
mod mend;
mod outline;
pub mod output;
mod parse;
mod resolve;
mod source;
mod tree;
mod trivia;
mod wire;

pub use compile::{Compiled, Settings, Stage, check_only, compile, compile_again, compile_observed, compile_outlined};
pub use diagnostics::{
    CODES, Code, CodeEntry, Diagnostic, Edit, Fix, Ignore, Label, Level, Levels, Severity, Sink, Summary, render,
};
pub use format::{Unformatted, format};
pub use load::{Before, EntryFault};
pub use mend::{Mended, MendedFile, mend};
pub use outline::{MemberOutline, Outline, RouteOutline, Site, TypeOutline, Used};
pub use source::{Opened, ReadFault, Reader, Source, SourceId, Sources, Span};
