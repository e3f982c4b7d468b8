//! The generated bookstore against a hand-written one that does the same work: `cargo run --release -p apic-bench-server`.
//!
//! Each server runs alone on core 0 with one thread, the load comes from core 1; they take turns within a run, so that what else the machine
//! does hits all. Processor time a request is the steadier figure on a shared machine.
#![expect(clippy::print_stdout, reason = "a table is its result")]

mod hand;
mod load;
mod serve;

use std::io::Result;
use std::time::Duration;

use load::Request;
use serve::Running;

/// `hand` is bare, `layered` is the same with a time limit: the generated one has that and more. The first is compared with the others.
const SERVERS: [&str; 3] = ["generated", "hand", "layered"];

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
    let servers = SERVERS.into_iter().map(Running::start).collect::<Result<Vec<_>>>()?;
    println!("median of {ROUNDS} rounds of {ROUND:?}, {CONNECTIONS} connections; every server on the same core");
    for request in REQUESTS {
        println!("\n{}", request.name);
        let mut samples: Vec<Vec<Sample>> = servers.iter().map(|_| Vec::new()).collect();
        for _ in 0..ROUNDS {
            for (server, samples) in servers.iter().zip(&mut samples) {
                samples.push(round(server, request).await?);
            }
        }
        let rates: Vec<f64> = samples.iter().map(|samples| median(samples, |sample| sample.rate)).collect();
        let cpus: Vec<f64> = samples.iter().map(|samples| median(samples, |sample| sample.cpu_micros)).collect();
        println!("             closed loop    processor    ratios (over 1: the generated one is better)");
        for ((name, rate), cpu) in SERVERS.into_iter().zip(&rates).zip(&cpus) {
            let (speed, share) = (rates[0] / rate, cpu / cpus[0]);
            println!("  {name:<9} {rate:>10.0}/s   {cpu:>7.2} µs    {speed:.2} {share:.2}");
        }
        // Half of what the hand-written server can do.
        let rate = rates[1] / 2.0;
        for (name, server) in SERVERS.into_iter().zip(&servers) {
            let latencies = load::open(server.port, request, rate, 3 * ROUND).await?;
            let at = |share: f64| latencies.get((latencies.len() as f64 * share) as usize).copied().unwrap_or_default();
            println!("  {name:<9} open loop   {rate:>8.0}/s   p50 {:>9.1?}   p99 {:>9.1?}", at(0.5), at(0.99));
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
