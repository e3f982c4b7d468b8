//! Prints how long each part of the pipe takes, for a small and a large contract: `cargo run --release -p apic-bench`.
#![expect(clippy::print_stdout, reason = "a table is its result")]

mod contract;
mod generate;
mod stages;
mod watch;

use std::time::Duration;

/// Odd, so that the median is one of them.
const RUNS: usize = 9;

/// A named part of the pipe and how long it took in each run.
struct Row {
    name: &'static str,
    times: Vec<Duration>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if cfg!(debug_assertions) {
        println!("a debug build: add --release, or the figures mean nothing\n");
    }
    for resources in [10, 200] {
        let text = contract::contract(resources);
        let (routes, lines) = (resources * 5, text.lines().count());
        println!("{routes} routes, {lines} lines; median of {RUNS} runs, the fastest, and the share of a whole `gen`");
        let mut rows = stages::measure(&text)?;
        rows.extend(generate::measure(&text)?);
        rows.push(watch::measure(&text)?);
        print(&rows);
    }
    Ok(())
}

fn print(rows: &[Row]) {
    let whole = rows.iter().find(|row| row.name == generate::WHOLE).map_or(Duration::ZERO, median);
    for row in rows {
        let (median, fastest) = (median(row), row.times.iter().min().copied().unwrap_or_default());
        let share = median.as_secs_f64() / whole.as_secs_f64() * 100.0;
        println!("  {:<38} {:>9.2} ms {:>9.2} ms {share:>6.1} %", row.name, millis(median), millis(fastest));
    }
    println!();
}

fn median(row: &Row) -> Duration {
    let mut times = row.times.clone();
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
