//! Laws about the repository's own files.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use apic_tests::{files_below, root};

/// A reminder, not a limit: exceptions with their reason stand in `tidy/long_files.txt`.
const LONG: usize = 200;

fn relative(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Source folders of this workspace; what generators made is not ours to measure.
fn own_files(extensions: &[&str]) -> Vec<PathBuf> {
    ["grammar", "compiler", "emitters", "runtime", "tests", "bench"]
        .iter()
        .flat_map(|folder| files_below(&root().join(folder)))
        .filter(|path| path.extension().is_some_and(|extension| extensions.iter().any(|wanted| extension == *wanted)))
        .filter(|path| {
            !path
                .components()
                .any(|part| ["node_modules", "target", "snapshots"].iter().any(|name| part.as_os_str() == *name))
        })
        .collect()
}

/// Lines without the inline tests at the end of a file.
fn length(text: &str) -> usize {
    text.lines().take_while(|line| *line != "#[cfg(test)]").count()
}

#[test]
fn long_files_have_a_reason() {
    let list = read(&root().join("tests/tidy/long_files.txt"));
    let mut excused: BTreeSet<&str> = BTreeSet::new();
    for line in list.lines().filter(|line| !line.is_empty()) {
        let (path, reason) = line.split_once(" — ").unwrap_or_else(|| panic!("no reason in: {line}"));
        assert!(!reason.trim().is_empty(), "no reason in: {line}");
        excused.insert(path);
    }
    let mut faults = Vec::new();
    for path in own_files(&["rs", "hbs", "ts"]) {
        let (name, lines) = (relative(&path), length(&read(&path)));
        match (lines > LONG, excused.remove(name.as_str())) {
            (true, false) => faults
                .push(format!("{name} has {lines} lines: split it, or give the reason in tests/tidy/long_files.txt")),
            (false, true) => faults.push(format!("{name} has {lines} lines: its exception is no longer needed")),
            _ => {}
        }
    }
    faults.extend(excused.iter().map(|name| format!("{name} is excused but absent")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_rust_file_opens_with_one_sentence() {
    let silent: Vec<_> = own_files(&["rs"])
        .into_iter()
        .filter(|path| !read(path).starts_with("//! "))
        .map(|path| relative(&path))
        .collect();
    assert!(silent.is_empty(), "no `//!` on the first line: {silent:?}");
}

#[test]
fn no_module_is_called_mod() {
    let found: Vec<_> = own_files(&["rs"]).into_iter().filter(|path| path.ends_with("mod.rs")).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_test_file_is_declared() {
    let manifest = read(&root().join("tests/Cargo.toml"));
    let library = read(&root().join("tests/harness.rs"));
    for entry in fs::read_dir(root().join("tests")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().unwrap().to_str().unwrap();
            let module = format!("mod {};", name.trim_end_matches(".rs"));
            let known = manifest.contains(&format!("path = \"{name}\"")) || library.contains(&module);
            assert!(known, "{name} is no target of tests/Cargo.toml, so nothing runs it");
        }
    }
}

fn manifests() -> Vec<(String, toml::Table)> {
    let workspace: toml::Table = read(&root().join("Cargo.toml")).parse().unwrap();
    workspace["workspace"]["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member.as_str().unwrap().to_string())
        .map(|member| (member.clone(), read(&root().join(&member).join("Cargo.toml")).parse().unwrap()))
        .collect()
}

#[test]
fn every_package_takes_the_workspace_lints() {
    for (member, manifest) in manifests() {
        assert_eq!(manifest["lints"]["workspace"].as_bool(), Some(true), "{member}");
    }
}

#[test]
fn dependencies_point_one_way() {
    let forbidden = |member: &str| -> &[&str] {
        match member {
            "grammar" => &["apic-compiler", "apic-emit-", "apic-idl", "apic-runtime"],
            "compiler" => &["apic-emit-", "apic-idl", "apic-runtime"],
            "compiler/cli" => &["apic-grammar", "apic-runtime"],
            "runtime" => &["apic-"],
            emitter if emitter.starts_with("emitters/") => &["apic-grammar", "apic-emit-", "apic-idl", "apic-runtime"],
            _ => &[],
        }
    };
    for (member, manifest) in manifests() {
        for section in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let names = manifest.get(section).and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
            for name in names {
                assert!(
                    !forbidden(&member).iter().any(|start| name.starts_with(start)),
                    "{member} must not depend on {name}"
                );
            }
        }
    }
}

#[test]
fn templates_stay_plain() {
    for path in own_files(&["hbs"]) {
        let text = read(&path);
        for banned in ["{{{", "../"] {
            assert!(!text.contains(banned), "`{banned}` in {}", relative(&path));
        }
    }
}

#[test]
fn links_between_our_pages_lead_somewhere() {
    let pages = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().path());
    for page in pages.filter(|path| path.extension().is_some_and(|extension| extension == "md")) {
        let text = read(&page);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target) {
            if target.contains("://") || target.starts_with('#') {
                continue;
            }
            let file = target.split('#').next().unwrap();
            assert!(root().join(file).exists(), "{} links to {target}", relative(&page));
        }
    }
}
