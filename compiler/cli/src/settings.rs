//! `apic.toml`: read against the table of its keys, every mistake at once.

pub mod keys;
pub mod levels;
pub mod requires;
pub mod schema;
pub mod value;

use std::collections::BTreeMap;

use apic_compiler::ir::{Envelope, Int64, Wire};
use apic_compiler::{Code, Levels};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

use crate::exit::{Exit, Failure, Problem};

/// What a project says, checked.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// Path of the contract from the folder of `apic.toml`.
    pub entry: Option<String>,
    pub compiler: apic_compiler::Settings,
    /// The tables, by dotted name, as written; a table that is there is in here, even an empty one.
    pub sections: BTreeMap<String, Map<String, Value>>,
}

/// The name that a user may have meant.
pub fn nearest<'a>(word: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    names
        .map(|name| (strsim::damerau_levenshtein(&word.to_lowercase(), name), name))
        .filter(|(distance, name)| *distance <= 1 + name.chars().count() / 4)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Reads the text of `apic.toml`, which is shown as `path`.
///
/// # Errors
/// Every mistake in it.
pub fn read(path: &str, text: &str) -> Result<Settings, Failure> {
    let (table, faults) = DeTable::parse_recoverable(text);
    let mut reading = Reading { path, text, problems: Vec::new(), sections: BTreeMap::new() };
    for fault in faults {
        let start = fault.span().map_or(0, |span| span.start);
        reading.problem(start, fault.message().trim(), "");
    }
    // One slip can make the parser repeat itself.
    reading.problems.dedup();
    // Half a text would only make keys look unknown.
    if reading.problems.is_empty() {
        reading.table("", table.get_ref());
        reading.version();
    }
    if reading.problems.is_empty() {
        return Ok(reading.finish());
    }
    Err(Failure { exit: Exit::Usage, problems: reading.problems })
}

struct Reading<'a> {
    path: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
    sections: BTreeMap<String, Map<String, Value>>,
}

