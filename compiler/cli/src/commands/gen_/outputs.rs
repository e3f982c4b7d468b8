//! Which outputs a run makes, where they go, and what they are made of.

use std::panic;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use apic_compiler::Compiled;
use apic_compiler::emit::{EmitError, Emitter, Options, Renders};
use apic_compiler::ir::Api;
use apic_compiler::output::{Clash, OutputFiles, Root, Wanted};
use serde_json::Value;

use super::super::check::envelope;
use super::{Job, Kept};
use crate::exit::{Exit, Failure, Problem};
use crate::paths;
use crate::registry::{self, EMITTERS, PLANNED};
use crate::settings::keys;
use crate::terminal::Terminal;

/// One output of a run.
pub(super) struct Output {
    emitter: &'static dyn Emitter,
    root: PathBuf,
    options: Options,
}

/// The outputs that the flags or the settings name.
///
/// # Errors
/// When one is unknown or not built, or there is none.
pub(super) fn chosen(job: &Job<'_>) -> Result<Vec<Output>, Failure> {
    let sections = &job.project.settings.sections;
    let names: Vec<&str> = if job.flags.lang.is_empty() {
        let built = EMITTERS.iter().map(|emitter| emitter.name());
        built.chain(PLANNED.iter().copied()).filter(|name| sections.contains_key(*name)).collect()
    } else {
        job.flags.lang.iter().map(String::as_str).collect()
    };
    let mut emitters: Vec<&'static dyn Emitter> = Vec::new();
    for name in names {
        let emitter = registry::find(name)?;
        if !emitters.iter().any(|other| other.name() == emitter.name()) {
            emitters.push(emitter);
        }
    }
    if emitters.is_empty() {
        let what = match &job.project.config {
            Some(_) => "no output is named".to_string(),
            None => format!("no output is named, and there is no apic.toml in {} or above", job.project.cwd.display()),
        };
        return Err(Failure::usage(what, "say `--lang rust`, or write a section such as `[rust]` into apic.toml"));
    }
    let several = emitters.len() > 1;
    Ok(emitters.into_iter().map(|emitter| output(job, emitter, several)).collect())
}

fn output(job: &Job<'_>, emitter: &'static dyn Emitter, several: bool) -> Output {
    let name = emitter.name();
    let mut values = job.project.settings.sections.get(name).cloned().unwrap_or_default();
    let out = values.shift_remove("out").as_ref().and_then(Value::as_str).map(ToString::to_string);
    let root = match (&job.flags.out, several) {
        (Some(_), false) => job.home.clone(),
        (Some(_), true) => job.home.join(name),
        (None, _) => paths::absolute(&job.project.folder, &out.unwrap_or_else(|| default_root(name))),
    };
    if let Some(Value::String(path)) = values.get_mut("runtime").and_then(|runtime| runtime.get_mut("path"))
        && !Path::new(path).is_absolute()
    {
        // Written from the folder of apic.toml, and needed from that of the new Cargo.toml.
        *path = paths::relative(&root, &paths::absolute(&job.project.folder, path));
    }
    if name == "rust"
        && let Some(port) = job.project.settings.sections.get("service").and_then(|service| service.get("port"))
    {
        values.insert("port".to_string(), port.clone());
    }
    Output { emitter, root, options: Options { values } }
}

fn default_root(section: &str) -> String {
    keys::find(section, "out").map_or(".", |key| key.default).trim_matches('"').to_string()
}

