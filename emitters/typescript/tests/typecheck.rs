//! Callers of generated clients pass the compilers, oldest to newest, under every flag of clients.md §4.
//!
//! The corpus of all emitters is checked the same way by `tests/compile.rs`; here are shapes that only TypeScript finds odd.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apic_compiler::emit::{Emitter, Options, Renders};
use apic_compiler::{Opened, ReadFault, Reader, Settings, compile};
use apic_emit_typescript::TypeScript;

/// Compiler, flags, module and resolution; `tests/compile.rs` has all combinations.
const RUNS: &[[&str; 4]] = &[
    ["typescript", "tsconfig.strict.json", "nodenext", "nodenext"],
    ["typescript-7", "tsconfig.strict.json", "esnext", "bundler"],
    ["typescript-5.0", "tsconfig.oldest.json", "nodenext", "nodenext"],
];

const CALLER: &str = include_str!("caller.ts");
const DRIVER: &str = include_str!("driver.ts");
const QUERY: &str = include_str!("query.ts");

fn tools() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tools")
}

/// Files of a folder.
struct Disk<'a>(&'a Path);

impl Reader for Disk<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let path = self.0.join(path).canonicalize().map_err(|_| ReadFault::Missing)?;
        let bytes = fs::read(&path).map_err(|error| ReadFault::Refused(error.to_string()))?;
        Ok(Opened { identity: path.to_string_lossy().into_owned(), bytes })
    }
}

/// Writes the client of the contract `entry` in `from` to `to`.
fn write(from: &Path, entry: &str, to: &Path, import_ext: &str) {
    let compiled = compile(&Disk(from), entry, &Settings::default()).expect("an entry");
    let api = compiled.api.unwrap_or_else(|| panic!("{}: {:?}", from.display(), compiled.diagnostics));
    let mut values =
        serde_json::json!({ "facade": true, "import_ext": import_ext, "query": "tanstack", "rules": true });
    if import_ext != "js" {
        values["int64"] = "bigint".into();
        values["bytes"] = "uint8array".into();
        values["server"] = "go-zero".into();
        values["zod"] = true.into();
    }
    let serde_json::Value::Object(values) = values else { panic!("no table") };
    let files = TypeScript
        .emit(&api, &Options { values }, &Renders::default())
        .unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    for file in files.iter() {
        let path = to.join(&file.path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("to write");
        fs::write(path, &file.text).expect("to write");
    }
}

/// Runs one compiler over all files below `root`.
fn check(root: &Path, [compiler, flags, module, resolution]: [&str; 4]) -> Result<(), String> {
    let tools = tools().canonicalize().expect("tests/tools");
    let config = serde_json::json!({
        "extends": tools.join(flags),
        "compilerOptions": {
            "noEmit": true, "allowImportingTsExtensions": true, "module": module, "moduleResolution": resolution,
        },
        "include": ["**/*.ts"],
        "exclude": ["node_modules"],
    });
    fs::write(root.join("tsconfig.json"), config.to_string()).expect("to write");
    let run = tsc(compiler).arg("-p").arg(root).output().expect("node");
    let report = String::from_utf8_lossy(&run.stdout).into_owned();
    if run.status.success() { Ok(()) } else { Err(format!("{compiler} {module} {resolution}\n{report}")) }
}

fn tsc(compiler: &str) -> Command {
    let mut command = Command::new("node");
    command.arg(tools().join("node_modules").join(compiler).join("bin/tsc"));
    command
}

/// Whether the compilers are there; where tests are run for good they must be.
fn has_compilers() -> bool {
    let found = tools().join("node_modules/typescript").exists();
    assert!(found || std::env::var_os("CI").is_none(), "run tests/tools/install first");
    found
}

fn client(contracts: &[&str], import_ext: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a temporary folder");
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for name in contracts {
        write(&own, &format!("{name}.api"), &root.path().join(name), import_ext);
    }
    fs::write(root.path().join("package.json"), r#"{"type":"module"}"#).expect("to write");
    let modules = tools().canonicalize().expect("tests/tools").join("node_modules");
    std::os::unix::fs::symlink(modules, root.path().join("node_modules")).expect("to link");
    root
}

#[test]
fn callers_pass_every_compiler() {
    if has_compilers() {
        let root = client(&["shop", "shapes"], "js");
        fs::write(root.path().join("caller.ts"), CALLER).expect("to write");
        fs::write(root.path().join("driver.ts"), DRIVER).expect("to write");
        let faults: Vec<String> = RUNS.iter().filter_map(|run| check(root.path(), *run).err()).collect();
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

#[test]
fn every_import_extension_is_found() {
    if has_compilers() {
        for (import_ext, module, resolution) in [("ts", "nodenext", "nodenext"), ("none", "esnext", "bundler")] {
            let root = client(&["shop", "shapes"], import_ext);
            let run = ["typescript-7", "tsconfig.strict.json", module, resolution];
            check(root.path(), run).unwrap_or_else(|fault| panic!("{import_ext}: {fault}"));
        }
    }
}

/// Compiles a driver with what it imports, and runs it.
fn drive(root: &Path, name: &str, text: &str) {
    let driver = root.join(name);
    fs::write(&driver, text).expect("to write");
    let flags = ["--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--types", ""];
    let lib = ["--lib", "es2022,dom,dom.iterable"];
    let compiled = tsc("typescript-7").args(flags).args(lib).arg(&driver).output().expect("node");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stdout));
    let run = Command::new("node").arg(driver.with_extension("js")).output().expect("node");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
}

#[test]
fn values_travel_at_their_places() {
    if has_compilers() {
        drive(client(&["shapes"], "js").path(), "driver.ts", DRIVER);
    }
}

#[test]
fn queries_fit_the_real_library() {
    if has_compilers() {
        let root = client(&["shop", "shapes"], "js");
        drive(root.path(), "query.ts", QUERY);
    }
}
