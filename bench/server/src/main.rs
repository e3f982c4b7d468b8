//! The generated bookstore against a hand-written one that does the same work: `cargo run --release -p apic-bench-server`.
//!
//! Each server runs alone on core 0 with one thread, the load comes from core 1; the two take turns within a run, so that what else the machine
//! does hits both. Processor time a request is the steadier figure on a shared machine.
#![expect(clippy::print_stdout, reason = "a table is its result")]

mod hand;
mod load;
mod serve;

use std::io::Result;
use std::time::Duration;

use load::Request;
use serve::Running;

/// Odd, so that the median is one of them.
const ROUNDS: usize = 9;
const ROUND: Duration = Duration::from_secs(1);
const CONNECTIONS: usize = 32;

const REQUESTS: [Request; 3] = [
    Request {
        name: "GET  path and query",
        text: "GET /books/Dune?currency=USD HTTP/1.1\r\nhost: bench\r\n\r\n",
        status: "200",
    },
    Request {
        name: "POST JSON with rules",
        text: "POST /books HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: 86\r\n\r\n\
               {\"name\":\"Dune\",\"price\":1299,\"format\":\"hardcover\",\"tags\":[\"desert\",\"space\"],\"note\":\"x\"}",
        status: "200",
    },
    Request {
        name: "POST refused",
        text: "POST /books HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: 26\r\n\r\n\
               {\"name\":\"Dune\",\"price\":-1}",
        status: "400",
    },
];

/// What one server did in one round.
struct Sample {
    rate: f64,
    cpu_micros: f64,
}

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("serve") {
        return serve::serve(&arguments.next().unwrap_or_default());
    }
    if cfg!(debug_assertions) {
        println!("a debug build: add --release, or the figures mean nothing\n");
    }
    serve::pin(1)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, compare())
}

async fn compare() -> Result<()> {
    let (generated, hand) = (Running::start("generated")?, Running::start("hand")?);
    println!("median of {ROUNDS} rounds of {ROUND:?}, {CONNECTIONS} connections; both servers on one core");
    for request in REQUESTS {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(round(&generated, request).await?);
            theirs.push(round(&hand, request).await?);
        }
        let (our_rate, their_rate) = (median(&ours, |s| s.rate), median(&theirs, |s| s.rate));
        let (our_cpu, their_cpu) = (median(&ours, |s| s.cpu_micros), median(&theirs, |s| s.cpu_micros));
        println!("\n{}", request.name);
        println!(
            "  closed loop   generated {our_rate:>8.0}/s   hand {their_rate:>8.0}/s   ratio {:.2}",
            our_rate / their_rate
        );
        println!(
            "  processor     generated {our_cpu:>7.2} µs   hand {their_cpu:>7.2} µs   ratio {:.2}",
            their_cpu / our_cpu
        );
        let rate = their_rate / 2.0;
        for (name, server) in [("generated", &generated), ("hand", &hand)] {
            let latencies = load::open(server.port, request, rate, 3 * ROUND).await?;
            let at = |share: f64| latencies.get((latencies.len() as f64 * share) as usize).copied().unwrap_or_default();
            println!("  open loop     {name:<9} {rate:>8.0}/s   p50 {:>9.1?}   p99 {:>9.1?}", at(0.5), at(0.99));
        }
    }
    Ok(())
}

async fn round(server: &Running, request: Request) -> Result<Sample> {
    let before = server.cpu_seconds()?;
    let answers = load::closed(server.port, request, CONNECTIONS, ROUND).await? as f64;
    Ok(Sample { rate: answers / ROUND.as_secs_f64(), cpu_micros: (server.cpu_seconds()? - before) / answers * 1e6 })
}

fn median(samples: &[Sample], value: impl Fn(&Sample) -> f64) -> f64 {
    let mut values: Vec<f64> = samples.iter().map(value).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
