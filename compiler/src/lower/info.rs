//! The entry's `info` block; other files' blocks count for nothing.

use crate::ir::{Carried, Info};
use crate::resolve::Resolved;
use crate::tree::{Entry, Statement};

/// Keys are matched without regard to case; of two spellings the lower-camel one wins.
pub(super) fn info(resolved: &Resolved<'_>) -> Info {
    let mut info = Info { version: "1.0".into(), ..Info::default() };
    let statements = resolved.loaded.parsed.first().map_or(&[][..], |parsed| &parsed.file.statements);
    let block = statements
        .iter()
        .find_map(|statement| if let Statement::Info(info) = statement { Some(&info.block) } else { None });
    let Some(block) = block else { return info };
    let text = |key: &str| {
        let alike = || block.entries.iter().filter(|entry| entry.key.text.eq_ignore_ascii_case(key));
        alike().find(|entry| entry.key.text == key).or_else(|| alike().next()).map(|entry| entry.value.text.clone())
    };
    info.title = text("title").unwrap_or_default();
    info.description = text("description").or_else(|| text("desc")).unwrap_or_default();
    info.version = text("version").filter(|version| !version.is_empty()).unwrap_or(info.version);
    info.author = text("author").unwrap_or_default();
    info.email = text("email").unwrap_or_default();
    let known = ["title", "description", "desc", "version", "author", "email"];
    let rest = block.entries.iter().filter(|entry| !known.iter().any(|key| entry.key.text.eq_ignore_ascii_case(key)));
    info.carried = rest.map(carried).collect();
    info
}

/// A key without a meaning of its own.
pub(super) fn carried(entry: &Entry) -> Carried {
    Carried { key: entry.key.text.clone(), value: entry.value.text.clone() }
}
