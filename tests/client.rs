//! What clients are made with on request — rules, schemas, mocks, converted values — against a generated server.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apic_tests::process::limited;
use apic_tests::replay::serve_all;
use apic_tests::{Memory, compiled, emitted_with, rendered, root};

/// Drivers, each a file of tests for Node.
const DRIVERS: [&str; 4] = ["rules", "codec", "zod", "mocks"];

/// Clients of one contract, with all outputs that one can ask for, and with values converted in each way.
fn clients() -> [(&'static str, serde_json::Value); 3] {
    [
        ("forms", serde_json::json!({ "rules": true, "zod": true, "mocks": true })),
        (
            "big",
            serde_json::json!({ "int64": "bigint", "bytes": "uint8array", "rules": true, "zod": true, "mocks": true, "query": "tanstack" }),
        ),
        ("digits", serde_json::json!({ "int64": "string", "rules": true, "zod": true, "mocks": true })),
    ]
}

fn tools() -> PathBuf {
    root().join("tests/tools")
}

/// Drivers and the generated clients side by side, from nothing.
fn write_clients(to: &Path) {
    let mut files = Memory::of_folder(&root().join("tests/client"));
    let text = files.files["forms.api"].clone();
    files.files.insert("main.api".to_owned(), text);
    let result = compiled(&files, &[]);
    let report = rendered(&result);
    let api = result.api.unwrap_or_else(|| panic!("{report}"));
    let _ = fs::remove_dir_all(to);
    for (client, options) in clients() {
        for file in emitted_with("typescript", &api, &options).iter() {
            let path = to.join(client).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
    }
    let drivers = DRIVERS.map(|driver| format!("{driver}.ts"));
    for file in drivers.iter().map(String::as_str).chain(["tsconfig.json"]) {
        let text = fs::read_to_string(root().join("tests/client").join(file)).unwrap();
        fs::write(to.join(file), text.replace("TOOLS", tools().to_str().unwrap())).unwrap();
    }
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
    write_clients(&folder);
    type_check(&folder);
    let servers = serve_all(&root().join("tests/client"), "client").unwrap_or_else(|fault| panic!("{fault}"));
    for driver in DRIVERS {
        let mut node = limited(240, "node");
        node.arg("--test-reporter=tap").arg(folder.join("out").join(format!("{driver}.js")));
        let output = node.arg(&servers["forms"].base).stdin(Stdio::null()).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{driver}:\n{said}\n{}", String::from_utf8_lossy(&output.stderr));
        println!("{said}");
    }
}
