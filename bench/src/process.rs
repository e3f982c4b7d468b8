//! Starts this program again for each pass and keeps the best of several.

use std::error::Error;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

/// A thing that was measured.
#[derive(Debug, Clone)]
pub(crate) struct Figure {
    pub(crate) name: String,
    /// The least processor time of all runs.
    pub(crate) took: Duration,
    /// The least time on the clock, from start to end; of whole processes only.
    pub(crate) wall: Duration,
    /// The most memory of its process until it ended, in KiB.
    pub(crate) peak: u64,
}

/// The best of some runs of one child.
pub(crate) fn best(
    runs: usize,
    prepare: &dyn Fn() -> std::io::Result<()>,
    arguments: &[&str],
) -> Result<Vec<Figure>, Box<dyn Error>> {
    let mut best: Vec<Figure> = Vec::new();
    for _ in 0..runs {
        prepare()?;
        let start = Instant::now();
        let output = Command::new(std::env::current_exe()?).args(arguments).output()?;
        let wall = start.elapsed();
        for (index, line) in succeeded(output)?.lines().enumerate() {
            let figure = figure(line, wall).ok_or_else(|| format!("not a figure: {line}"))?;
            match best.get_mut(index) {
                Some(known) => {
                    known.took = known.took.min(figure.took);
                    known.wall = known.wall.min(figure.wall);
                    known.peak = known.peak.min(figure.peak);
                }
                None => best.push(figure),
            }
        }
    }
    Ok(best)
}

/// How many instructions `apic check` takes, from start to end; they do not depend on the load. `None` without valgrind.
pub(crate) fn instructions(folder: &Path) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe().ok()?)
        .args(["apic", folder.to_str()?, "check", "bench.api"])
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    text.lines().find_map(|line| line.split("Collected :").nth(1))?.trim().parse().ok()
}

fn succeeded(output: Output) -> Result<String, Box<dyn Error>> {
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned().into())
    }
}

fn figure(line: &str, wall: Duration) -> Option<Figure> {
    let mut parts = line.split('\t');
    let name = parts.next()?.to_string();
    let took = Duration::from_nanos(parts.next()?.parse().ok()?);
    Some(Figure { name, took, wall, peak: parts.next()?.parse().ok()? })
}
