//! `apic completions` and `apic man`: made from the same definitions as `--help`.

use clap::CommandFactory as _;

use crate::args::{Cli, Completions};
use crate::exit::{Exit, Failure};
use crate::terminal::Terminal;

/// Prints the completions of a shell.
///
/// # Errors
/// When they cannot be printed.
pub fn completions(terminal: &mut Terminal<'_>, flags: &Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(flags.shell, &mut Cli::command(), "apic", &mut script);
    terminal.print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

/// Prints the manual page of `apic` and those of its commands, one after the other: `man -l -` shows them all.
///
/// # Errors
/// When they cannot be printed.
pub fn man(terminal: &mut Terminal<'_>) -> Result<Exit, Failure> {
    let mut command = Cli::command();
    command.build();
    let mut pages = Vec::new();
    clap_mangen::Man::new(command.clone()).render(&mut pages).map_err(unwritten)?;
    for one in command.get_subcommands().filter(|one| !one.is_hide_set() && one.get_name() != "help") {
        let page = one.clone().display_name(format!("apic-{}", one.get_name()));
        clap_mangen::Man::new(page).render(&mut pages).map_err(unwritten)?;
    }
    terminal.print(&String::from_utf8_lossy(&pages))?;
    Ok(Exit::Done)
}

fn unwritten(error: std::io::Error) -> Failure {
    Failure::new(Exit::Unable, format!("the manual cannot be written: {error}"), "")
}
