//! Lines for the operator. Until the log stage is here they go to standard error.

use std::error::Error;
use std::fmt::{self, Arguments};
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

/// An error with its causes, on one line.
pub(crate) struct Chain<'a>(pub(crate) &'a (dyn Error + 'static));

impl fmt::Display for Chain<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut next = Some(self.0);
        while let Some(error) = next {
            write!(out, ": {error}")?;
            next = error.source();
        }
        Ok(())
    }
}
