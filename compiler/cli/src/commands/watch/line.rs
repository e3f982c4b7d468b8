//! The status line of a round.

use std::time::Duration;

use super::Outcome;
use crate::exit::Exit;

/// `14:02:11 ok, 2 files written (0.06 s)`
pub(super) fn status(outcome: &Outcome, before: Option<bool>, took: Duration) -> String {
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
pub(super) fn clock() -> String {
    jiff::ZonedDateTime::now().strftime("%H:%M:%S").to_string()
}
