//! Flags that every command takes.

use clap::{Args, ValueEnum};

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Run as if started in DIR
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub directory: Option<String>,
    /// Settings to use instead of the nearest apic.toml
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<String>,
    /// Form of what is found
    #[arg(long, value_enum, default_value = "human", global = true)]
    pub format: Format,
    /// When to color
    #[arg(long, value_enum, default_value = "auto", value_name = "WHEN", global = true)]
    pub color: ColorChoice,
    /// Errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Name inputs and timings
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// The source with marks under it
    Human,
    /// One line each, for editors and grep
    Short,
    /// One JSON object a line
    Json,
    /// SARIF 2.1.0, for code scanning
    Sarif,
    /// Marks in a pull request of GitHub
    Github,
    /// Test report, a case per file
    Junit,
}

/// When to color.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ColorChoice {
    Auto,
    Always,
    Never,
}
