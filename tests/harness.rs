//! What the tests share: where things lie, and the one place that knows the API of the other crates.

pub mod examples;
pub mod page;
pub mod process;
pub mod random;
pub mod replay;
pub mod sandbox;
pub mod whole;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apic_compiler::emit::{Options, Renders};
pub use apic_compiler::ir::Api;
use apic_compiler::ir::{Envelope, Int64};
pub use apic_compiler::output::{Kind, OutputFile, OutputFiles};
pub use apic_compiler::render;
pub use apic_compiler::{CODES, Code, CodeEntry, Compiled, Level};
use apic_compiler::{Levels, Opened, ReadFault, Reader, Settings, compile};
pub use apic_idl::registry::EMITTERS;

/// The repository.
///
/// # Panics
/// Never: this package lies in the repository's `tests/`.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent")
}

/// All files below a folder, sorted by path; links are not followed.
///
/// # Panics
/// When the folder cannot be read.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let entry = entry.expect("a listed entry can be read");
            let kind = entry.file_type().expect("a listed entry has a type");
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// The folders of `tests/cases/`, in bring-up order.
///
/// # Panics
/// When they cannot be listed.
pub fn cases() -> Vec<String> {
    let folder = root().join("tests/cases");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the cases can be listed")
        .map(|entry| {
            entry.expect("a listed entry can be read").file_name().into_string().expect("cases have plain names")
        })
        .collect();
    names.sort();
    names
}

/// Files by path, so that a test needs no disk.
#[derive(Debug, Default)]
pub struct Memory {
    pub files: BTreeMap<String, Vec<u8>>,
}

impl Memory {
    /// All `.api` files below a folder, by their path in it.
    ///
    /// # Panics
    /// When one cannot be read.
    pub fn of_folder(folder: &Path) -> Self {
        let contracts =
            files_below(folder).into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "api"));
        let files = contracts.map(|path| {
            let name = path.strip_prefix(folder).expect("it lies below").to_str().expect("paths are UTF-8").to_string();
            (name, fs::read(&path).expect("a listed file can be read"))
        });
        Self { files: files.collect() }
    }
}

impl Reader for Memory {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let mut parts = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                name => parts.push(name),
            }
        }
        let identity = parts.join("/");
        let bytes = self.files.get(&identity).cloned().ok_or(ReadFault::Missing)?;
        Ok(Opened { identity, bytes })
    }
}

/// `[wire]` as comments in front of a contract say it, where a project would have its `apic.toml`.
pub fn settings(contract: &[u8]) -> Settings {
    let text = String::from_utf8_lossy(contract);
    let says = |line: &str| text.lines().any(|found| found.trim() == format!("// [wire] {line}"));
    let mut settings = Settings::default();
    let wire = &mut settings.wire;
    wire.strict = says("strict = true");
    wire.invalid_status = if says("invalid_status = 422") { 422 } else { wire.invalid_status };
    wire.envelope = if says("envelope = \"code-msg-data\"") { Envelope::CodeMsgData } else { wire.envelope };
    wire.int64 = if says("int64 = \"string\"") { Int64::Text } else { wire.int64 };
    settings
}

/// Compiles `main.api`; `lints` are switched on. What stands in `[wire]` comments holds.
///
/// # Panics
/// When there is no `main.api`.
pub fn compiled(files: &Memory, lints: &[Code]) -> Compiled {
    let mut settings = files.files.get("main.api").map(|text| settings(text)).unwrap_or_default();
    settings.levels = Levels { warn: lints.to_vec(), ..Levels::default() };
    compile(files, "main.api", &settings).unwrap_or_else(|fault| panic!("{fault:?}"))
}

/// The diagnostics as a user reads them.
pub fn rendered(compiled: &Compiled) -> String {
    render::human(&compiled.sources, &compiled.diagnostics, render::Look::default())
}

/// The codes that were reported, in order of place.
pub fn codes(compiled: &Compiled) -> Vec<Code> {
    compiled.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// One file as `apic fmt` writes it, or its syntax errors as a user reads them.
///
/// # Errors
/// When it has any.
pub fn formatted(path: &str, bytes: &[u8]) -> Result<String, String> {
    apic_compiler::format(path, bytes.to_vec())
        .map_err(|fault| render::human(&fault.sources, &fault.diagnostics, render::Look::default()))
}

/// The model of a case.
///
/// # Panics
/// When the case has errors.
pub fn model(case: &str) -> Api {
    let compiled = compiled(&Memory::of_folder(&root().join("tests/cases").join(case)), &[]);
    let report = rendered(&compiled);
    compiled.api.unwrap_or_else(|| panic!("{case}:\n{report}"))
}

/// The model as `apic ir` prints it.
pub fn model_document(api: &Api) -> serde_json::Value {
    apic_compiler::ir::document(api)
}

/// The schema that `apic ir --schema ir` prints.
pub fn model_schema() -> serde_json::Value {
    apic_compiler::ir::schema()
}

/// What an emitter makes of a model, with the options under which tests run: servers depend on the runtime of this repository.
///
/// # Panics
/// When it fails.
pub fn emitted(emitter: &str, api: &Api) -> OutputFiles {
    emitted_below(emitter, api, Path::new("../../../../runtime"))
}

/// What an emitter makes of a model with options of its own.
///
/// # Panics
/// When it fails.
pub fn emitted_with(emitter: &str, api: &Api, options: &serde_json::Value) -> OutputFiles {
    let emitter = EMITTERS.iter().find(|one| one.name() == emitter).unwrap_or_else(|| panic!("no emitter {emitter}"));
    let values = options.as_object().cloned().unwrap_or_default();
    emitter
        .emit(api, &Options { values }, &Renders::default())
        .unwrap_or_else(|error| panic!("{}: {error}", emitter.name()))
}

/// The same, with the runtime at a path of its own.
///
/// # Panics
/// When it fails.
pub fn emitted_below(emitter: &str, api: &Api, runtime: &Path) -> OutputFiles {
    let rust = serde_json::json!({ "runtime": { "path": runtime } });
    emitted_with(emitter, api, if emitter == "rust" { &rust } else { &serde_json::Value::Null })
}
