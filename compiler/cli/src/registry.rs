//! The outputs: one line each.

use apic_compiler::emit::Emitter;

use crate::exit::Failure;
use crate::settings::nearest;

/// All outputs that are built, sorted by name.
pub const EMITTERS: &[&dyn Emitter] = &[&apic_emit_rust::Rust, &apic_emit_typescript::TypeScript];

/// Other names that users type.
const ALIASES: &[(&str, &str)] = &[("k8s", "kubernetes"), ("ops", "operations"), ("ts", "typescript")];

/// Outputs of the specification that are not built yet, sorted.
pub const PLANNED: &[&str] = &["dart", "docs", "kubernetes", "operations"];

/// The output that a user means.
///
/// # Errors
/// When there is none by that name, or it is not built yet.
pub fn find(name: &str) -> Result<&'static dyn Emitter, Failure> {
    let full = ALIASES.iter().find(|(alias, _)| *alias == name).map_or(name, |(_, full)| *full);
    if let Some(emitter) = EMITTERS.iter().find(|emitter| emitter.name() == full) {
        return Ok(*emitter);
    }
    let built = EMITTERS.iter().map(|emitter| emitter.name()).collect::<Vec<_>>().join(", ");
    if PLANNED.contains(&full) {
        return Err(Failure::usage(format!("the output `{full}` is not built yet"), format!("there is: {built}")));
    }
    let aliases = ALIASES.iter().map(|(alias, _)| *alias);
    let names = EMITTERS.iter().map(|emitter| emitter.name()).chain(aliases).chain(PLANNED.iter().copied());
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there is: {built}"),
    };
    Err(Failure::usage(format!("unknown language `{name}`"), help))
}