/// Runs all emitters.
///
/// # Errors
/// Everything that kept one of them from making its files.
pub(super) fn made(
    job: &Job<'_>,
    terminal: &mut Terminal<'_>,
    compiled: Compiled,
    outputs: &[Output],
) -> Result<Vec<Root>, Failure> {
    let Some(api) = compiled.api.filter(Api::has_routes) else {
        return Err(Failure::new(Exit::Sources, format!("{}: the contract has no routes", job.entry), ""));
    };
    envelope::agree(&api, &job.project)?;
    let api = Api { entry: title(&job.identity), ..api };
    let mut roots = Vec::new();
    let mut failures = Vec::new();
    for (output, (made, took)) in outputs.iter().zip(emitted(&api, outputs, job.kept)) {
        let name = output.emitter.name();
        match made {
            Ok(files) if files.iter().next().is_none() => {
                failures.push(Failure::new(Exit::Unable, format!("the output `{name}` made no file"), ""));
            }
            Ok(files) => {
                let path = paths::relative(&job.home, &output.root);
                roots.push(Root { emitter: name.to_string(), path, files });
            }
            Err(error) => failures.push(failed(job, name, &error)),
        }
        terminal.detail(&format!("made {name} ({} ms)", took.as_millis()));
    }
    Failure::of(failures).map_or(Ok(roots), Err)
}

/// What every emitter makes, and how long it takes; side by side, since each is a function of the model.
fn emitted(api: &Api, outputs: &[Output], kept: Option<&Kept>) -> Vec<(Result<OutputFiles, EmitError>, Duration)> {
    let fresh: Vec<Renders> = outputs.iter().map(|_| Renders::default()).collect();
    let emit = |output: &Output, renders: &Renders| {
        let start = Instant::now();
        renders.begin();
        (output.emitter.emit(api, &output.options, renders), start.elapsed())
    };
    let emit = &emit;
    thread::scope(|scope| {
        let running: Vec<_> = outputs
            .iter()
            .zip(&fresh)
            .map(|(output, fresh)| (output, kept.and_then(|kept| kept.renders(output.emitter.name())).unwrap_or(fresh)))
            .map(|(output, renders)| scope.spawn(move || emit(output, renders)))
            .collect();
        // A bug in one of them is a bug of the run.
        running.into_iter().map(|one| one.join().unwrap_or_else(|bug| panic::resume_unwind(bug))).collect()
    })
}

/// How generated files name the contract: its path, unless that depends on where the output lies.
fn title(identity: &str) -> String {
    let outside = identity.starts_with("..");
    let name = identity.rsplit('/').next().filter(|_| outside);
    name.unwrap_or(identity).to_string()
}

fn failed(job: &Job<'_>, name: &str, error: &EmitError) -> Failure {
    match error {
        EmitError::Option(text) => {
            let place =
                job.project.config.as_ref().map_or_else(String::new, |(path, _)| job.project.shown(path) + ": ");
            Failure::usage(format!("{place}[{name}]: {text}"), "")
        }
        EmitError::Unsupported { .. } => Failure {
            exit: Exit::Unable,
            problems: vec![Problem::new(
                format!("the output `{name}` cannot honor the contract: {error}"),
                "leave the key out of the contract, or the output out of the run; nothing was written",
            )],
        },
        EmitError::Template(_) | EmitError::Path(_) => {
            Failure::new(Exit::Unable, format!("the output `{name}` failed: {error}"), "please report this as a bug")
        }
    }
}

/// The files of all outputs, side by side.
///
/// # Errors
/// When two of them cannot both be.
pub(super) fn gathered(job: &Job<'_>, made: Vec<Root>) -> Result<Wanted, Failure> {
    let before = job.kept.and_then(Kept::wanted);
    Wanted::gather(made, before.as_ref()).map_err(|clash| clashed(&clash))
}

/// What is said of two files that cannot both be.
fn clashed(clash: &Clash) -> Failure {
    let help = "give the outputs different folders with `out`";
    match clash {
        Clash::Twice { path, emitter, other, other_emitter } => {
            Failure::usage(format!("`{emitter}` makes {path}, and `{other_emitter}` makes {other}"), help)
        }
        Clash::FileAndFolder { file, inside } => {
            Failure::usage(format!("{file} is a file of one output and a folder of another: {inside}"), help)
        }
    }
}
