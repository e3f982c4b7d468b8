//! What clients are made with on request — rules, schemas, mocks, converted values — against a generated server.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apic_tests::process::limited;
use apic_tests::replay::serve_all;
use apic_tests::{Memory, compiled, emitted_with, rendered, root};

/// Drivers, each a file of tests for Node, with the client and the server that they use.
const DRIVERS: [(&str, &str); 6] = [
    ("rules", "forms"),
    ("rules", "strict"),
    ("codec", "forms"),
    ("zod", "forms"),
    ("zod", "strict"),
    ("mocks", "forms"),
];

/// Clients of one contract, with all outputs that one can ask for, and with values converted in each way; and of the same contract to a strict server.
fn clients() -> [(&'static str, serde_json::Value); 4] {
    [
        ("forms", serde_json::json!({ "rules": true, "zod": true, "mocks": true })),
        (
            "big",
            serde_json::json!({ "int64": "bigint", "bytes": "uint8array", "rules": true, "zod": true, "mocks": true, "query": "tanstack" }),
        ),
        ("digits", serde_json::json!({ "int64": "string", "rules": true, "zod": true, "mocks": true })),
        ("strict", serde_json::json!({ "rules": true, "zod": true })),
    ]
}

/// The contract for both kinds of server, in a folder of their own.
fn write_contracts(to: &Path) {
    let text = fs::read_to_string(root().join("tests/client/forms.api")).unwrap();
    fs::create_dir_all(to).unwrap();
    fs::write(to.join("strict.api"), format!("{text}\n// [wire] strict = true\n")).unwrap();
    fs::write(to.join("forms.api"), text).unwrap();
}

fn tools() -> PathBuf {
    root().join("tests/tools")
}

/// Drivers and the generated clients side by side, from nothing.
fn write_clients(contracts: &Path, to: &Path) {
    let mut files = Memory::of_folder(contracts);
    let _ = fs::remove_dir_all(to);
    for (client, options) in clients() {
        let contract = if client == "strict" { "strict.api" } else { "forms.api" };
        let text = files.files[contract].clone();
        files.files.insert("main.api".to_owned(), text);
        let result = compiled(&files, &[]);
        let report = rendered(&result);
        let api = result.api.unwrap_or_else(|| panic!("{report}"));
        for file in emitted_with("typescript", &api, &options).iter() {
            let path = to.join(client).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
    }
    let read = |file: &str| fs::read_to_string(root().join("tests/client").join(file)).unwrap();
    for (driver, server) in DRIVERS {
        let text = read(&format!("{driver}.ts")).replace("\"./forms/", &format!("\"./{server}/"));
        fs::write(to.join(format!("{driver}-{server}.ts")), text).unwrap();
    }
    fs::write(to.join("tsconfig.json"), read("tsconfig.json").replace("TOOLS", tools().to_str().unwrap())).unwrap();
    fs::write(to.join("package.json"), "{\"type\":\"module\"}\n").unwrap();
    std::os::unix::fs::symlink(tools().join("node_modules"), to.join("node_modules")).unwrap();
}

fn type_check(folder: &Path) {
    let install = Command::new(tools().join("install")).stdin(Stdio::null()).output().unwrap();
    assert!(install.status.success(), "{}", String::from_utf8_lossy(&install.stderr));
    let mut compiler = limited(120, "node");
    let output = compiler.arg(tools().join("node_modules/typescript/bin/tsc")).arg("-p").arg(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn every_driver_passes() {
    let folder = root().join("target/client");
    let contracts = root().join("target/client-contracts");
    write_contracts(&contracts);
    write_clients(&contracts, &folder);
    type_check(&folder);
    let servers = serve_all(&contracts, "client").unwrap_or_else(|fault| panic!("{fault}"));
    for (driver, server) in DRIVERS {
        let mut node = limited(240, "node");
        node.arg("--test-reporter=tap").arg(folder.join("out").join(format!("{driver}-{server}.js")));
        let output = node.arg(&servers[server].base).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{driver}, {server}:\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
        println!("{said}");
    }
}
