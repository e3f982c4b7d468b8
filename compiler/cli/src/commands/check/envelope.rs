//! `[wire] envelope` and `info(wrapCodeMsg)` are one switch, in the settings or in the contract.

use apic_compiler::ir::{Api, Envelope, Wire};

use crate::exit::Failure;
use crate::job::Project;

/// The wire facts with the envelope that either place asks for.
///
/// # Errors
/// When both say something, and not the same.
pub(crate) fn settled(api: &Api, project: &Project) -> Result<Wire, Failure> {
    let mut wire = api.wire.clone();
    let Some(carried) = api.info.carried.iter().find(|carried| carried.key == "wrapCodeMsg") else { return Ok(wire) };
    let asked = if carried.value == "true" { Envelope::CodeMsgData } else { Envelope::None };
    if let Some(set) = set(project).filter(|_| wire.envelope != asked) {
        return Err(Failure::usage(
            format!("`envelope` in apic.toml says {set}, and `wrapCodeMsg` in {} says {}", api.entry, carried.value),
            "they are one switch: leave one of them out",
        ));
    }
    wire.envelope = asked;
    Ok(wire)
}

/// What the settings say, if they do.
pub(crate) fn set(project: &Project) -> Option<&serde_json::Value> {
    project.settings.sections.get("wire").and_then(|section| section.get("envelope"))
}
