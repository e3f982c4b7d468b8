//! Compiles text from memory and lists what was said about it, for the tests beside each check.

use crate::ir::Api;
use crate::wire::Wire;
use crate::{Code, Diagnostic, Levels, Opened, ReadFault, Reader, Settings, compile};

/// One file in memory.
struct Memory<'a>(&'a str);

impl Reader for Memory<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        match path {
            "main.api" => Ok(Opened { identity: path.into(), bytes: self.0.into() }),
            _ => Err(ReadFault::Missing),
        }
    }
}

/// The model of `text`.
pub(crate) fn lowered(text: &str, wire: Wire) -> Api {
    let compiled = compile(&Memory(text), "main.api", &Settings { wire, ..Settings::default() }).unwrap();
    compiled.api.unwrap_or_else(|| panic!("{:?}", compiled.diagnostics))
}

/// Everything said about `text`, lints that are named included, as `line code`.
pub(crate) fn found_with(text: &str, lints: &[Code]) -> Vec<String> {
    let settings = Settings { levels: Levels { warn: lints.to_vec(), ..Levels::default() }, ..Settings::default() };
    let compiled = compile(&Memory(text), "main.api", &settings).unwrap();
    let line = |diagnostic: &Diagnostic| {
        let span = diagnostic.primary.span;
        compiled.sources.get(span.source).unwrap().line_column(span.start).0
    };
    compiled.diagnostics.iter().map(|diagnostic| format!("{} {}", line(diagnostic), diagnostic.code)).collect()
}

/// Everything said about `text` without lints.
pub(crate) fn found(text: &str) -> Vec<String> {
    found_with(text, &[])
}

/// The same for types alone: a route that uses none of them follows.
pub(crate) fn found_in_types(types: &str) -> Vec<String> {
    found(&format!("{types}\nservice a {{\n\t@handler h\n\tget /x\n}}\n"))
}

/// The same for the fields of one type `A`, which stand on line 1 and which a POST route takes.
pub(crate) fn found_in_request(fields: &str) -> Vec<String> {
    found(&format!("type A {{ {fields} }}\nservice a {{\n\t@handler h\n\tpost /x (A)\n}}\n"))
}

/// The message and help of the first diagnostic.
pub(crate) fn said(text: &str) -> String {
    let compiled = compile(&Memory(text), "main.api", &Settings::default()).unwrap();
    compiled
        .diagnostics
        .first()
        .map_or_else(String::new, |first| format!("{}: {}", first.message, first.help.join(" · ")))
}

/// What `read` finds in the closure of one file.
pub(crate) fn resolved<T>(text: &str, read: impl FnOnce(&crate::resolve::Resolved<'_>) -> T) -> T {
    let mut sink = crate::Sink::default();
    let loaded = crate::load::load(&Memory(text), "main.api", &mut crate::load::Before::default(), &mut sink).unwrap();
    read(&crate::resolve::resolve(&loaded, &mut sink))
}
