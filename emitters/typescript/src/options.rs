//! The section `[typescript]`, with its defaults; what is not built yet is refused by name.

use apic_compiler::emit::{EmitError, Options as Section};
use serde::Deserialize;

/// What the emitter goes by.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Options {
    pub(crate) int64: Int64,
    pub(crate) bytes: Bytes,
    pub(crate) facade: bool,
    pub(crate) import_ext: ImportExt,
    pub(crate) server: Server,
    /// Options for TanStack Query.
    pub(crate) query: bool,
    /// What the server asks of requests, for forms.
    pub(crate) rules: bool,
    /// Schemas for zod.
    pub(crate) zod: bool,
    /// Handlers for Mock Service Worker.
    pub(crate) mocks: bool,
}

/// Extension of relative imports.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ImportExt {
    #[default]
    Js,
    Ts,
    None,
}

/// Whose answers to expect.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Server {
    #[default]
    Apic,
    /// Nil slices and maps are printed as `null`.
    GoZero,
}

/// The section as written, every key of cli.md §5.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Written {
    int64: Int64,
    dates: Dates,
    bytes: Bytes,
    query: Query,
    zod: bool,
    rules: bool,
    mocks: bool,
    facade: bool,
    import_ext: ImportExt,
    /// There are no decoders and encoders to add while no value is converted.
    symmetric: bool,
    server: Server,
}

/// What a 64-bit integer of a JSON body is in the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Int64 {
    #[default]
    Number,
    String,
    Bigint,
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Dates {
    #[default]
    String,
    Date,
}

/// What `[]byte` is in the program.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Bytes {
    #[default]
    Base64,
    Uint8array,
}

#[derive(Default, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Query {
    #[default]
    None,
    Tanstack,
}

impl Options {
    /// Whether some value is something else in the program than in JSON.
    pub(crate) fn converts(&self) -> bool {
        self.int64 != Int64::Number || self.bytes != Bytes::Base64
    }

    /// Reads the section.
    pub(crate) fn read(section: &Section) -> Result<Self, EmitError> {
        let written: Written = section.read()?;
        if written.dates == Dates::Date {
            let why = "the language has no type for dates yet, so there is nothing to convert; leave it out";
            return Err(EmitError::Option(format!("`[typescript]` `dates = \"date\"` is not built: {why}")));
        }
        let Written { int64, bytes, facade, import_ext, server, symmetric: _, query, rules, zod, mocks, .. } = written;
        Ok(Self { int64, bytes, facade, import_ext, server, query: query == Query::Tanstack, rules, zod, mocks })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn read(section: Value) -> Result<Options, String> {
        let Value::Object(values) = section else { return Err("no table".into()) };
        Options::read(&Section { values }).map_err(|error| error.to_string())
    }

    #[test]
    fn defaults_and_values() {
        let defaults = Options {
            int64: Int64::Number,
            bytes: Bytes::Base64,
            facade: false,
            import_ext: ImportExt::Js,
            server: Server::Apic,
            query: false,
            rules: false,
            zod: false,
            mocks: false,
        };
        assert_eq!(read(json!({})), Ok(defaults));
        let all = json!({
            "int64": "bigint", "dates": "string", "bytes": "uint8array", "query": "tanstack", "zod": true, "rules": true, "mocks": true,
            "facade": true, "import_ext": "none", "symmetric": true, "server": "go-zero",
        });
        let expected = Options {
            int64: Int64::Bigint,
            bytes: Bytes::Uint8array,
            facade: true,
            import_ext: ImportExt::None,
            server: Server::GoZero,
            query: true,
            rules: true,
            zod: true,
            mocks: true,
        };
        assert_eq!(read(all), Ok(expected));
    }

    #[test]
    fn what_is_not_built_is_refused_by_name() {
        let refusal = read(json!({"dates": "date"})).unwrap_err();
        assert!(refusal.contains("`dates = \"date\"` is not built: the language has no type for dates"), "{refusal}");
    }

    #[test]
    fn unknown_keys_and_values_are_refused() {
        assert!(read(json!({"facad": true})).unwrap_err().contains("facad"));
        assert!(read(json!({"import_ext": "mjs"})).unwrap_err().contains("mjs"));
    }
}
