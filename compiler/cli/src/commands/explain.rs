//! `apic explain`: the page of a diagnostic.

use apic_compiler::{Code, Level};

use crate::args::{Explain, Format, Global};
use crate::exit::{Exit, Failure};
use crate::settings::value;
use crate::terminal::Terminal;

/// Prints the page.
///
/// # Errors
/// When there is no such code.
pub fn run(terminal: &mut Terminal<'_>, global: &Global, flags: &Explain) -> Result<Exit, Failure> {
    let slug = match flags.subject.as_slice() {
        [slug] => slug,
        [first, ..] if first == "route" || first == "type" => {
            return Err(Failure::usage(format!("`apic explain {first}` is not built yet"), "apic explain CODE"));
        }
        _ => return Err(Failure::usage("one code at a time", "apic explain CODE")),
    };
    let code = value::code(slug).map_err(|(message, help)| Failure::usage(message, help))?;
    let entry = code.entry();
    match global.format {
        Format::Json => {
            let line = serde_json::json!({
                "code": entry.slug, "level": level(code), "summary": entry.summary, "page": entry.page,
            });
            terminal.print(&format!("{line}\n"))?;
        }
        // A page is no finding: the other forms have no words for it.
        _ => terminal.print(entry.page)?,
    }
    Ok(Exit::Done)
}

fn level(code: Code) -> &'static str {
    match code.entry().level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Lint => "lint",
    }
}
