//! `apic ir`: the checked model as JSON, or its schema.

use std::path::Path;
use std::time::Instant;

use apic_compiler::ir::Api;

use super::{check, explain};
use crate::args::{Global, Ir, Schema};
use crate::exit::{Exit, Failure};
use crate::job::Project;
use crate::settings::schema;
use crate::terminal::Terminal;

/// Prints the model of a contract on standard output; problems go where `apic check` puts them.
///
/// # Errors
/// When the entry or the settings cannot be read.
pub fn run(terminal: &mut Terminal<'_>, cwd: &Path, global: &Global, flags: &Ir) -> Result<Exit, Failure> {
    if let Some(schema) = flags.schema {
        let schema = match schema {
            Schema::Ir => apic_compiler::ir::schema(),
            Schema::Config => schema::schema(),
            Schema::Diagnostics => apic_compiler::render::json_schema(),
            Schema::Findings => apic_compiler::render::findings_schema(),
            Schema::Explanation => explain::schema(),
        };
        terminal.print(&pretty(&schema))?;
        return Ok(Exit::Done);
    }
    let start = Instant::now();
    let project = Project::find(cwd, global)?;
    let compiled = check::model(&project, &project.settings.compiler, &project.entry(flags.file.as_deref())?)?;
    if let Some(api) = &compiled.api
        && !compiled.failed()
    {
        terminal.print(&model(api))?;
    }
    // Standard output holds the model alone, so findings are for people.
    check::report(terminal, crate::args::Format::Human, &[compiled], start)
}

/// The document: the model with the number of its form in front.
fn model(api: &Api) -> String {
    pretty(&apic_compiler::ir::document(api))
}

fn pretty(value: &serde_json::Value) -> String {
    // A `Value` always has a JSON text.
    format!("{value:#}\n")
}
