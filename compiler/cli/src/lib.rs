//! The command line around the compiler: the only package that touches files and the terminal. Modules only, so that tests can run commands in process.
#![expect(clippy::disallowed_methods, reason = "this is the edge: files, clock and environment come in here")]

pub mod args;
pub mod commands;
pub mod diff;
pub mod disk;
pub mod exit;
pub mod git;
pub mod job;
pub mod journal;
pub mod lock;
pub mod paths;
pub mod progress;
pub mod registry;
pub mod rewrite;
pub mod run;
pub mod scan;
pub mod settings;
pub mod terminal;
pub mod writer;
