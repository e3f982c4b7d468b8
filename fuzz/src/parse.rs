//! Parsing: no panic, places hold, and the steps are linear in the length.

use std::num::NonZeroUsize;

use apic_compiler::Settings;

use crate::project::Project;
use crate::spans;

/// Twenty of pest's calls a byte are what ordinary text takes.
const STEPS_PER_BYTE: usize = 200;
/// The least for a file of a few bytes.
const STEPS: usize = 10_000;

/// Reads one file.
pub fn parse(text: &[u8]) {
    pest::set_call_limit(NonZeroUsize::new(STEPS + STEPS_PER_BYTE * text.len()));
    let compiled = Project::single(text).compiled(&Settings::default());
    pest::set_call_limit(None);
    spans::hold(&compiled);
    let spent = compiled.diagnostics.iter().any(|found| found.message.contains("too many steps"));
    assert!(!spent, "more than {STEPS_PER_BYTE} steps a byte");
}
