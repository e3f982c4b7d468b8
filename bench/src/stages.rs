//! Measures the stages of the pipe, in memory.

use std::error::Error;
use std::time::Instant;

use apic_compiler::emit::Options;
use apic_compiler::{Opened, ReadFault, Reader, Settings, Stage, compile, compile_observed, format};
use apic_idl::registry::EMITTERS;

use crate::{RUNS, Row};

/// One file.
struct Text<'a>(&'a str);

impl Reader for Text<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        Ok(Opened { identity: path.to_string(), bytes: self.0.as_bytes().to_vec() })
    }
}

/// A row a stage, a row an emitter.
pub(crate) fn measure(text: &str) -> Result<Vec<Row>, Box<dyn Error>> {
    let stages =
        [("parse", Stage::Load), ("resolve", Stage::Resolve), ("check", Stage::Check), ("lower", Stage::Lower)];
    let mut rows: Vec<_> = stages.iter().map(|(name, _)| Row { name, times: Vec::new() }).collect();
    for _ in 0..RUNS {
        let mut since = Instant::now();
        let mut done = |stage| {
            let now = Instant::now();
            if let Some(index) = stages.iter().position(|(_, one)| *one == stage) {
                rows[index].times.push(now - since);
            }
            since = now;
        };
        compile_observed(&Text(text), "bench.api", &Settings::default(), &mut done)
            .map_err(|fault| format!("{fault:?}"))?;
    }
    rows.push(formatting(text)?);
    let compiled = compile(&Text(text), "bench.api", &Settings::default()).map_err(|fault| format!("{fault:?}"))?;
    let api = compiled.api.ok_or_else(|| format!("the contract has errors: {:?}", compiled.diagnostics.first()))?;
    for emitter in EMITTERS {
        let mut times = Vec::new();
        for _ in 0..RUNS {
            let start = Instant::now();
            emitter.emit(&api, &Options::default()).map_err(|error| error.to_string())?;
            times.push(start.elapsed());
        }
        let name = if emitter.name() == "rust" { "emit rust" } else { "emit typescript" };
        rows.push(Row { name, times });
    }
    Ok(rows)
}

fn formatting(text: &str) -> Result<Row, Box<dyn Error>> {
    let mut times = Vec::new();
    for _ in 0..RUNS {
        let bytes = text.as_bytes().to_vec();
        let start = Instant::now();
        format("bench.api", bytes).map_err(|broken| format!("{:?}", broken.diagnostics.first()))?;
        times.push(start.elapsed());
    }
    Ok(Row { name: "format", times })
}
