//! The servers of `examples/`, and what a run through their routes must have shown.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::process::{Server, apic, cargo, succeed};
use crate::root;

/// The examples, each with the folder of its client.
pub const CLIENTS: [(&str, &str); 3] = [("bookstore", "gen/ts"), ("envelope", "gen/ts"), ("shop", "web/src/api")];

/// Where all of them are built.
pub fn target() -> PathBuf {
    root().join("target/e2e")
}

/// Builds all servers, once.
///
/// # Panics
/// When they do not build.
pub fn servers() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let build = ["build", "--locked", "--quiet", "--manifest-path"];
        succeed(cargo(1200).args(build).arg(root().join("examples/Cargo.toml")).arg("--target-dir").arg(target()));
        target().join("debug")
    })
}

/// Starts the server of an example with its own configuration, but for a free port and no pause before it stops. `name` is for its files.
///
/// # Panics
/// When it does not start.
pub fn start(example: &str, name: &str) -> Server {
    start_with(example, name, "")
}

/// The same with more lines of configuration.
///
/// # Panics
/// When it does not start.
pub fn start_with(example: &str, name: &str, more: &str) -> Server {
    start_file(&servers().join(format!("{example}-api")), example, name, more)
}

/// The same with a binary that was built elsewhere.
///
/// # Panics
/// When it does not start.
pub fn start_binary(binary: &Path, example: &str, name: &str) -> Server {
    start_file(binary, example, name, "")
}

fn start_file(binary: &Path, example: &str, name: &str, more: &str) -> Server {
    let text = fs::read_to_string(root().join(format!("examples/{example}/etc/{example}-api.yaml")))
        .expect("examples have a configuration");
    assert!(text.contains("\nport: 8888\n"), "{text}");
    let text = text.replace("\nport: 8888\n", "\nport: 0\nhost: 127.0.0.1\nmode: test\n");
    let config = target().join(format!("{name}.yaml"));
    fs::write(&config, text + more).expect("target/ can be written to");
    Server::start(binary, &config)
}

/// Stops a server that [`start`] started, and starts another at its address.
///
/// # Panics
/// When it does not stop well, or the other does not start.
pub fn restart(server: Server, example: &str, name: &str) -> Server {
    let base = server.base.clone();
    server.terminate();
    assert!(server.wait().success(), "the server ends with 0");
    let config = target().join(format!("{name}.yaml"));
    let text = fs::read_to_string(&config).expect("it was written by `start`");
    let port = base.rsplit(':').next().expect("an address ends with its port");
    fs::write(&config, text.replace("\nport: 0\n", &format!("\nport: {port}\n"))).expect("target/ can be written to");
    Server::start(&servers().join(format!("{example}-api")), &config)
}

/// Runs a driver against a server of the example; it gets the server, an address that never answers and one where nobody is, and prints
/// `operation status` for each answer. Each route must have succeeded once and failed once at least.
///
/// # Panics
/// When one did not.
pub fn every_route(example: &str, name: &str, drive: impl FnOnce([String; 3]) -> String) {
    let server = start(example, name);
    // The kernel accepts for a listener that nobody asks; a port that was just free refuses.
    let listen = || TcpListener::bind("127.0.0.1:0").expect("there are free ports");
    let mute = listen();
    let address = |of: &TcpListener| format!("http://{}", of.local_addr().expect("it has an address"));
    let gone = address(&listen());
    let log = drive([server.base.clone(), address(&mute), gone]);

    let mut seen: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
    for (operation, status) in log.lines().filter_map(|line| line.split_once(' ')) {
        seen.entry(operation).or_default().insert(status.starts_with('2'));
    }
    let ops = operations(example);
    let missing: Vec<_> =
        ops.iter().filter(|operation| seen.get(operation.as_str()).is_none_or(|outcomes| outcomes.len() < 2)).collect();
    assert!(missing.is_empty(), "tests/e2e/{example}.ts needs a success and a failure of {missing:?}");

    server.terminate();
    assert!(server.wait().success(), "the server ends with 0");
}

/// Every operation of an example, as `apic ir` lists them: a route that is new in the contract is missed at once.
fn operations(example: &str) -> BTreeSet<String> {
    let mut ir = Command::new(apic());
    let model = succeed(ir.arg("-C").arg(root().join("examples").join(example)).arg("ir"));
    let model: serde_json::Value = serde_json::from_str(&model).expect("the model is JSON");
    let list = |value: &serde_json::Value, name: &str| value[name].as_array().cloned().expect("it is a list");
    let routes = list(&model, "groups").into_iter().flat_map(|group| list(&group, "routes"));
    let routes: BTreeSet<_> =
        routes.map(|route| route["operation"].as_str().expect("it has an id").to_owned()).collect();
    assert!(!routes.is_empty(), "{example} has routes");
    routes
}
