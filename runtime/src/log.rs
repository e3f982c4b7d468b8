//! Lines for the operator. Until the log stage is here they go to standard error.

use std::fmt::Arguments;
use std::io::Write;

/// One line. A closed standard error must not take the server down, so a failure to write is ignored.
pub(crate) fn error(line: Arguments<'_>) {
    _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// One line of ordinary news, to standard output.
pub(crate) fn info(line: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    _ = writeln!(out, "{line}").and_then(|()| out.flush());
}
