//! One pass through the stages, in memory.

use std::error::Error;
use std::time::Duration;

use apic_compiler::emit::{Options, Renders};
use apic_compiler::{Opened, ReadFault, Reader, Settings, Stage, compile_observed, format};
use apic_idl::registry::EMITTERS;

use crate::clock;

/// Takes what a part of the pipe is called and the processor time that it took.
pub(crate) type Report<'a> = dyn FnMut(&str, Duration) + 'a;

/// One file.
struct Text<'a>(&'a str);

impl Reader for Text<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        Ok(Opened { identity: path.to_string(), bytes: self.0.as_bytes().to_vec() })
    }
}

/// Parses, resolves, checks, lowers and emits; the next stage begins when the last is reported.
pub(crate) fn pipe(text: &str, report: &mut Report<'_>) -> Result<(), Box<dyn Error>> {
    let mut since = clock::processor();
    let mut done = |stage| {
        let name = match stage {
            Stage::Load => "parse",
            Stage::Resolve => "resolve",
            Stage::Check => "check and lower",
        };
        report(name, clock::processor() - since);
        since = clock::processor();
    };
    let compiled = compile_observed(&Text(text), "bench.api", &Settings::default(), &mut done)
        .map_err(|fault| format!("{fault:?}"))?;
    let api = compiled.api.ok_or_else(|| format!("the contract has errors: {:?}", compiled.diagnostics.first()))?;
    for emitter in EMITTERS {
        let since = clock::processor();
        let files = emitter.emit(&api, &Options::default(), &Renders::default()).map_err(|error| error.to_string())?;
        report(&format!("emit {}", emitter.name()), clock::processor() - since);
        drop(files);
    }
    Ok(())
}

/// Formats.
pub(crate) fn layout(text: &str, report: &mut Report<'_>) -> Result<(), Box<dyn Error>> {
    let bytes = text.as_bytes().to_vec();
    let since = clock::processor();
    format("bench.api", bytes).map_err(|broken| format!("{:?}", broken.diagnostics.first()))?;
    report("format", clock::processor() - since);
    Ok(())
}
