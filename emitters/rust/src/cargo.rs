//! The starter `Cargo.toml`, serialized from typed structs so that no quoting can go wrong.

use std::collections::BTreeMap;

use apic_compiler::emit::EmitError;

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
    default_features: bool,
    features: &'static [&'static str],
}

const COMMENT: &str = "# Yours: apic wrote this file once and leaves it alone from now on.\n\n";

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
            // Its features are those that the runtime asks for; here for routes of your own.
            ("axum", detailed("0.8", false, &[])),
            ("serde", detailed("1", true, &["derive"])),
            ("tokio", detailed("1", true, &["macros", "rt-multi-thread"])),
        ]),
    };
    let text = toml::to_string(&manifest).map_err(|error| EmitError::Template(error.to_string()))?;
    Ok(format!("{COMMENT}{text}"))
}
