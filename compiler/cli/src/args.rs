//! What was typed.

mod ask;
mod global;
mod new_;

pub use ask::{Ci, Explain, Ir, Schema};
use clap::{Args, Parser, Subcommand};
pub use global::{ColorChoice, Format, Global};
pub use new_::{New, Source, Template};

/// One .api contract to servers, clients and documents.
#[derive(Debug, Parser)]
#[command(name = "apic", version, disable_help_subcommand = true, after_long_help = EXAMPLES)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "Examples:
  apic check                              all problems of the contract that apic.toml names
  apic gen                                all outputs that apic.toml names
  apic gen shop.api --lang rust --out server
  apic explain undefined-type

Exit codes: 0 done · 1 errors in the sources · 2 wrong use · 3 could not finish · 4 outputs out of date · 6 not formatted";

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a project that builds, answers and passes its test at once
    New(New),
    /// Write all outputs that apic.toml names, or those of the languages given
    Gen(Gen),
    /// Write outputs on every save, then run a command
    Watch(Watch),
    /// Report every problem of a contract
    Check(Check),
    /// Run `fmt --check`, `check` and `gen --check` in one, for pipelines and hooks
    Ci(Ci),
    /// Lay out contracts: blanks and line ends change, nothing else
    Fmt(Fmt),
    /// Apply the edits that keep the meaning of a contract, for the codes named
    Fix(Fix),
    /// Print the page of a diagnostic, the whole chain of a route, or where a type is used
    Explain(Explain),
    /// Print the checked model of a contract as JSON, or its schema
    Ir(Ir),
    /// Print the completions of a shell
    Completions(Completions),
    /// Print the manual pages, for `man -l -`
    Man,
    /// Commands of goctl: answered with what replaces them
    #[command(hide = true)]
    Api(Old),
    /// Commands of goctl: answered with what replaces them
    #[command(hide = true)]
    Kube(Old),
}

#[derive(Debug, Default, Args)]
#[command(
    after_long_help = "Examples:\n  apic gen                                  what apic.toml names\n  apic gen shop.api --lang rust --out server\n  apic gen --check                          for CI: exit 4 if something is out of date"
)]
pub struct Gen {
    /// Entry of the contract, instead of the one in apic.toml
    pub file: Option<String>,
    /// Output to write: rust, typescript (ts); may be repeated
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// Root: one language writes into DIR, several into DIR/<language>
    #[arg(long, value_name = "DIR")]
    pub out: Option<String>,
    /// Write nothing; exit 4 if something is out of date
    #[arg(long)]
    pub check: bool,
    /// Write nothing; print what would be done
    #[arg(long, conflicts_with = "check")]
    pub dry_run: bool,
    /// Write nothing; print what would change in each file
    #[arg(long)]
    pub diff: bool,
    /// Replace or remove these files although they were edited or are in the way
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub force: Vec<String>,
    /// Remove these files, which apic did not write, from folders that hold generated files only
    #[arg(long, value_name = "PATH", num_args = 1..)]
    pub prune: Vec<String>,
    /// `apic ci` runs it, and has said what is wrong with the contract.
    #[arg(skip)]
    pub within: bool,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic watch                                gen on every save\n  apic watch -- cargo run                   and the server anew after each change"
)]
pub struct Watch {
    /// Output to write: rust, typescript (ts); may be repeated
    #[arg(long, value_name = "LANG", value_delimiter = ',')]
    pub lang: Vec<String>,
    /// Clear the screen before each run
    #[arg(long)]
    pub clear: bool,
    /// What to start after a change that succeeded, and again after the next; no shell
    #[arg(last = true, value_name = "CMD")]
    pub command: Vec<String>,
}

#[derive(Debug, Default, Args)]
#[command(
    after_long_help = "Examples:\n  apic check                                the contract that apic.toml names\n  apic check api/ --deny warnings           every contract below a folder\n  apic check --format sarif > apic.sarif    for code scanning"
)]
pub struct Check {
    /// Entries, or folders to look for them; without any, the entry of apic.toml
    pub paths: Vec<String>,
    /// Switch a lint on
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub warn: Vec<String>,
    /// Count a warning as an error; `warnings` means all of them
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub deny: Vec<String>,
    /// Leave a warning out
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub allow: Vec<String>,
}

#[derive(Debug, Default, Args)]
#[command(
    after_long_help = "Examples:\n  apic fmt                                  the contract that apic.toml names, with its imports\n  apic fmt --check api/                     for CI: exit 6 if a file is not formatted\n  apic fmt - < shop.api                     for editors"
)]
pub struct Fmt {
    /// Files, folders, or `-` for standard input to output; without any, the contract of apic.toml with its imports
    pub paths: Vec<String>,
    /// Write nothing; list the files that are not formatted, and exit 6 if there are any
    #[arg(long)]
    pub check: bool,
    /// Write nothing; show what would change
    #[arg(long)]
    pub diff: bool,
    /// `apic ci` runs it, and will say what is wrong with the contract.
    #[arg(skip)]
    pub within: bool,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic fix --diff method-case               what would change\n  apic fix method-case stray-separator      apply, then check again"
)]
pub struct Fix {
    /// What to mend, such as method-case
    #[arg(value_name = "CODE", required = true)]
    pub codes: Vec<String>,
    /// Write nothing; print what would change
    #[arg(long)]
    pub diff: bool,
}

/// What another tool would have done.
#[derive(Debug, Args)]
pub struct Old {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub words: Vec<String>,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic completions bash > /etc/bash_completion.d/apic\n  apic completions zsh > ~/.zfunc/_apic"
)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn flags_do_not_meet() {
        super::Cli::command().debug_assert();
    }
}
