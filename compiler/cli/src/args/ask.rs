//! Commands that write nothing.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic ci                                   ends with the smallest code of its steps that is not 0\n  apic ci --format sarif > apic.sarif       for code scanning: one run a step"
)]
pub struct Ci {
    /// What the contract must keep the promises of; not built yet
    #[arg(long, value_name = "BASELINE")]
    pub against: Option<String>,
}

#[derive(Debug, Args)]
#[command(
    override_usage = "apic explain [OPTIONS] CODE\n       apic explain [OPTIONS] route METHOD PATH\n       apic explain [OPTIONS] type NAME",
    after_long_help = "Examples:\n  apic explain undefined-type\n  apic explain route GET /items/:id         prefix, guards, middleware, limits, errors\n  apic explain type Item                    fields and routes that hold it"
)]
pub struct Explain {
    /// A code, such as undefined-type; or `route METHOD PATH`; or `type NAME`
    #[arg(required = true, value_name = "SUBJECT")]
    pub subject: Vec<String>,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic ir | jq '.groups | length'           the contract that apic.toml names\n  apic ir --schema ir > ir.schema.json"
)]
pub struct Ir {
    /// Entry of the contract, instead of the one in apic.toml
    pub file: Option<String>,
    /// Print a published JSON Schema instead
    #[arg(long, value_enum, value_name = "NAME", conflicts_with = "file")]
    pub schema: Option<Schema>,
}

/// The schemas that are published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Schema {
    /// Of the model that `apic ir` prints
    Ir,
    /// Of apic.toml, for editors
    Config,
    /// Of a line of `--format json` about a contract
    Diagnostics,
    /// Of a line of `--format json` about a file: `gen --check`, `fmt --check`
    Findings,
    /// Of what `explain --format json` prints
    Explanation,
}
