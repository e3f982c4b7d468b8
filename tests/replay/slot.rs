//! What stands at a place of an answer, according to the contract.

use apic_compiler::ir::{Api, Route, Source, StructId, TypeRef};

/// One step into a JSON value.
#[derive(Debug, Clone)]
pub(super) enum Step {
    Key(String),
    Index(usize),
}

/// `$.items[2].name`.
pub(super) fn pointer(path: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Key(key) => format!(".{key}"),
        Step::Index(index) => format!("[{index}]"),
    };
    format!("${}", path.iter().map(step).collect::<String>())
}

/// The route that a vector names: method and template.
pub(super) fn route<'a>(api: &'a Api, name: &str) -> Option<&'a Route> {
    let mut routes = api.routes();
    routes.find(|route| name == format!("{} {}", route.method.as_str(), route.path.text))
}

/// The type at the end of the path.
pub(super) fn type_at<'a>(api: &'a Api, route: &'a Route, path: &[Step]) -> Option<&'a TypeRef> {
    let mut type_ = &route.response.as_ref()?.type_;
    for step in path {
        type_ = match (type_, step) {
            (TypeRef::List(item) | TypeRef::Array { item, .. }, Step::Index(_)) => item,
            (TypeRef::Map { value, .. }, Step::Key(_)) => value,
            (TypeRef::Struct(StructId(id)), Step::Key(key)) => {
                let mut fields = api.structs.get(*id)?.fields.iter();
                let named = |slot: &apic_compiler::ir::Slot| slot.source == Source::Json && slot.wire.as_str() == key;
                &fields.find(|field| field.slots.iter().any(named))?.type_
            }
            _ => return None,
        };
    }
    Some(type_)
}
