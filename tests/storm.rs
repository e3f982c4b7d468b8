//! Random bytes and random requests against the shop: no panic, no 5xx, no memory that grows and grows.
//!
//! By itself a fixed number of requests from fixed seeds. `tests/storm MINUTES` runs it for that long.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]
#![expect(clippy::print_stdout, reason = "a run of half an hour says how it is going")]

#[path = "storm/client.rs"]
mod client;
#[path = "storm/known.rs"]
mod known;
#[path = "storm/line.rs"]
mod line;
#[path = "storm/maker.rs"]
mod maker;
#[path = "storm/opening.rs"]
mod opening;
#[path = "storm/value.rs"]
mod value;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use apic_compiler::ir::Route;
use apic_tests::process::Server;
use apic_tests::random::Dice;
use apic_tests::{Api, Memory, compiled, examples, rendered, root};

use client::{Client, Length, Report};
use known::Known;
use maker::Maker;
use opening::Staff;

/// Clients at once.
const CLIENTS: u64 = 4;
/// Requests of one client, if no time is given.
const REQUESTS: u64 = 8000;
/// So few entries of a kind that the shop is full soon: what grows behind that is a leak.
const KEEP: &str = "\nkeep: 100\n";

/// All that was seen, and the memory of the server on the way.
fn watch(server: &Server, reports: &Receiver<Report>, stop: &AtomicBool, is_long: bool) -> (Report, Vec<u64>) {
    let (mut all, mut memory, mut told) = (Report::default(), Vec::new(), Instant::now());
    while let Ok(report) = reports.recv() {
        all.add(report);
        memory.push(server.memory());
        stop.fetch_or(all.fault.is_some(), Ordering::Relaxed);
        if is_long && told.elapsed() >= Duration::from_secs(60) {
            told = Instant::now();
            println!("{} requests, {} KiB", all.requests, server.memory());
        }
    }
    (all, memory)
}

/// The highest of some samples: what a process holds goes up and down.
fn highest(samples: &[u64]) -> u64 {
    samples.iter().copied().max().unwrap_or_default()
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

fn shop() -> Api {
    let mut files = Memory::of_folder(&root().join("examples/shop/api"));
    let entry = files.files["shop.api"].clone();
    files.files.insert("main.api".to_owned(), entry);
    let result = compiled(&files, &[]);
    let report = rendered(&result);
    result.api.unwrap_or_else(|| panic!("{report}"))
}

#[test]
fn nothing_that_is_sent_breaks_the_shop() {
    let (minutes, seed) = (number("STORM_MINUTES"), number("STORM_SEED").unwrap_or(7));
    let length = minutes.map_or(Length::Requests(REQUESTS), |minutes| {
        Length::Until(Instant::now() + Duration::from_secs(60 * minutes))
    });
    let server = examples::start_with("shop", if minutes.is_some() { "storm-long" } else { "storm" }, KEEP);
    let address = server.base.trim_start_matches("http://").to_owned();
    let (api, staff, stop) = (shop(), Staff::manager(&address), AtomicBool::new(false));
    staff.buy();
    let routes: Vec<&Route> = api.routes().collect();
    let (sender, reports) = channel();
    let (all, memory) = std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let dice = Dice::new(seed * 1000 + client);
            let (known, kind, reached) = <(Known, String, BTreeSet<String>)>::default();
            let maker = Maker { api: &api, routes: &routes, token: &staff.token, dice, known, kind, reached };
            let client = Client { address: &address, maker, stream: None, report: Report::default() };
            let (sender, stop) = (sender.clone(), &stop);
            scope.spawn(move || client.run(length, stop, &sender));
        }
        drop(sender);
        watch(&server, &reports, &stop, minutes.is_some())
    });
    let tenth = memory.len() / 10;
    let [start, middle, end] =
        [&memory[tenth..2 * tenth + 1], &memory[5 * tenth..6 * tenth + 1], &memory[9 * tenth..]].map(highest);
    println!(
        "seed {seed}: {} requests; statuses {:?}; {} without an answer",
        all.requests, all.statuses, all.unanswered
    );
    println!("memory at the start, in the middle and at the end: {start}, {middle}, {end} KiB");
    assert_eq!(all.fault, None, "seed {seed}");
    assert!(!server.log().contains("panicked"), "{}", server.log());
    let silent: Vec<_> = routes.iter().filter(|route| !all.succeeded.contains(&route.operation)).collect();
    let silent: Vec<_> = silent.iter().map(|route| &route.operation).collect();
    println!("no request got through to {silent:?}");
    assert!(silent.len() <= 6, "the requests are too random: none got through to {silent:?}");
    assert!(end < middle + middle / 4 + 8192, "it grows and grows");
    server.terminate();
    assert!(server.wait().success(), "the server ends with 0");
}
