//! Every case's output is accepted by its language's own compiler and checkers.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apic_tests::process::{cargo, limited, succeed};
use apic_tests::whole::{self, LONG};
use apic_tests::{Api, OutputFiles, cases, emitted, emitted_with, files_below, model, root};
use serde_json::{Value, json};

/// Writes what changed and removes what is gone, so that a second run compiles only what differs.
fn write(folder: &Path, files: &OutputFiles) {
    let wanted: BTreeSet<PathBuf> = files.iter().map(|file| folder.join(&file.path)).collect();
    fs::create_dir_all(folder).unwrap();
    for old in files_below(folder).iter().filter(|path| !wanted.contains(*path)) {
        fs::remove_file(old).unwrap();
    }
    for file in files.iter() {
        write_if_new(&folder.join(&file.path), &file.text);
    }
}

fn write_if_new(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Writes what is made of each case into a folder of its own, all side by side below `target/cases`.
fn write_cases(folder: &str, emit: impl Fn(&Api) -> OutputFiles) -> PathBuf {
    let folder = root().join("target/cases").join(folder);
    for case in cases() {
        write(&folder.join(&case), &emit(&model(&case)));
    }
    folder
}

/// A client with all that can be asked for, and more options.
fn whole_client(api: &Api, more: &Value) -> OutputFiles {
    emitted_with("typescript", api, &whole::options(more))
}

/// Where the npm packages of the tests are, unless they are not installed and need not be. They are linked into the folder.
#[expect(clippy::print_stderr, reason = "a test that is skipped says so")]
fn packages(folder: &Path) -> Option<PathBuf> {
    let modules = root().join("tests/tools/node_modules");
    if !modules.exists() && std::env::var_os("CI").is_none() {
        eprintln!("skipped: run tests/tools/install first");
        return None;
    }
    write_if_new(&folder.join("package.json"), "{\"type\":\"module\"}\n");
    let link = folder.join("node_modules");
    if !link.exists() {
        std::os::unix::fs::symlink(&modules, link).unwrap();
    }
    Some(modules)
}

#[test]
fn rust_compiles_without_a_warning_and_is_formatted() {
    let folder = write_cases("rust", |api| emitted("rust", api));
    let members: Vec<_> = cases().iter().map(|case| format!("\"{case}\"")).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
    write_if_new(&folder.join("Cargo.toml"), &manifest);
    if !folder.join("Cargo.lock").exists() {
        fs::copy(root().join("examples/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    }
    let target = root().join("target/e2e");
    succeed(
        cargo(1200)
            .args(["clippy", "--workspace", "--all-targets", "--quiet", "--target-dir"])
            .arg(target)
            .args(["--", "-D", "warnings"])
            .current_dir(&folder),
    );
    // Without `--all`, which would follow the path to the runtime; with a configuration that shields from this repository's own.
    write_if_new(&folder.join("rustfmt.toml"), include_str!("../examples/rustfmt.toml"));
    succeed(cargo(60).args(["fmt", "--check"]).current_dir(&folder));
}

/// The types of zod and msw ask for a newer compiler than the oldest; those of msw do not fit each other.
const OLDEST_LEAVES_OUT: [&str; 6] =
    ["*/zod", "*/validate.ts", "*/mocks", "*/mocks.ts", "*/handlers.ts", "*/runtime/mock.ts"];

#[test]
fn typescript_compiles_under_every_promised_flag() {
    let tools = root().join("tests/tools");
    let folder = write_cases("typescript", |api| whole_client(api, &Value::Null));
    write(&folder.join("long"), &whole_client(&model(LONG), &Value::Null));
    let clients: Vec<_> = cases().into_iter().chain(["long".to_string()]).collect();
    let Some(modules) = packages(&folder) else { return };
    let all = ["typescript", "typescript-7", "typescript-5.0"];
    for (compiler, flags) in all.iter().zip(["tsconfig.strict.json", "tsconfig.strict.json", "tsconfig.oldest.json"]) {
        for (module, resolution) in [("nodenext", "nodenext"), ("esnext", "bundler")] {
            let config = folder.join(format!("tsconfig.{compiler}.{module}.json"));
            let text = json!({
                "extends": tools.join(flags),
                "compilerOptions": { "noEmit": true, "module": module, "moduleResolution": resolution, "skipLibCheck": true },
                "include": clients,
                "exclude": if *compiler == "typescript-5.0" { OLDEST_LEAVES_OUT.to_vec() } else { vec![] },
            });
            write_if_new(&config, &text.to_string());
            succeed(limited(300, "node").arg(modules.join(compiler).join("bin/tsc")).arg("-p").arg(&config));
        }
    }
}

/// Users lint what they commit. `tests/tools/eslint.config.js` says what is asked.
#[test]
fn typescript_passes_the_strictest_presets_of_its_linter() {
    let folder = root().join("target/cases/lint");
    let converted = json!({ "int64": "bigint", "bytes": "uint8array", "server": "go-zero" });
    write_cases("lint/plain", |api| whole_client(api, &Value::Null));
    write_cases("lint/converted", |api| whole_client(api, &converted));
    write(&folder.join("converted/long"), &whole_client(&model(LONG), &converted));
    let Some(modules) = packages(&folder) else { return };
    let tools = root().join("tests/tools");
    let config = json!({
        "extends": tools.join("tsconfig.strict.json"),
        "compilerOptions": { "skipLibCheck": true },
        "include": ["plain", "converted"],
    });
    write_if_new(&folder.join("tsconfig.json"), &config.to_string());
    succeed(
        limited(300, "node")
            .arg(modules.join("eslint/bin/eslint.js"))
            .arg("--config")
            .arg(tools.join("eslint.config.js"))
            .args(["--max-warnings", "0", "."])
            .current_dir(&folder),
    );
}

/// clients.md §4: nothing in the output needs an exception from a compiler or linter.
#[test]
fn typescript_asks_for_no_exception() {
    for case in cases() {
        for file in whole_client(&model(&case), &Value::Null).iter() {
            for banned in [": any;", ": any,", ": any)", "<any>", " as any", "@ts-", "eslint"] {
                assert!(!file.text.contains(banned), "`{banned}` in {case}, {}", file.path);
            }
        }
    }
}
