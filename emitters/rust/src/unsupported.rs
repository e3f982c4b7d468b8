//! What the runtime does not serve yet: one table, which shrinks as the runtime grows.
//!
//! A guard or a limit that was left out silently would be an open door, so `emit` fails by name instead.

use apic_compiler::emit::EmitError;
use apic_compiler::ir::{Api, Field, Input, Route, StructId, TypeRef};

use crate::types::{innermost, is_file};

/// A key of the contract whose stage is missing.
struct Missing {
    key: &'static str,
    used: fn(&Api, &Route) -> bool,
}

const MISSING: &[Missing] = &[
    Missing { key: "signature", used: |_, route| route.guard.signature },
    Missing {
        key: "a file in a form with a default or from a second source, or that is no single file or list",
        used: odd_files,
    },
];

/// Governance keys that are served. None yet.
const SERVED_GOVERNANCE: &[&str] = &[];

const REASON: &str = "is not served by apic-runtime yet";

/// Fails for the first thing that the generated server would not honor.
pub(crate) fn refuse(api: &Api) -> Result<(), EmitError> {
    for missing in MISSING {
        refuse_on(api, missing.key, &|route| (missing.used)(api, route))?;
    }
    let governance = routes(api).flat_map(|route| &route.policy.governance);
    for carried in governance.filter(|carried| !SERVED_GOVERNANCE.contains(&carried.key.as_str())) {
        refuse_on(api, &carried.key, &|route| route.policy.governance.iter().any(|other| other.key == carried.key))?;
    }
    Ok(())
}

fn refuse_on(api: &Api, key: &str, used: &dyn Fn(&Route) -> bool) -> Result<(), EmitError> {
    let routes: Vec<String> = routes(api).filter(|route| used(route)).map(|route| route.operation.clone()).collect();
    if routes.is_empty() {
        return Ok(());
    }
    Err(EmitError::Unsupported { key: key.to_string(), routes, reason: REASON.to_string() })
}

fn routes(api: &Api) -> impl Iterator<Item = &Route> {
    api.routes()
}

fn odd_files(api: &Api, route: &Route) -> bool {
    let Some(TypeRef::Struct(StructId(id))) = route.request.as_ref().map(|request| &request.type_) else {
        return false;
    };
    let is_odd = |field: &Field| {
        let is_simple = match field.slots.as_slice() {
            [slot] => !matches!(slot.input, Input::Default(_) | Input::OptionalDefault(_)) && slot.fallback.is_none(),
            _ => false,
        };
        *innermost(&field.type_) == TypeRef::File && !(is_file(&field.type_) && is_simple)
    };
    api.structs.get(*id).is_some_and(|struct_| struct_.fields.iter().any(is_odd))
}
