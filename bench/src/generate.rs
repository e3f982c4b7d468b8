//! Measures the command as a user runs it, disk included.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use apic_idl::run::run;

use crate::{RUNS, Row};

/// The row that the others are compared with.
pub(crate) const WHOLE: &str = "apic gen, both outputs, from nothing";

/// From nothing, again without a change, and as a check.
pub(crate) fn measure(text: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let mut rows =
        [WHOLE, "apic gen again, nothing to write", "apic gen --check"].map(|name| Row { name, times: Vec::new() });
    for _ in 0..RUNS {
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("bench.api"), text)?;
        fs::write(folder.path().join("apic.toml"), "[rust]\n[typescript]\n")?;
        for (row, arguments) in rows.iter_mut().zip([&["gen"][..], &["gen"], &["gen", "--check"]]) {
            let start = Instant::now();
            apic(folder.path(), arguments)?;
            row.times.push(start.elapsed());
        }
    }
    Ok(rows.into())
}

fn apic(folder: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let exit = run(["apic"].iter().chain(arguments), folder, &mut out, &mut err);
    if exit as u8 == 0 { Ok(()) } else { Err(String::from_utf8_lossy(&err).into_owned().into()) }
}
