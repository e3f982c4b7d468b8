//! The request shapes of clients.md §8: generated for both languages, type-checked, and driven from Node over real sockets.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

#[path = "shapes/defects.rs"]
mod defects;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use apic_tests::process::limited;
use apic_tests::replay::serve_all;
use apic_tests::{Api, Memory, compiled, emitted, rendered, root};

/// The contracts, each with a driver of its name.
const CONTRACTS: [&str; 4] = ["requests", "values", "routes", "wide"];

/// Shapes that `tests/e2e.rs` drives with the examples, in these files, whose first lines name them. How a client reads a stream that is cut into
/// odd pieces, falls silent or breaks, and failures with status 200 in an envelope: no server of ours does that, so a fake one does in
/// `emitters/typescript/tests`.
const EXAMPLES: &[(u8, &str)] = &[(13, "shop/pictures.ts"), (33, "envelope.ts"), (37, "shop/live.ts")];

/// Shapes of constructs that the language reserves (‡ in clients.md).
const RESERVED: &[u8] = &[14, 29, 30, 32, 34];

/// Checked below, without a driver.
const HERE: &[u8] = &[44];

fn tools() -> PathBuf {
    root().join("tests/tools")
}

fn folder() -> PathBuf {
    root().join("target/shapes")
}

/// The contracts of the shapes, one of them changed.
fn models(change: impl Fn(&str, String) -> String) -> BTreeMap<&'static str, Api> {
    let files = Memory::of_folder(&root().join("tests/shapes"));
    let model = |contract: &'static str| {
        let text = String::from_utf8(files.files[&format!("{contract}.api")].clone()).unwrap();
        let mut files = Memory { files: files.files.clone() };
        files.files.insert("main.api".to_owned(), change(contract, text).into_bytes());
        let result = compiled(&files, &[]);
        let report = rendered(&result);
        (contract, result.api.unwrap_or_else(|| panic!("{contract}: {report}")))
    };
    CONTRACTS.into_iter().map(model).collect()
}

/// Drivers and generated clients side by side, from nothing.
fn write_clients(to: &Path, models: &BTreeMap<&str, Api>) {
    let _ = fs::remove_dir_all(to);
    for (contract, api) in models {
        for file in emitted("typescript", api).iter() {
            let path = to.join(contract).join(&file.path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, &file.text).unwrap();
        }
    }
    for driver in ["kit.ts", "requests.ts", "values.ts", "routes.ts", "wide.ts", "tsconfig.json"] {
        let text = fs::read_to_string(root().join("tests/shapes").join(driver)).unwrap();
        fs::write(to.join(driver), text.replace("TOOLS", tools().to_str().unwrap())).unwrap();
    }
    fs::write(to.join("package.json"), "{\"type\":\"module\"}\n").unwrap();
}

/// What `tsc` has to say: nothing if all is well.
fn type_check(folder: &Path) -> String {
    let install = Command::new(tools().join("install")).stdin(Stdio::null()).output().unwrap();
    assert!(install.status.success(), "{}", String::from_utf8_lossy(&install.stderr));
    let mut compiler = limited(120, "node");
    let output = compiler.arg(tools().join("node_modules/typescript/bin/tsc")).arg("-p").arg(folder).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.success(), said.is_empty(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// Runs a driver; gives the ids of the shapes in its tests, all of which must pass.
fn drive(contract: &str, base: &str) -> BTreeSet<u8> {
    let mut node = limited(120, "node");
    node.arg("--test-reporter=tap").arg(folder().join("out").join(format!("{contract}.js")));
    let output = node.arg(base).stdin(Stdio::null()).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    let passed = said.lines().filter_map(|line| line.strip_prefix("ok ")?.split_once(" - S"));
    passed.filter_map(|(_, name)| name.split(' ').next()?.parse().ok()).collect()
}

#[test]
fn every_shape_is_driven() {
    write_clients(&folder(), &models(|_, text| text));
    let said = type_check(&folder());
    assert!(said.is_empty(), "{said}");
    let servers = serve_all(&root().join("tests/shapes"), "shapes").unwrap_or_else(|fault| panic!("{fault}"));
    let mut seen: BTreeSet<u8> = HERE.iter().copied().collect();
    for contract in CONTRACTS {
        seen.extend(drive(contract, &servers[contract].base));
    }
    for (id, file) in EXAMPLES {
        let text = fs::read_to_string(root().join("tests/e2e").join(file)).unwrap();
        assert!(text.starts_with(&format!("// S{id}. ")), "{file} does not drive S{id}");
        assert!(seen.insert(*id), "S{id} is driven twice");
    }
    let excused: BTreeSet<u8> = RESERVED.iter().copied().collect();
    let missing: Vec<u8> = (1..=44).filter(|id| !seen.contains(id) && !excused.contains(id)).collect();
    assert!(missing.is_empty(), "no test is named S{missing:?}");
}

/// Issue 7: a change in the contract that breaks a caller breaks `tsc`, and the message names the field.
#[test]
fn a_breaking_change_is_a_type_error_that_names_the_field() {
    let broken = root().join("target/shapes-broken");
    for (old, new, message) in [
        ("Need  string `form:\"need\"`", "Wanted string `form:\"wanted\"`", "'need' does not exist in type 'QueryReq'"),
        (
            "Amount int32  `json:\"amount,range=[1:99]\"`",
            "Amount string `json:\"amount\"`",
            "'amount' are incompatible",
        ),
        ("`json:\"title\"`\n", "`json:\"title\"`\n\tExtra string `json:\"extra\"`\n", "'extra' is missing"),
        (
            "Id    int64  `json:\"id,string\"`",
            "Key string `json:\"key\"`",
            "Property 'id' does not exist on type 'PathView'",
        ),
        ("@handler choice\n", "@handler chosen\n", "Property 'choice' does not exist"),
    ] {
        let change = |contract: &str, text: String| {
            assert!(contract != "requests" || text.contains(old), "{old}");
            if contract == "requests" { text.replace(old, new) } else { text }
        };
        write_clients(&broken, &models(change));
        let said = type_check(&broken);
        assert!(said.contains(message), "no {message:?} in:\n{said}");
    }
}

/// A map is one JSON text (language.md §7.2); a struct has no place in a form.
#[test]
fn s6_structs_in_a_form_are_diagnosed() {
    let change = |text: String| text.replace("Age  int    `form:\"age,optional\"`", "Age Note `form:\"age\"`");
    let mut files = Memory::of_folder(&root().join("tests/shapes"));
    let text = String::from_utf8(files.files["requests.api"].clone()).unwrap();
    files.files.insert("main.api".to_owned(), change(text).into_bytes());
    let report = rendered(&compiled(&files, &[]));
    assert!(report.contains("error[source-type]: `Age`"), "{report}");
}

#[test]
fn s44_comments_are_carried_and_escaped() {
    let files = emitted("typescript", &models(|_, text| text)["routes"]);
    let text = |path: &str| files.iter().find(|file| file.path == path).unwrap().text.clone();
    let types = text("types/main.ts");
    for comment in [
        "/** A thing. It ends with *\\/ and has a `backtick`, {@link x} and [x]. */\nexport interface Thing {",
        "/** Above the field: *\\/ too. */\n  name: string;",
        "/** Trailing. */\n  size",
    ] {
        assert!(types.contains(comment), "no {comment:?} in:\n{types}");
    }
    assert!(text("routes.ts").contains(" * Above the handler: *\\/ as well.\n"), "{}", text("routes.ts"));
}
