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
    /// What it does, in a clause.
    pub about: &'static str,
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

const fn key(section: &'static str, name: &'static str, form: Form, default: &'static str, about: &'static str) -> Key {
    Key { section, name, form, default, about }
}

/// The table of cli.md §5.
#[rustfmt::skip]
pub const KEYS: &[Key] = &[
    key("", "entry", Path, "",
        "root of the contract; without it the one .api file beside apic.toml"),
    key("", "requires", Versions, "",
        "versions of apic that may work on this project; others refuse"),
    key("wire", "int64", Word(&["number", "string"], &[]), "\"number\"",
        "JSON form of int64 and uint64; int and uint stay numbers"),
    key("wire", "enums", Word(&["open", "closed"], &[]), "\"open\"",
        "whether an answer may hold values that the contract does not list"),
    key("wire", "envelope", Word(&["none", "code-msg-data"], &[]), "\"none\"",
        "wrapper around answers; the same switch as info(wrapCodeMsg)"),
    key("wire", "invalid_status", Number(&[400, 422]), "400",
        "status of `invalid_request`"),
    key("wire", "strict", Bool, "false",
        "the server refuses what go-zero lets pass"),
    key("wire", "auth_middleware", Texts, "[]",
        "middleware that guards its routes: clients send the token there"),
    key("service", "port", PORT, "8888",
        "port that the service listens on"),
    key("service", "admin_port", PORT, "6060",
        "port of metrics and health"),
    key("rust", "out", Path, "\".\"",
        "folder of the server"),
    key("rust", "runtime", Runtime, "",
        "where a new Cargo.toml gets apic-runtime from: a version, a path, or git"),
    key("rust", "starters", Bool, "true",
        "false: no Cargo.toml, main.rs and so on, for a crate that is there"),
    key("typescript", "out", Path, "\"gen/ts\"",
        "folder of the client"),
    key("typescript", "int64", Word(&["number", "string", "bigint"], &[]), "\"number\"",
        "type of 64-bit integers; the wire stays"),
    key("typescript", "dates", Word(&["string"], &["date"]), "\"string\"",
        "type of dates"),
    key("typescript", "bytes", Word(&["base64", "uint8array"], &[]), "\"base64\"",
        "type of []byte"),
    key("typescript", "query", Word(&["none", "tanstack"], &[]), "\"none\"",
        "module `query/` with options for a library of queries"),
    key("typescript", "zod", Bool, "false",
        "module `zod/`"),
    key("typescript", "rules", Bool, "false",
        "module `rules/`"),
    key("typescript", "mocks", Bool, "false",
        "module `mocks/`"),
    key("typescript", "facade", Bool, "false",
        "one `api.ts` with all calls"),
    key("typescript", "import_ext", Word(&["js", "ts", "none"], &[]), "\"js\"",
        "extension of relative imports"),
    key("typescript", "symmetric", Bool, "false",
        "decoder and encoder for every type"),
    key("typescript", "server", Word(&["apic", "go-zero"], &[]), "\"apic\"",
        "whose answers to expect"),
    key("dart", "out", Path, "\"gen/dart\"",
        "folder of the client"),
    key("dart", "package", Text, "",
        "name of package and library; without it that of the service"),
    key("dart", "transport", Word(&["default", "http"], &["dio"]), "\"default\"",
        "what sends"),
    key("dart", "int64", Word(&["int", "bigint", "string"], &[]), "\"int\"",
        "type of 64-bit integers; the wire stays"),
    key("dart", "symmetric", Bool, "true",
        "decoder and encoder for every type"),
    key("docs", "out", Path, "\"docs\"",
        "folder of the documents"),
    key("docs", "formats", Words(&["openapi", "markdown", "html"]), "[\"openapi\", \"markdown\", \"html\"]",
        "which documents"),
    key("docs", "explorer", Bool, "false",
        "API explorer inside the page"),
    key("docs", "language", Word(&["all", "en", "zh"], &[]), "\"all\"",
        "which part of `English | 中文` comments to show"),
    key("docs.openapi", "format", Word(&["yaml", "json"], &[]), "\"yaml\"",
        "form of the document"),
    key("docs.openapi", "servers", Texts, "[]",
        "`servers` of the document; win over `info`"),
    key("docs.openapi", "split", Word(&["none", "group"], &[]), "\"none\"",
        "one document, or one per group"),
    key("docs.openapi", "embed", Word(&["flat", "allOf"], &[]), "\"flat\"",
        "embedded structs: flat, or by allOf"),
    key("docs.openapi", "extensions", Bool, "true",
        "write x- members"),
    key("docs.openapi", "keep_unknown", Bool, "false",
        "write unknown keys as x-api- members"),
    key("kubernetes", "out", Path, "\"deploy\"",
        "folder of the manifests"),
    key("kubernetes", "namespace", Text, "",
        "namespace of the overlays"),
    key("kubernetes", "entry", Word(&["gateway", "ingress"], &[]), "\"gateway\"",
        "HTTPRoute or Ingress"),
    key("kubernetes", "node_port", PORT, "",
        "port of a Service of type NodePort"),
    key("kubernetes", "monitor", Word(&["annotations", "operator"], &[]), "\"annotations\"",
        "scrape annotations or ServiceMonitor"),
    key("kubernetes", "memory", Percent, "80",
        "memory target of the HPA in percent; 0 leaves it out"),
    key("operations", "out", Path, "\".\"",
        "folder of the files"),
    key("operations", "also", Words(&["docker", "prometheus", "grafana", "nginx", "github", "gitlab"]),
        "[\"docker\", \"prometheus\", \"grafana\"]",
        "which files"),
    key("operations", "slo", Percent, "99.9",
        "share of good answers in percent, from which alerts get their budget"),
    key("operations", "edge", Bool, "true",
        "nginx replaces X-Forwarded-For; false: passes it on"),
    key("operations", "unknown_paths", Word(&["pass", "404"], &[]), "\"pass\"",
        "what nginx does with undeclared paths"),
    key("check", "warn", Codes, "[]",
        "lints to switch on"),
    key("check", "deny", Codes, "[]",
        "warnings that count as errors"),
    key("check", "allow", Codes, "[]",
        "warnings to leave out; errors stay errors"),
    key("breaking", "against", Text, "",
        "baseline: git:REF, rev:REV, a folder or a file"),
    key("breaking", "fail_on", SEVERITY, "\"error\"",
        "severity from which a finding fails"),
    key("breaking", "unstable", Texts, "[]",
        "routes that are free to break"),
    key("breaking", "levels", Rules, "{}",
        "severity per rule, or \"off\""),
    key("templates", "dir", Path, "",
        "folder of overrides"),
    key("plugins.*", "path", Path, "",
        "the program; without it apic-gen-NAME on PATH"),
    key("plugins.*", "out", Path, "",
        "folder of its output"),
    key("plugins.*", "timeout", Text, "\"30s\"",
        "how long it may take"),
    key("plugins.*", "options", Table, "{}",
        "handed to it as they are"),
    key("plugins.*", "compat", Word(&["goctl"], &[]), "",
        "protocol of another tool"),
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

    struct One;

    impl apic_compiler::Reader for One {
        fn read(&self, path: &str) -> Result<apic_compiler::Opened, apic_compiler::ReadFault> {
            let bytes = b"service one {\n\t@handler h\n\tget /h\n}\n".to_vec();
            Ok(apic_compiler::Opened { identity: path.to_string(), bytes })
        }
    }

    #[test]
    fn words_are_those_that_the_emitters_take() {
        let compiled = apic_compiler::compile(&One, "one.api", &apic_compiler::Settings::default()).unwrap();
        let api = compiled.api.unwrap();
        for emitter in crate::registry::EMITTERS {
            for key in KEYS.iter().filter(|key| key.section == emitter.name()) {
                let Word(built, later) = key.form else { continue };
                let takes = |word: &str| {
                    let values = serde_json::Map::from_iter([(key.name.to_string(), word.into())]);
                    let options = apic_compiler::emit::Options { values };
                    emitter.emit(&api, &options, &apic_compiler::emit::Renders::default()).is_ok()
                };
                for word in built {
                    assert!(takes(word), "{}.{} = {word} is offered and refused", key.section, key.name);
                }
                for word in later {
                    assert!(!takes(word), "{}.{} = {word} is built: offer it", key.section, key.name);
                }
            }
        }
    }
}
