//! What a new project starts with: written once, then the user's.

use apic_compiler::emit::{EmitError, Engine};
use apic_compiler::ir::Api;
use apic_compiler::output::{Kind, OutputFile, OutputFiles};

use crate::cargo;
use crate::names::package_name;
use crate::options::Options;

/// What the starters' templates see.
#[derive(Debug, serde::Serialize)]
struct View {
    service: String,
    /// The same as a YAML text.
    quoted: String,
    /// `etc/bookstore-api.yaml`.
    configuration: String,
    /// The library: `bookstore_api`.
    library: String,
    port: String,
}

/// Template and path.
const STARTERS: &[(&str, &str)] = &[
    ("main.rs", "src/main.rs"),
    ("lib.rs", "src/lib.rs"),
    ("config.rs", "src/config.rs"),
    ("state.rs", "src/state.rs"),
];

pub(crate) fn add(files: &mut OutputFiles, engine: &Engine, api: &Api, options: &Options) -> Result<(), EmitError> {
    let package = package_name(&api.service);
    let view = View {
        service: api.service_name.clone(),
        quoted: format!("{:?}", api.service_name),
        configuration: format!("etc/{package}.yaml"),
        library: package.replace('-', "_"),
        port: options.port.to_string(),
    };
    files.add(starter("Cargo.toml", cargo::manifest(&package, &options.runtime)?))?;
    files.add(starter(&view.configuration, engine.render("service.yaml", &view)?))?;
    for (template, path) in STARTERS {
        files.add(starter(path, engine.render(template, &view)?))?;
    }
    Ok(())
}

fn starter(path: &str, text: String) -> OutputFile {
    OutputFile { path: path.to_string(), text, kind: Kind::Starter, subject: String::new() }
}