impl Reading<'_> {
    fn problem(&mut self, offset: usize, message: &str, help: &str) {
        let line = self.text.as_bytes().iter().take(offset).filter(|byte| **byte == b'\n').count() + 1;
        self.problems.push(Problem::new(format!("{}:{line}: {message}", self.path), help));
    }

    fn table(&mut self, section: &str, table: &DeTable<'_>) {
        self.sections.entry(section.to_string()).or_default();
        // Plugins have names of the user's choice.
        let known = match section.strip_prefix("plugins.") {
            Some(name) if !name.contains('.') => "plugins.*",
            _ => section,
        };
        // In written order, so that the first mistake is named first.
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in entries {
            let (start, name) = (name.span().start, name.get_ref().as_ref());
            let inner = if section.is_empty() { name.to_string() } else { format!("{section}.{name}") };
            match (keys::find(known, name), value.get_ref()) {
                (Some(key), value) => match value::read(key.form, value) {
                    Ok(json) => drop(self.sections.entry(section.into()).or_default().insert(name.into(), json)),
                    Err((message, help)) => self.problem(start, &format!("`{name}`: {message}"), &help),
                },
                (None, DeValue::Table(table)) if keys::is_section(&inner) || section == "plugins" => {
                    if keys::LATER.contains(&inner.as_str()) {
                        self.problem(start, &format!("`[{inner}]` is not built yet"), "");
                    } else {
                        self.table(&inner, table);
                    }
                }
                (None, value) => self.unknown(start, known, name, matches!(value, DeValue::Table(_))),
            }
        }
    }

    fn unknown(&mut self, start: usize, section: &str, name: &str, table: bool) {
        let place = if section.is_empty() { String::new() } else { format!(" in `[{section}]`") };
        let what = if table && section.is_empty() { "table" } else { "key" };
        let near = nearest(name, keys::names(section).into_iter());
        let elsewhere = keys::KEYS.iter().find(|key| key.name == name && !key.section.is_empty());
        let help = match (near, elsewhere) {
            (Some(near), _) if near == name => format!("`{near}` is a table: write `[{near}]`"),
            (Some(near), _) => format!("did you mean `{near}`?"),
            (None, Some(key)) => format!("`{name}` belongs into `[{}]`", key.section),
            (None, None) => String::new(),
        };
        self.problem(start, &format!("unknown {what} `{name}`{place}"), &help);
    }

    fn version(&mut self) {
        let range = self.sections.get("").and_then(|top| top.get("requires")).and_then(Value::as_str);
        let Some(range) = range.map(ToString::to_string) else { return };
        let running = env!("CARGO_PKG_VERSION");
        if !requires::parse(&range).is_some_and(|bounds| requires::holds(&bounds, running)) {
            let start = self.text.find("requires").unwrap_or_default();
            self.problem(
                start,
                &format!("this project wants apic {range}, and this is {running}"),
                "install the version that the project wants, or change `requires`",
            );
        }
    }

    fn finish(self) -> Settings {
        let get = |section: &str, name: &str| self.sections.get(section).and_then(|table| table.get(name));
        let text = |section: &str, name: &str| get(section, name).and_then(Value::as_str).map(ToString::to_string);
        let is = |section: &str, name: &str, word: &str| get(section, name).and_then(Value::as_str) == Some(word);
        let texts = |section: &str, name: &str| -> Vec<String> {
            let list = get(section, name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
            list.iter().filter_map(Value::as_str).map(ToString::to_string).collect()
        };
        let codes = |name| texts("check", name).iter().filter_map(|slug| Code::from_slug(slug)).collect::<Vec<_>>();
        let allow = codes("allow");
        // A lint that is allowed is not asked for, whatever another list says.
        let listed = |name| codes(name).into_iter().filter(|code| !allow.contains(code)).collect();
        let wire = Wire {
            int64: if is("wire", "int64", "string") { Int64::Text } else { Int64::Number },
            open_enums: !is("wire", "enums", "closed"),
            envelope: if is("wire", "envelope", "code-msg-data") { Envelope::CodeMsgData } else { Envelope::None },
            invalid_status: if get("wire", "invalid_status") == Some(&Value::from(422)) { 422 } else { 400 },
            strict: get("wire", "strict") == Some(&Value::Bool(true)),
            auth_middleware: texts("wire", "auth_middleware"),
        };
        let levels = Levels { warn: listed("warn"), deny: listed("deny"), allow: allow.clone(), deny_warnings: false };
        Settings {
            entry: text("", "entry"),
            compiler: apic_compiler::Settings { wire, levels },
            sections: self.sections,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        read("apic.toml", text).unwrap_err().problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_a_project_says_arrives() {
        let text = "entry = \"api/shop.api\"\n[wire]\nint64 = \"string\"\ninvalid_status = 422\n\
                    auth_middleware = [\"Auth\"]\n[rust]\nruntime = { path = \"../rt\" }\n[typescript]\n\
                    [check]\nwarn = [\"unused-type\"]\n";
        let settings = read("apic.toml", text).unwrap();
        assert_eq!(settings.entry.as_deref(), Some("api/shop.api"));
        let wire = &settings.compiler.wire;
        assert_eq!((wire.int64, wire.invalid_status, wire.auth_middleware.len()), (Int64::Text, 422, 1));
        assert_eq!(settings.compiler.levels.warn, [Code::UnusedType]);
        assert_eq!(settings.sections["rust"]["runtime"], serde_json::json!({"path": "../rt"}));
        assert!(settings.sections["typescript"].is_empty());
        assert!(!settings.sections.contains_key("dart"));
    }

    #[test]
    fn every_mistake_is_named_with_its_line() {
        let text = "enty = \"a.api\"\n[typescript]\nquery = \"tanstak\"\nzod = 1\ndates = \"date\"\n\
                    [wire]\ninvalid_status = 404\n[rsut]\n[check]\nwarn = [\"unused-typ\"]\nport = 1\n[templates]\n";
        assert_eq!(
            problems(text),
            [
                "error: apic.toml:1: unknown key `enty`\n  help: did you mean `entry`?",
                "error: apic.toml:3: `query`: unknown value `tanstak`\n  help: did you mean \"tanstack\"?",
                "error: apic.toml:4: `zod`: must be `true` or `false`",
                "error: apic.toml:5: `dates`: `date` is not built yet\n  help: there is: \"string\"",
                "error: apic.toml:7: `invalid_status`: must be 400 or 422",
                "error: apic.toml:8: unknown table `rsut`\n  help: did you mean `rust`?",
                "error: apic.toml:10: `warn`: there is no code `unused-typ`\n  help: did you mean `unused-type`?",
                "error: apic.toml:11: unknown key `port` in `[check]`\n  help: `port` belongs into `[service]`",
                "error: apic.toml:12: `[templates]` is not built yet",
            ]
        );
    }

    #[test]
    fn a_text_that_is_no_toml_is_named_with_its_line() {
        let said = problems("entry = \"a.api\"\n[rust\nout = \n");
        assert!(said[0].starts_with("error: apic.toml:2: "), "{said:?}");
    }

    #[test]
    fn another_version_is_refused() {
        let said = problems("\nrequires = \">=9\"\n");
        assert!(said[0].starts_with("error: apic.toml:2: this project wants apic >=9, and this is "), "{said:?}");
        assert!(read("apic.toml", "requires = \"0.1\"\n").is_ok());
    }

    #[test]
    fn a_nested_table_is_known() {
        let settings = read("apic.toml", "[docs.openapi]\nformat = \"json\"\n").unwrap();
        assert_eq!(settings.sections["docs.openapi"]["format"], "json");
    }
}
