//! Every key of `apic.toml`, one a line.

/// One key.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// The table that holds it; `""` is the top, `*` stands for any name.
    pub section: &'static str,
    pub name: &'static str,
    pub form: Form,
    /// As it would be written; empty = none.
    pub default: &'static str,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    Text,
    Bool,
    /// A path from the folder of `apic.toml`.
    Path,
    /// A version range.
    Versions,
    /// One of these words; the second list is not built yet.
    Word(&'static [&'static str], &'static [&'static str]),
    /// One of these numbers.
    Number(&'static [i64]),
    /// A whole number in this range.
    Whole(i64, i64),
    Percent,
    Texts,
    Words(&'static [&'static str]),
    /// Codes of diagnostics.
    Codes,
    /// Where the runtime comes from: a version, or a table with `path`, or `git` and `tag`.
    Runtime,
    /// Severity per rule.
    Rules,
    /// Anything: handed on.
    Table,
}

use Form::{Bool, Codes, Number, Path, Percent, Rules, Runtime, Table, Text, Texts, Versions, Whole, Word, Words};

const PORT: Form = Whole(1, 65535);
const SEVERITY: Form = Word(&["error", "warn", "info"], &[]);

const fn key(section: &'static str, name: &'static str, form: Form, default: &'static str) -> Key {
    Key { section, name, form, default }
}

/// The table of cli.md §5.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key("", "entry", Path, ""),
    key("", "requires", Versions, ""),
    key("wire", "int64", Word(&["number", "string"], &[]), "\"number\""),
    key("wire", "enums", Word(&["open", "closed"], &[]), "\"open\""),
    key("wire", "envelope", Word(&["none", "code-msg-data"], &[]), "\"none\""),
    key("wire", "invalid_status", Number(&[400, 422]), "400"),
    key("wire", "strict", Bool, "false"),
    key("wire", "auth_middleware", Texts, "[]"),
    key("service", "port", PORT, "8888"),
    key("service", "admin_port", PORT, "6060"),
    key("rust", "out", Path, "\".\""),
    key("rust", "runtime", Runtime, ""),
    key("rust", "starters", Bool, "true"),
    key("typescript", "out", Path, "\"gen/ts\""),
    key("typescript", "int64", Word(&["number"], &["string", "bigint"]), "\"number\""),
    key("typescript", "dates", Word(&["string"], &["date"]), "\"string\""),
    key("typescript", "bytes", Word(&["base64"], &["uint8array"]), "\"base64\""),
    key("typescript", "query", Word(&["none", "tanstack"], &[]), "\"none\""),
    key("typescript", "zod", Bool, "false"),
    key("typescript", "rules", Bool, "false"),
    key("typescript", "mocks", Bool, "false"),
    key("typescript", "facade", Bool, "false"),
    key("typescript", "import_ext", Word(&["js", "ts", "none"], &[]), "\"js\""),
    key("typescript", "symmetric", Bool, "false"),
    key("typescript", "server", Word(&["apic", "go-zero"], &[]), "\"apic\""),
    key("dart", "out", Path, "\"gen/dart\""),
    key("dart", "package", Text, ""),
    key("dart", "transport", Word(&["default", "http"], &["dio"]), "\"default\""),
    key("dart", "int64", Word(&["int", "bigint", "string"], &[]), "\"int\""),
    key("dart", "symmetric", Bool, "true"),
    key("docs", "out", Path, "\"docs\""),
    key("docs", "formats", Words(&["openapi", "markdown", "html"]), "[\"openapi\", \"markdown\", \"html\"]"),
    key("docs", "explorer", Bool, "false"),
    key("docs", "language", Word(&["all", "en", "zh"], &[]), "\"all\""),
    key("docs.openapi", "format", Word(&["yaml", "json"], &[]), "\"yaml\""),
    key("docs.openapi", "servers", Texts, "[]"),
    key("docs.openapi", "split", Word(&["none", "group"], &[]), "\"none\""),
    key("docs.openapi", "embed", Word(&["flat", "allOf"], &[]), "\"flat\""),
    key("docs.openapi", "extensions", Bool, "true"),
    key("docs.openapi", "keep_unknown", Bool, "false"),
    key("kubernetes", "out", Path, "\"deploy\""),
    key("kubernetes", "namespace", Text, ""),
    key("kubernetes", "entry", Word(&["gateway", "ingress"], &[]), "\"gateway\""),
    key("kubernetes", "node_port", PORT, ""),
    key("kubernetes", "monitor", Word(&["annotations", "operator"], &[]), "\"annotations\""),
    key("kubernetes", "memory", Percent, "80"),
    key("operations", "out", Path, "\".\""),
    key("operations", "also", Words(&["docker", "prometheus", "grafana", "nginx", "github", "gitlab"]),
        "[\"docker\", \"prometheus\", \"grafana\"]"),
    key("operations", "slo", Percent, "99.9"),
    key("operations", "edge", Bool, "true"),
    key("operations", "unknown_paths", Word(&["pass", "404"], &[]), "\"pass\""),
    key("check", "warn", Codes, "[]"),
    key("check", "deny", Codes, "[]"),
    key("check", "allow", Codes, "[]"),
    key("breaking", "against", Text, ""),
    key("breaking", "fail_on", SEVERITY, "\"error\""),
    key("breaking", "unstable", Texts, "[]"),
    key("breaking", "levels", Rules, "{}"),
    key("templates", "dir", Path, ""),
    key("plugins.*", "path", Path, ""),
    key("plugins.*", "out", Path, ""),
    key("plugins.*", "timeout", Text, "\"30s\""),
    key("plugins.*", "options", Table, "{}"),
    key("plugins.*", "compat", Word(&["goctl"], &[]), ""),
];

/// Tables that are in the specification and mean nothing yet.
pub const LATER: &[&str] = &["plugins", "templates"];

/// The key of a section.
pub fn find(section: &str, name: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.section == section && key.name == name)
}

/// What may stand in a section: its keys, and the tables inside it.
pub fn names(section: &str) -> Vec<&'static str> {
    let keys = KEYS.iter().filter(|key| key.section == section).map(|key| key.name);
    let mut names: Vec<_> = keys.chain(tables(section)).collect();
    names.dedup();
    names
}

/// Whether this is a section of the table.
pub fn is_section(section: &str) -> bool {
    KEYS.iter().any(|key| key.section == section)
        || KEYS.iter().any(|key| key.section.starts_with(&format!("{section}.")))
}

fn tables(section: &str) -> impl Iterator<Item = &'static str> + '_ {
    KEYS.iter().filter_map(move |key| {
        let inner =
            if section.is_empty() { key.section } else { key.section.strip_prefix(section)?.strip_prefix('.')? };
        let first = inner.split('.').next().unwrap_or_default();
        (!first.is_empty()).then_some(first)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stands_once_and_its_default_fits_its_form() {
        for (index, key) in KEYS.iter().enumerate() {
            assert!(!KEYS[..index].iter().any(|other| other.section == key.section && other.name == key.name));
            if key.default.is_empty() {
                continue;
            }
            let text = format!("x = {}", key.default);
            let table = toml::de::DeTable::parse(&text).unwrap();
            let (_, value) = table.get_ref().iter().next().unwrap();
            assert!(super::super::value::read(key.form, value.get_ref()).is_ok(), "{}.{}", key.section, key.name);
        }
    }
}
