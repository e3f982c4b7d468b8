//! The constant of a route: what the runtime must know of it.

use apic_compiler::ir::{Api, Route, StructId, TypeRef};

use crate::layout::{self, GENERATED};
use crate::literal::int_literal;
use crate::model::Handler;
use crate::types::is_file;

/// On one line, or a line for each call, or one for each argument.
pub(crate) fn constant(api: &Api, route: &Route, handler: &Handler) -> Vec<String> {
    let mut further = further(api, route);
    let arguments = [route.operation.as_str(), route.method.as_str(), route.path.text.as_str()];
    let arguments = arguments.map(|text| format!("{text:?}"));
    let head = format!("pub const {}: rt::Operation = ", handler.constant);
    let new = format!("rt::Operation::new({})", arguments.join(", "));
    if head.chars().count() + new.chars().count() < GENERATED {
        further.insert(0, new);
        return layout::chain(0, &head, &further, ";");
    }
    layout::generated(0, &format!("{head}rt::Operation::new("), &arguments, &format!("){};", further.concat()))
}

/// What differs from an ordinary route, as calls.
fn further(api: &Api, route: &Route) -> Vec<String> {
    let mut further = Vec::new();
    if route.status != 200 {
        further.push(format!(".status({})", route.status));
    }
    if let Some(bytes) = route.policy.max_bytes {
        further.push(format!(".max_bytes({})", int_literal(&bytes.to_string())));
    }
    if let Some(block) = &route.guard.jwt_transition {
        // It replaces `jwt`, as in go-zero.
        further.push(format!(".jwt_transition({block:?})"));
    } else if let Some(block) = &route.guard.jwt {
        further.push(format!(".jwt({block:?})"));
    }
    if let Some(milliseconds) = route.policy.timeout_ms {
        further.push(format!(".timeout({})", int_literal(&milliseconds.to_string())));
    }
    if takes_files(api, route) {
        further.push(".files()".to_string());
    }
    if route.response.as_ref().is_some_and(|response| response.stream) {
        further.push(".stream()".to_string());
    }
    let carried = route.carried.iter().map(|carried| format!("({:?}, {:?})", carried.key, carried.value));
    let carried: Vec<String> = carried.collect();
    if !carried.is_empty() {
        further.push(format!(".with_meta(&[{}])", carried.join(", ")));
    }
    further
}

fn takes_files(api: &Api, route: &Route) -> bool {
    let request = route.request.as_ref().map(|request| &request.type_);
    let Some(TypeRef::Struct(StructId(id))) = request else { return false };
    api.structs.get(*id).is_some_and(|struct_| struct_.fields.iter().any(|field| is_file(&field.type_)))
}
