//! What a new project starts with: written once, then the user's.

use apic_compiler::emit::{EmitError, Engine};
use apic_compiler::ir::Api;
use apic_compiler::output::{Kind, OutputFile, OutputFiles};

use crate::cargo;
use crate::names::package_name;
use crate::options::Options;

/// What the starters' templates see.
#[derive(Debug, Hash, serde::Serialize)]
struct View {
    service: String,
    /// The same as a YAML text.
    quoted: String,
    /// `etc/bookstore-api.yaml`.
    configuration: String,
    /// The library: `bookstore_api`.
    library: String,
    port: String,
    /// The blocks of the contract's guards.
    guards: Vec<String>,
    guarded: bool,
}

/// Template and path.
const STARTERS: &[(&str, &str)] = &[
    ("main.rs", "src/main.rs"),
    ("lib.rs", "src/lib.rs"),
    ("config.rs", "src/config.rs"),
    ("state.rs", "src/state.rs"),
];

pub(crate) fn add(files: &mut OutputFiles, engine: &Engine<'_>, api: &Api, options: &Options) -> Result<(), EmitError> {
    let package = package_name(&api.service);
    let view = View {
        service: api.service_name.clone(),
        quoted: format!("{:?}", api.service_name),
        configuration: format!("etc/{package}.yaml"),
        library: package.replace('-', "_"),
        port: options.port.to_string(),
        guarded: !guards(api).is_empty(),
        guards: guards(api),
    };
    files.add(starter("Cargo.toml", cargo::manifest(&package, &options.runtime)?))?;
    files.add(starter(&view.configuration, engine.render("service.yaml", &view)?))?;
    for (template, path) in STARTERS {
        files.add(starter(path, engine.render(template, &view)?))?;
    }
    Ok(())
}

/// A secret is never written down: the server does not start until the environment has one.
fn guards(api: &Api) -> Vec<String> {
    let routes = || api.routes();
    let mut lines = Vec::new();
    for name in crate::view::api::guards(api) {
        let moved = routes().any(|route| route.guard.jwt_transition.as_deref() == Some(name));
        let (key, further) = if moved { ("secret", Some("prev_secret")) } else { ("access_secret", None) };
        lines.push(format!("{name}:"));
        lines.push(format!("  {key}: ${{{}_SECRET}}", name.to_uppercase()));
        lines.extend(further.map(|key| format!("  # {key}: ${{{}_PREV_SECRET}}", name.to_uppercase())));
    }
    lines
}

fn starter(path: &str, text: String) -> OutputFile {
    OutputFile { path: path.to_string(), text, kind: Kind::Starter, subject: String::new() }
}
