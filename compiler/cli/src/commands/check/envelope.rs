//! `[wire] envelope` and `info(wrapCodeMsg)` are one switch, in the settings or in the contract: here it shows when both are there and differ.

use apic_compiler::ir::{Api, Envelope};

use crate::exit::Failure;
use crate::job::Project;

/// Fails when both say something, and not the same. The contract's word is in the model.
///
/// # Errors
/// As said.
pub(crate) fn agree(api: &Api, project: &Project) -> Result<(), Failure> {
    let Some(set) = set(project) else { return Ok(()) };
    let wrapped = api.wire.envelope == Envelope::CodeMsgData;
    if wrapped == (set == "code-msg-data") {
        return Ok(());
    }
    Err(Failure::usage(
        format!("`envelope` in apic.toml says {set}, and `wrapCodeMsg` in {} says {wrapped}", api.entry),
        "they are one switch: leave one of them out",
    ))
}

/// What the settings say, if they do.
pub(crate) fn set(project: &Project) -> Option<&serde_json::Value> {
    project.settings.sections.get("wire").and_then(|section| section.get("envelope"))
}
