//! Servers for all contracts of a folder: generated, filled in, built in one workspace, started.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use apic_compiler::compile;
use apic_compiler::ir::{Api, Name, Route};
use apic_compiler::output::OutputFiles;

use super::Servers;
use super::convert::Converter;
use super::labels::{Label, Types};
use super::logic::{self, Signature};
use crate::process::{Server, cargo, succeed};
use crate::{Memory, emitted_below, files_below, rendered, root, settings};

/// A contract and its model.
#[derive(Debug)]
pub(super) struct Served {
    /// The name of its file, without `.api`.
    pub contract: String,
    pub api: Api,
}

/// Where the servers of a set are written.
fn folder(set: &str) -> PathBuf {
    root().join("target/vectors").join(set)
}

/// Where they are built: all tests with generated servers share what those depend on.
fn target() -> PathBuf {
    root().join("target/e2e")
}

/// Generates and builds.
pub(super) fn all(contracts: &Path, set: &str) -> Result<Vec<Served>, String> {
    let files = Memory::of_folder(contracts);
    // What lies deeper is imported.
    let entries = files.files.keys().filter(|name| !name.contains('/')).filter_map(|name| name.strip_suffix(".api"));
    let served = entries.map(|name| Ok(Served { contract: name.to_owned(), api: model(&files, name, set)? }));
    let served: Vec<Served> = served.collect::<Result<_, String>>()?;
    if served.is_empty() {
        return Err(format!("{}: no contract", contracts.display()));
    }
    let mut written = BTreeMap::new();
    for one in &served {
        for (path, text) in project(&one.api)? {
            written.insert(format!("{}/{path}", one.contract), text);
        }
    }
    written.insert("Cargo.toml".to_owned(), workspace(&served));
    let folder = folder(set);
    write(&folder, &written).map_err(|error| format!("{}: {error}", folder.display()))?;
    succeed(cargo(1200).args(["build", "--quiet", "--target-dir"]).arg(target()).current_dir(&folder));
    Ok(served)
}

/// The model under the name of its set and file, since two contracts may name one service, and two sets one contract.
fn model(files: &Memory, name: &str, set: &str) -> Result<Api, String> {
    let entry = format!("{name}.api");
    let settings = settings(&files.files[&entry]);
    let compiled = compile(files, &entry, &settings).map_err(|fault| format!("{fault:?}"))?;
    let report = rendered(&compiled);
    let mut api = compiled.api.ok_or(report)?;
    api.service_name = format!("{set}-{name}");
    api.service = Name { words: api.service_name.split(['-', '_']).map(str::to_owned).collect() };
    Ok(api)
}

/// The generated project with its logic filled in.
fn project(api: &Api) -> Result<BTreeMap<String, String>, String> {
    let files = emitted_below("rust", api, &root().join("runtime"));
    let mut types = Types::read(&files);
    let mut texts: BTreeMap<String, String> = files.iter().map(|file| (file.path.clone(), file.text.clone())).collect();
    for (path, route) in scaffolds(api, &files) {
        let Some(signature) = texts.get(&path).and_then(|text| Signature::read(text)) else { continue };
        let request = route.request.as_ref().map(|request| &request.type_).zip(signature.request.as_ref());
        let answer = route.response.as_ref().map(|response| (&response.type_, events(&signature.answer)));
        request.into_iter().chain(answer).for_each(|(type_, label)| types.learn(api, type_, label));
    }
    let mut converter = Converter::new(&types);
    for (path, route) in scaffolds(api, &files) {
        let scaffold = texts.get(&path).cloned().unwrap_or_default();
        texts.insert(path, logic::write(api, route, &scaffold, &mut converter)?);
    }
    texts.insert("src/echo.rs".to_owned(), converter.module());
    if let Some(library) = texts.get_mut("src/lib.rs") {
        library.push_str("pub mod echo;\n");
    }
    if let Some(manifest) = texts.get_mut("Cargo.toml") {
        *manifest = manifest.replace("\"rt-multi-thread\"", "\"rt\", \"rt-multi-thread\", \"time\"");
    }
    Ok(texts)
}

/// What a stream is made of.
fn events(answer: &Label) -> &Label {
    answer.of("Events").unwrap_or(answer)
}

/// The files of logic with their routes.
fn scaffolds<'a>(api: &'a Api, files: &OutputFiles) -> Vec<(String, &'a Route)> {
    let routes = || api.routes();
    let logic = files.iter().filter(|file| file.path.starts_with("src/logic/") && !file.subject.is_empty());
    let route_of = |subject: &str| {
        routes().find(|route| subject.starts_with(&format!("{} {} ", route.method.as_str(), route.path.text)))
    };
    logic.filter_map(|file| Some((file.path.clone(), route_of(&file.subject)?))).collect()
}

fn workspace(served: &[Served]) -> String {
    let members: Vec<_> = served.iter().map(|one| format!("{:?}", one.contract)).collect();
    let mut text = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    // Nobody debugs them; what they depend on is built as for the examples, and shared.
    text.extend(served.iter().map(|one| format!("\n[profile.dev.package.{}]\ndebug = false\n", one.api.service_name)));
    text
}

/// Writes what changed and removes what is gone, so that a second run builds only what differs.
fn write(folder: &Path, files: &BTreeMap<String, String>) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    let kept: BTreeSet<PathBuf> = files.keys().map(|path| folder.join(path)).collect();
    let lock = folder.join("Cargo.lock");
    for old in files_below(folder).iter().filter(|path| !kept.contains(*path) && **path != lock) {
        fs::remove_file(old)?;
    }
    for (path, text) in files {
        let path = folder.join(path);
        if fs::read_to_string(&path).ok().as_ref() != Some(text) {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(&path, text)?;
        }
    }
    if !lock.exists() {
        fs::copy(root().join("examples/Cargo.lock"), &lock)?;
    }
    Ok(())
}

/// Starts every server, with the secrets that `wire-contracts/README.md` names.
pub(super) fn start(served: &[Served], set: &str) -> Result<Servers, String> {
    let mut servers = Servers::new();
    for one in served {
        let config = target().join(format!("vectors-{set}-{}.yaml", one.contract));
        fs::write(&config, configuration(one)).map_err(|error| format!("{}: {error}", config.display()))?;
        let binary = target().join("debug").join(&one.api.service_name);
        servers.insert(one.contract.clone(), Server::start(&binary, &config));
    }
    Ok(servers)
}

fn configuration(served: &Served) -> String {
    let mut text = format!("name: {}\nhost: 127.0.0.1\nport: 0\nmode: test\n", served.contract);
    let guards = served.api.routes().map(|route| &route.guard);
    let mut blocks = BTreeMap::new();
    for guard in guards {
        if let Some(block) = &guard.jwt_transition {
            blocks.insert(block, "  Secret: current-secret-value\n  PrevSecret: former-secret-value\n");
        }
        if let Some(block) = &guard.jwt {
            blocks.insert(block, "  AccessSecret: open-sesame-and-more\n");
        }
    }
    text.extend(blocks.into_iter().map(|(block, keys)| format!("{block}:\n{keys}")));
    text
}
