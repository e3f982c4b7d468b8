//! `[rust]` of `apic.toml`, and the port of `[service]`.

use std::collections::BTreeMap;

use apic_compiler::emit::EmitError;

/// What the project says about its server.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Options {
    /// A version, `{ path = … }` relative to the root of the output, or `{ git = …, tag = … }`.
    pub runtime: Runtime,
    /// `Cargo.toml`, `main.rs` and so on; off for an existing crate.
    pub starters: bool,
    /// `[service] port`, handed over by the cli.
    pub port: u16,
}

/// Where the runtime comes from.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
pub(crate) enum Runtime {
    Version(String),
    Source(BTreeMap<String, String>),
}

/// Keys of a source that cargo knows and we hand on.
const SOURCE_KEYS: &[&str] = &["branch", "git", "path", "rev", "tag"];

impl Default for Options {
    fn default() -> Self {
        let version = format!("{}.{}", env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
        Self { runtime: Runtime::Version(version), starters: true, port: 8888 }
    }
}

impl Options {
    pub(crate) fn read(options: &apic_compiler::emit::Options) -> Result<Self, EmitError> {
        let options: Self = options.read()?;
        match &options.runtime {
            Runtime::Source(source) if !known(source) => {
                let text = "`runtime` is a version, { path = … } or { git = …, tag = … }";
                Err(EmitError::Option(text.to_string()))
            }
            Runtime::Source(_) | Runtime::Version(_) => Ok(options),
        }
    }
}

fn known(source: &BTreeMap<String, String>) -> bool {
    source.keys().all(|key| SOURCE_KEYS.contains(&key.as_str()))
        && source.contains_key("path") != source.contains_key("git")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: serde_json::Value) -> Result<Options, EmitError> {
        let serde_json::Value::Object(values) = json else { panic!("an object") };
        Options::read(&apic_compiler::emit::Options { values })
    }

    #[test]
    fn unknown_keys_are_refused() {
        assert!(read(serde_json::json!({"runtime": {"path": "../runtime"}, "starters": false})).is_ok());
        assert!(read(serde_json::json!({"runtime": {"git": "https://example.org/x", "tag": "v1"}, "port": 1})).is_ok());
        assert!(read(serde_json::json!({"runtime": {"paht": "x"}})).is_err());
        assert!(read(serde_json::json!({"runtime": {"path": "x", "git": "y"}})).is_err());
        assert!(read(serde_json::json!({"starter": false})).is_err());
        assert!(read(serde_json::json!({"port": 70000})).is_err());
    }
}
