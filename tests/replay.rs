//! Replays recorded requests against servers generated from their contracts: what stands behind `tests/vectors CONTRACTS_DIR VECTORS_FILE`.

mod answer;
mod build;
mod compare;
mod convert;
mod json;
mod labels;
mod logic;
mod report;
mod request;
mod slot;
mod table;
mod vector;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::process::Server;

use build::Served;
pub use report::Report;
pub use table::Table;
use vector::Vector;

/// Requests in flight. More than the cores: some routes sleep.
const SENDERS: usize = 6;

/// Generates a server for each contract of the folder, builds and starts them all in `target/vectors/<set>`, and sends each request of the file twice.
///
/// # Panics
/// When a server cannot be built or started.
pub fn run(contracts: &Path, vectors: &Path, set: &str, table: &Table) -> Result<Report, String> {
    let vectors = vector::read(vectors)?;
    let served = build::all(contracts, set)?;
    let servers = build::start(&served, set)?;
    let found = send_all(&vectors, &served, &servers, table)?;
    let mut report = Report::default();
    for (vector, problem) in vectors.iter().zip(found) {
        report.add(vector, problem, table);
    }
    for (name, server) in servers {
        report.panics.extend(unexpected_panics(&name, &server));
    }
    Ok(report)
}

/// A server that is kept for requests of the caller's own.
#[derive(Debug)]
pub struct Kept {
    base: String,
    /// Nobody speaks to it but by way of its socket; with it, the server goes.
    _server: Mutex<Server>,
}

/// Generates, builds and starts the server of one contract of a folder.
///
/// # Errors
/// When the contract is wrong, or there is none of this name.
///
/// # Panics
/// When the server cannot be built or started.
pub fn serve(contracts: &Path, set: &str, contract: &str) -> Result<Kept, String> {
    let mut servers = build::start(&build::all(contracts, set)?, set)?;
    let server = servers.remove(contract).ok_or_else(|| format!("no contract {contract}"))?;
    Ok(Kept { base: server.base.clone(), _server: Mutex::new(server) })
}

/// Generates, builds and starts a server for each contract of the folder, which may import what lies deeper; by name.
///
/// # Errors
/// When a contract is wrong.
///
/// # Panics
/// When a server cannot be built or started.
pub fn serve_all(contracts: &Path, set: &str) -> Result<BTreeMap<String, Server>, String> {
    build::start(&build::all(contracts, set)?, set)
}

// === impl Kept ===

impl Kept {
    /// Posts a JSON body, to which the answer must be this JSON.
    ///
    /// # Errors
    /// When it is another.
    pub fn answers(&self, path: &str, body: &str, wanted: &str) -> Result<(), String> {
        let answer = answer::exchange(&vector::Request::post(path, body), &self.base)?;
        if answer.status != 200 {
            return Err(format!("status {}: {}", answer.status, answer.body_start()));
        }
        compare::equal(&json::Json::parse(wanted.as_bytes())?, &answer.json()?)
    }
}

type Servers = BTreeMap<String, Server>;

fn send_all(
    vectors: &[Vector],
    served: &[Served],
    servers: &Servers,
    table: &Table,
) -> Result<Vec<Option<String>>, String> {
    let known: BTreeMap<&str, &Served> = served.iter().map(|one| (one.contract.as_str(), one)).collect();
    if let Some(stranger) = vectors.iter().find(|vector| !known.contains_key(vector.contract.as_str())) {
        return Err(format!("{}: no contract {}.api", stranger.id, stranger.contract));
    }
    let bases: BTreeMap<&str, &str> =
        servers.iter().map(|(name, server)| (name.as_str(), server.base.as_str())).collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(vec![None; vectors.len()]));
    std::thread::scope(|scope| {
        for _ in 0..SENDERS {
            scope.spawn(|| {
                while let Some((index, vector)) = vectors.iter().enumerate().nth(next.fetch_add(1, Ordering::Relaxed)) {
                    let (served, base) = (known[vector.contract.as_str()], bases[vector.contract.as_str()]);
                    let problem = asked(vector, served, base, table).err();
                    found.lock().expect("no sender panics")[index] = problem;
                }
            });
        }
    });
    Ok(found.into_inner().expect("no sender panics"))
}

/// A machine that is busy enough may let a route with a time limit answer late: such routes have three tries.
fn asked(vector: &Vector, served: &Served, base: &str, table: &Table) -> Result<(), String> {
    let sleeps = slot::route(&served.api, &vector.route).is_some_and(|route| route.doc.summary.starts_with("sleep"));
    let mut result = twice(vector, served, base, table);
    for _ in 0..if sleeps { 2 } else { 0 } {
        result = result.or_else(|_| twice(vector, served, base, table));
    }
    result
}

/// What is asked twice is answered twice the same.
fn twice(vector: &Vector, served: &Served, base: &str, table: &Table) -> Result<(), String> {
    let first = answer::exchange(&vector.request, base)?;
    compare::judge(vector, &first, served, table)?;
    let second = answer::exchange(&vector.request, base)?;
    if first.same(&second) {
        return Ok(());
    }
    Err(format!("asked again, it answers {} {:?}", second.status, second.body_start()))
}

/// What a server wrote to standard error about panics that no contract asked for.
fn unexpected_panics(name: &str, server: &Server) -> Vec<String> {
    let log = server.log();
    let panics = log.lines().filter(|line| line.contains("panicked at") && !line.contains("src/logic/"));
    panics.map(|line| format!("{name}: {line}")).collect()
}
