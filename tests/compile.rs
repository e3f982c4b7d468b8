//! Every case's output is accepted by its language's own compiler and checkers.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apic_tests::process::{cargo, limited, succeed};
use apic_tests::{OutputFiles, cases, emitted, emitted_with, files_below, model, root};

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

/// Writes all cases of one emitter side by side, each into a folder of its own.
fn write_cases(emitter: &str) -> PathBuf {
    let folder = root().join("target/cases").join(emitter);
    for case in cases() {
        let model = model(&case);
        let files = match emitter {
            "typescript" => emitted_with(
                emitter,
                &model,
                &serde_json::json!({ "facade": true, "query": "tanstack", "rules": true, "zod": true, "mocks": true }),
            ),
            _ => emitted(emitter, &model),
        };
        write(&folder.join(&case), &files);
    }
    folder
}

#[test]
fn rust_compiles_without_a_warning_and_is_formatted() {
    let folder = write_cases("rust");
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
    let modules = tools.join("node_modules");
    if !modules.exists() && std::env::var_os("CI").is_none() {
        eprintln!("skipped: run tests/tools/install first");
        return;
    }
    let folder = write_cases("typescript");
    write_if_new(&folder.join("package.json"), "{\"type\":\"module\"}\n");
    let link = folder.join("node_modules");
    if !link.exists() {
        std::os::unix::fs::symlink(&modules, link).unwrap();
    }
    let all = ["typescript", "typescript-7", "typescript-5.0"];
    for (compiler, flags) in all.iter().zip(["tsconfig.strict.json", "tsconfig.strict.json", "tsconfig.oldest.json"]) {
        for (module, resolution) in [("nodenext", "nodenext"), ("esnext", "bundler")] {
            let config = folder.join(format!("tsconfig.{compiler}.{module}.json"));
            let text = serde_json::json!({
                "extends": tools.join(flags),
                "compilerOptions": { "noEmit": true, "module": module, "moduleResolution": resolution, "skipLibCheck": true },
                "include": cases(),
                "exclude": if *compiler == "typescript-5.0" { OLDEST_LEAVES_OUT.to_vec() } else { vec![] },
            });
            write_if_new(&config, &text.to_string());
            succeed(limited(300, "node").arg(modules.join(compiler).join("bin/tsc")).arg("-p").arg(&config));
        }
    }
}

/// clients.md §4: nothing in the output needs an exception from a compiler or linter.
#[test]
fn typescript_asks_for_no_exception() {
    for case in cases() {
        let all = serde_json::json!({ "facade": true, "query": "tanstack", "rules": true, "zod": true, "mocks": true });
        for file in emitted_with("typescript", &model(&case), &all).iter() {
            for banned in [": any;", ": any,", ": any)", "<any>", " as any", "@ts-", "eslint"] {
                assert!(!file.text.contains(banned), "`{banned}` in {case}, {}", file.path);
            }
        }
    }
}
