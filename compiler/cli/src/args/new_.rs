//! Flags of `apic new`.

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  apic new shop --runtime path=../apic/runtime\n  apic new chat --from stream --hooks"
)]
pub struct New {
    /// Folder to make; its last part is the name of the service
    pub name: String,
    /// What to start from
    #[arg(long, value_enum, default_value = "minimal", value_name = "TEMPLATE")]
    pub from: Template,
    /// Where apic-runtime comes from: path=DIR or git=URL; without it, crates.io
    #[arg(long, value_name = "SOURCE", value_parser = source)]
    pub runtime: Option<Source>,
    /// Write a hook for git that checks before each commit
    #[arg(long)]
    pub hooks: bool,
}

/// What a new project starts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Template {
    /// One route
    Minimal,
    /// List, create, read, update, delete
    Crud,
    /// An event stream
    Stream,
    /// The bookstore that everyone starts with
    Bookstore,
}

/// Where a dependency comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    Path(String),
    Git(String),
}

fn source(text: &str) -> Result<Source, String> {
    match text.split_once('=') {
        Some(("path", path)) if !path.is_empty() => Ok(Source::Path(path.to_string())),
        Some(("git", url)) if !url.is_empty() => Ok(Source::Git(url.to_string())),
        _ => Err("write path=DIR or git=URL".to_string()),
    }
}
