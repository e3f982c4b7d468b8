//! The starter `Cargo.toml`, serialized from typed structs so that no quoting can go wrong.

use std::collections::BTreeMap;

use apic_compiler::emit::EmitError;
use serde::Serialize as _;

use crate::options::Runtime;

#[derive(Debug, serde::Serialize)]
struct Manifest<'a> {
    package: Package<'a>,
    dependencies: BTreeMap<&'static str, Dependency<'a>>,
}

#[derive(Debug, serde::Serialize)]
struct Package<'a> {
    name: &'a str,
    version: &'static str,
    edition: &'static str,
    publish: bool,
}

#[derive(Debug, serde::Serialize)]
#[serde(untagged)]
enum Dependency<'a> {
    Version(&'a str),
    Source(&'a BTreeMap<String, String>),
    Detailed(Detailed),
}

#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
struct Detailed {
    version: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    default_features: Option<bool>,
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    features: &'static [&'static str],
}

const COMMENT: &str = "# Yours: apic wrote this file once and leaves it alone from now on.\n";

pub(crate) fn manifest(package: &str, runtime: &Runtime) -> Result<String, EmitError> {
    let runtime = match runtime {
        Runtime::Version(version) => Dependency::Version(version),
        Runtime::Source(source) => Dependency::Source(source),
    };
    let detailed =
        |version, default_features, features| Dependency::Detailed(Detailed { version, default_features, features });
    let manifest = Manifest {
        package: Package { name: package, version: "0.1.0", edition: "2024", publish: false },
        dependencies: BTreeMap::from([
            ("apic-runtime", runtime),
            // For routes of your own; what the server needs of it comes with the runtime.
            ("axum", detailed("0.8", Some(false), &[])),
            ("serde", detailed("1", None, &["derive"])),
            ("tokio", detailed("1", None, &["macros", "rt-multi-thread"])),
        ]),
    };
    let fault = |error: toml::ser::Error| EmitError::Template(error.to_string());
    let package = toml::to_string(&manifest.package).map_err(fault)?;
    let mut text = format!("{COMMENT}\n[package]\n{package}\n[dependencies]\n");
    for (name, dependency) in &manifest.dependencies {
        // On one line, tables in braces, as people write it.
        let mut value = String::new();
        dependency.serialize(toml::ser::ValueSerializer::new(&mut value)).map_err(fault)?;
        text.push_str(&format!("{name} = {value}\n"));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_as_people_write_it() {
        let source = BTreeMap::from([("path".to_string(), "../a \"b\"".to_string())]);
        let text = manifest("shop-api", &Runtime::Source(source)).unwrap();
        let expected = "# Yours: apic wrote this file once and leaves it alone from now on.\n
[package]
name = \"shop-api\"
version = \"0.1.0\"
edition = \"2024\"
publish = false

[dependencies]
apic-runtime = { path = '../a \"b\"' }
axum = { version = \"0.8\", default-features = false }
serde = { version = \"1\", features = [\"derive\"] }
tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }
";
        assert_eq!(text, expected);
    }
}
