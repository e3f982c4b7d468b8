//! The page of a diagnostic.

use apic_compiler::CODES;

use super::USAGE;
use super::document::{CodePage, Document};
use crate::args::Format;
use crate::exit::{Exit, Failure};
use crate::settings::{nearest, value};
use crate::terminal::Terminal;

/// Prints the page.
///
/// # Errors
/// When there is no such code.
pub(super) fn print(terminal: &mut Terminal<'_>, format: Format, slug: &str) -> Result<Exit, Failure> {
    let code = value::code(slug).map_err(|(message, help)| {
        let words = CODES.iter().map(|entry| entry.slug).chain(["route", "type"]);
        Failure::usage(message, if nearest(slug, words).is_some() { help } else { USAGE.to_string() })
    })?;
    let entry = code.entry();
    match format {
        Format::Json => {
            let page = CodePage { code: entry.slug, level: entry.level, summary: entry.summary, page: entry.page };
            terminal.print(&Document::Code(page).text())?;
        }
        // A page is no finding: the other forms have no words for it.
        _ => terminal.print(entry.page)?,
    }
    Ok(Exit::Done)
}
