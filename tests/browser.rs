//! The page of `examples/shop` in a headless Chromium, on Vite and the generated server, while the contract changes under `apic watch`.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use apic_tests::examples::{CLIENTS, every_route, restart, start};
use apic_tests::process::{Server, apic, limited, succeed};
use apic_tests::{files_below, root};

fn folder() -> PathBuf {
    root().join("target/browser")
}

/// Installs what is missing, if it can; where Chromium is.
fn chromium() -> String {
    fs::create_dir_all(folder()).unwrap();
    succeed(&mut Command::new(root().join("tests/tools/install")));
    let said = succeed(&mut Command::new(root().join("tests/browser/install")));
    said.lines().last().unwrap().to_string()
}

/// A copy of the shop that the test may change, its page with the packages that `npm install` would give it.
fn shop() -> PathBuf {
    let (from, to) = (root().join("examples/shop"), folder().join("shop"));
    let _ = fs::remove_dir_all(&to);
    for file in files_below(&from) {
        let name = file.strip_prefix(&from).unwrap();
        if !name.components().any(|part| part.as_os_str() == "node_modules") {
            fs::create_dir_all(to.join(name).parent().unwrap()).unwrap();
            fs::copy(&file, to.join(name)).unwrap();
        }
    }
    let (tools, packages) = (root().join("tests/tools"), to.join("web/node_modules"));
    fs::create_dir_all(&packages).unwrap();
    let installed = dev_dependencies(&tools);
    for (package, version) in dev_dependencies(&to.join("web")) {
        assert_eq!(installed.get(&package), Some(&version), "{package} in tests/tools and in examples/shop/web");
        fs::create_dir_all(packages.join(&package).parent().unwrap()).unwrap();
        symlink(tools.join("node_modules").join(&package), packages.join(&package)).unwrap();
    }
    to
}

fn dev_dependencies(folder: &Path) -> serde_json::Map<String, serde_json::Value> {
    let text = fs::read_to_string(folder.join("package.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    package["devDependencies"].as_object().unwrap().clone()
}

fn vite(page: &Path, shop: &Server) -> Server {
    let mut vite = Command::new("node");
    vite.arg("node_modules/vite/bin/vite.js").args(["--host", "127.0.0.1", "--port", "0"]).current_dir(page);
    vite.env("SHOP_SERVER", &shop.base).env("NO_COLOR", "1");
    Server::listening(vite, &folder().join("vite.log"))
}

/// `apic watch` over a project, its first round behind it.
fn watch(project: &Path) -> Server {
    let mut both = Command::new("sh");
    // What it says goes to standard error.
    both.args(["-c", "exec \"$0\" -C \"$1\" watch 2>&1"]).arg(apic()).arg(project);
    let watch = Server::running(both, &folder().join("watch.log"));
    watch.wait_for(" ok, ").expect("its first round ends well");
    watch
}

#[test]
fn a_page_signs_in_lists_creates_follows_uploads_and_reloads_while_the_contract_changes() {
    let chromium = chromium();
    let project = shop();
    let page = project.join("web");
    succeed(limited(120, "node").arg("node_modules/typescript/bin/tsc").arg("--noEmit").current_dir(&page));
    let server = start("shop", "browser");
    let watch = watch(&project);
    let vite = vite(&page, &server);

    let screenshot = folder().join("shop.png");
    let mut story = limited(180, "node");
    story.arg(root().join("tests/browser/shop.mjs")).arg(chromium).arg(&vite.base).arg(&project).arg(&screenshot);
    let story = Server::running(story, &folder().join("story.log"));
    story.wait_for("restart").unwrap_or_else(|| panic!("{}", story.log()));
    let _server = restart(server, "shop", "browser");
    story.wait_for("done: hotReload").unwrap_or_else(|| panic!("{}", story.log()));
    let log = story.log();
    assert!(story.wait().success(), "{log}");
    assert!(fs::metadata(&screenshot).unwrap().len() > 10_000, "a picture of the page");
    let saves = std::iter::from_fn(|| watch.wait_for(" files written")).take(2);
    assert_eq!(saves.count(), 2, "one round for one save");
}

/// Issue 7: every route of the examples works from a page, failures included. The same drivers run in Node (`tests/e2e.rs`).
#[test]
fn every_route_of_the_examples_answers_a_page() {
    let contracts = fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap());
    let found = contracts.filter(|entry| entry.path().join("apic.toml").is_file()).map(|entry| entry.file_name());
    assert_eq!(found.collect::<BTreeSet<_>>(), CLIENTS.map(|(example, _)| example.into()).into());
    let chromium = chromium();
    for (example, _) in CLIENTS {
        every_route(example, &format!("{example}_page"), |places| {
            let mut drive = limited(120, "node");
            drive.arg(root().join("tests/browser/routes.mjs")).arg(&chromium).arg(example).args(places);
            succeed(&mut drive)
        });
    }
}
