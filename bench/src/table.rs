//! The figures as a table.

use std::time::Duration;

use crate::process::Figure;
use crate::size::Size;

/// One size.
pub(crate) fn size(size: &Size) -> String {
    let mut text = format!(
        "{} routes, {} lines, {:.2} MB\n  {:<28} {:>12} {:>10} {:>12} {:>12}\n",
        size.routes,
        size.lines,
        megabytes(size),
        "",
        "processor",
        "speed",
        "clock",
        "peak memory"
    );
    for figure in &size.stages {
        text += &row(figure, megabytes(size), "");
    }
    for figure in &size.commands {
        text += &row(figure, megabytes(size), &format!("{:.2} ms", millis(figure.wall)));
    }
    text + &match size.instructions {
        Some(count) => format!(
            "  apic check: {:.1} million instructions, {} a byte\n",
            count as f64 / 1e6,
            count / size.bytes as u64
        ),
        None => "  instructions: skipped, valgrind is not installed\n".to_string(),
    }
}

/// How each figure grows from one size to a larger one.
pub(crate) fn growth(small: &Size, large: &Size) -> String {
    let bytes = megabytes(large) / megabytes(small);
    let mut text = format!(
        "growth from {} to {} routes: time per byte, and the exponent of time over size\n",
        small.routes, large.routes
    );
    let all = |size: &'_ Size| size.stages.iter().chain(&size.commands).cloned().collect::<Vec<_>>();
    for (one, other) in all(small).iter().zip(all(large)) {
        let time = other.took.as_secs_f64() / one.took.as_secs_f64();
        text += &format!("  {:<28} {:>10.2} × {:>10.2}\n", one.name, time / bytes, time.ln() / bytes.ln());
    }
    if let (Some(one), Some(other)) = (small.instructions, large.instructions) {
        let count = other as f64 / one as f64;
        text += &format!(
            "  {:<28} {:>10.2} × {:>10.2}\n",
            "apic check, instructions",
            count / bytes,
            count.ln() / bytes.ln()
        );
    }
    text
}

fn row(figure: &Figure, megabytes: f64, wall: &str) -> String {
    let speed = megabytes / figure.took.as_secs_f64();
    let peak = figure.peak as f64 / 1024.0;
    format!("  {:<28} {:>9.2} ms {speed:>5.1} MB/s {wall:>12} {peak:>9.1} MB\n", figure.name, millis(figure.took))
}

fn megabytes(size: &Size) -> f64 {
    size.bytes as f64 / 1e6
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
