//! Prints how long each part of the pipe takes, for contracts of 50, 1,000 and 20,000 routes: `cargo run --release -p apic-bench [ROUTES…]`.
//!
//! Times are processor time, the least of some runs, each in a process of its own. Peak memory is that of the process until the stage ended: the pipe is
//! one process, so a stage's figure holds what the stages before it left.
#![expect(clippy::print_stdout, reason = "a table is its result")]

mod child;
mod clock;
mod contract;
mod process;
mod size;
mod stages;
mod table;
mod watch;

use std::error::Error;
use std::time::Duration;

/// A command that is measured from outside, on the clock.
struct Row {
    name: &'static str,
    times: Vec<Duration>,
}

/// That of the `apic` command.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [what, place, rest @ ..] = arguments.as_slice()
        && ["pipe", "format", "apic"].contains(&what.as_str())
    {
        return child::run_as(what, place, rest);
    }
    if let [what, routes] = arguments.as_slice()
        && what == "contract"
    {
        // For `bench/clients`.
        print!("{}", contract::contract(routes.parse::<usize>()?.div_ceil(5)));
        return Ok(());
    }
    if cfg!(debug_assertions) {
        println!("a debug build: add --release, or the figures mean nothing\n");
    }
    let typed: Vec<usize> = arguments.iter().map(|routes| routes.parse()).collect::<Result<_, _>>()?;
    let routes = if typed.is_empty() { vec![50, 1000, 20_000] } else { typed };
    let mut before = None;
    for routes in routes {
        // The largest takes seconds, and its figures vary little.
        let runs = if routes > 5000 { 3 } else { 15 };
        let size = size::measure(routes.div_ceil(5), runs)?;
        println!("{}", table::size(&size));
        if routes <= 1000 {
            let Row { name, mut times } = watch::measure(&contract::contract(routes.div_ceil(5)))?;
            times.sort();
            println!("  {name}: median {:?}, fastest {:?} on the clock\n", times.get(times.len() / 2), times.first());
        }
        if let Some(before) = &before {
            println!("{}", table::growth(before, &size));
        }
        before = Some(size);
    }
    Ok(())
}
