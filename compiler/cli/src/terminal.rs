//! Where words go: results to standard output, everything else to standard error.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::mem;

use apic_compiler::render::{self, Look, Report};

use crate::args::{ColorChoice, Format, Global};

/// The two streams of a run and how much is said on them.
pub struct Terminal<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Nobody listens on standard error any more.
    pub deaf: bool,
    pub quiet: bool,
    pub verbose: bool,
    /// What standard error can show.
    pub look: Look,
    /// What the forms that are one document hold at the end.
    reports: Vec<Report>,
}

impl<'a> Terminal<'a> {
    /// Streams of a process, or buffers of a test.
    pub fn new(out: &'a mut dyn Write, err: &'a mut dyn Write, global: &Global) -> Self {
        let look = Look { color: color(global.color), ascii: ascii(), width: width() };
        Self { out, err, deaf: false, quiet: global.quiet, verbose: global.verbose, look, reports: Vec::new() }
    }

    /// A result.
    ///
    /// # Errors
    /// When standard output takes no more.
    pub fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write_all(text.as_bytes())?;
        self.out.flush()
    }

    /// A part of the document that [`Self::finish`] prints.
    pub fn file(&mut self, report: Report) {
        self.reports.push(report);
    }

    /// Prints the document, if the form is one and a command came so far as to have anything to report, be it that nothing was found.
    ///
    /// # Errors
    /// When standard output takes no more.
    pub fn finish(&mut self, format: Format) -> io::Result<()> {
        let reports = mem::take(&mut self.reports);
        if reports.is_empty() {
            return Ok(());
        }
        match format {
            Format::Human | Format::Short | Format::Json => Ok(()),
            Format::Sarif => self.print(&render::sarif(&reports)),
            Format::Github => self.print(&render::github(&reports)),
            Format::Junit => self.print(&render::junit(&reports)),
        }
    }

    /// A line that `-q` leaves out.
    pub fn say(&mut self, line: &str) {
        if !self.quiet {
            self.warn(line);
        }
    }

    /// Many lines at once that `-q` leaves out.
    pub fn say_all(&mut self, lines: &[String]) {
        if !self.quiet && !lines.is_empty() {
            self.warn(&lines.join("\n"));
        }
    }

    /// A line that `-v` asks for.
    pub fn detail(&mut self, line: &str) {
        if self.verbose {
            self.warn(line);
        }
    }

    /// A line that is always said. If nobody listens on standard error there is nobody to tell.
    pub fn warn(&mut self, line: &str) {
        let told = writeln!(self.err, "{line}");
        self.deaf |= told.is_err_and(|error| error.kind() == io::ErrorKind::BrokenPipe);
    }

    /// Finished text for standard error.
    pub fn show(&mut self, text: &str) {
        drop(self.err.write_all(text.as_bytes()));
    }
}

fn color(choice: ColorChoice) -> bool {
    match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => {
            let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
            !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb") && io::stderr().is_terminal()
        }
    }
}

/// Columns of the terminal that shows what is found; 0 without one.
fn width() -> usize {
    terminal_size::terminal_size_of(io::stderr()).map_or(0, |(width, _)| usize::from(width.0))
}

/// A locale that says it is not UTF-8; one that says nothing is taken for UTF-8.
fn ascii() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()))
        .unwrap_or_default()
        .to_lowercase();
    !locale.is_empty() && !locale.contains("utf-8") && !locale.contains("utf8")
}
