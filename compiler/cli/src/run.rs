//! From arguments to an exit code.

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::args::{Cli, Command};
use crate::commands;
use crate::exit::{Exit, Failure};
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Commands of the specification that are not built yet.
const PLANNED: &[&str] = &["breaking", "import", "lsp", "mock", "plugin", "rules", "template"];

/// Runs the process.
pub fn main() -> ExitCode {
    tell_bugs();
    let cwd = env::current_dir().unwrap_or_else(|_| PathBuf::from("/"));
    let progress = Progress::start();
    let (mut out, mut err) = (progress.guard(io::stdout()), progress.guard(io::stderr()));
    let exit = run(env::args_os(), &cwd, &mut out, &mut err);
    progress.end();
    ExitCode::from(exit as u8)
}

/// A bug is told in one line, and ends with Rust's own code for it, 101.
pub fn tell_bugs() {
    panic::set_hook(Box::new(|bug| {
        let place = bug.location().map(ToString::to_string).unwrap_or_default();
        let text = bug.payload_as_str().unwrap_or_default();
        drop(writeln!(io::stderr(), "apic: a bug, please report it with the contract that shows it: {text} ({place})"));
    }));
}

/// Runs one command line as if typed in `cwd`.
pub fn run<A: Into<OsString> + Clone>(
    arguments: impl IntoIterator<Item = A>,
    cwd: &Path,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Exit {
    let cli = match Cli::try_parse_from(help_asked(arguments.into_iter().map(Into::into).collect())) {
        Ok(cli) => cli,
        Err(error) => return refused(&error, out, err),
    };
    let mut terminal = Terminal::new(out, err, &cli.global);
    let done = match &cli.command {
        Command::New(flags) => commands::new_::run(&mut terminal, cwd, &cli.global, flags),
        Command::Check(flags) => commands::check::run(&mut terminal, cwd, &cli.global, flags),
        Command::Ci(flags) => commands::ci::run(&mut terminal, cwd, &cli.global, flags),
        Command::Gen(flags) => commands::gen_::run(&mut terminal, cwd, &cli.global, flags),
        Command::Fmt(flags) => commands::fmt::run(&mut terminal, cwd, &cli.global, flags),
        Command::Fix(flags) => commands::fix::run(&mut terminal, cwd, &cli.global, flags),
        Command::Watch(flags) => commands::watch::run(&mut terminal, cwd, &cli.global, flags),
        Command::Ir(flags) => commands::ir::run(&mut terminal, cwd, &cli.global, flags),
        Command::Explain(flags) => commands::explain::run(&mut terminal, cwd, &cli.global, flags),
        Command::Completions(flags) => commands::manual::completions(&mut terminal, flags),
        Command::Man => commands::manual::man(&mut terminal),
        Command::Api(old) => Err(commands::old::answer("api", &old.words)),
        Command::Kube(old) => Err(commands::old::answer("kube", &old.words)),
    };
    let told = terminal.finish(cli.global.format).map_err(Failure::from);
    // What went wrong in the command comes first.
    match (done, told) {
        (Ok(exit), Ok(())) => exit,
        (Err(failure), _) | (Ok(_), Err(failure)) => {
            failure.problems.iter().for_each(|problem| terminal.warn(&problem.to_string()));
            failure.exit
        }
    }
}

/// `apic help check` is `apic check --help`, as many tools have it.
fn help_asked(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

/// Help and versions are results; everything else is wrong use.
fn refused(error: &clap::Error, out: &mut dyn Write, err: &mut dyn Write) -> Exit {
    if !error.use_stderr() {
        drop(write!(out, "{}", error.render()));
        return Exit::Done;
    }
    let name = match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(name)) if error.kind() == ErrorKind::InvalidSubcommand => name.as_str(),
        _ => "",
    };
    if PLANNED.contains(&name) {
        drop(writeln!(err, "error: `apic {name}` is not built yet\n  help: apic --help lists what there is"));
    } else {
        drop(write!(err, "{}", error.render()));
    }
    Exit::Usage
}
