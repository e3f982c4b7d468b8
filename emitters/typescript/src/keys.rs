//! Keys of the one flat argument (clients.md §3): the wire name, for headers the field's own name in lower camel.

use apic_compiler::emit::camel;
use apic_compiler::ir::{Field, Source, Struct};

use crate::scope::Scope;

/// One entry a field; none for a field that does not show: inside a JSON body only JSON fields travel.
pub(crate) fn of(struct_: &Struct) -> Vec<Option<String>> {
    let mut keys = vec![None; struct_.fields.len()];
    let mut scope = Scope::default();
    // The body keeps its names, so it comes first; of the others the first keeps them.
    for source in [Source::Json, Source::Path, Source::Form, Source::Header] {
        let visible = source == Source::Json || struct_.uses.request;
        for (key, field) in keys.iter_mut().zip(&struct_.fields) {
            if key.is_none() && visible {
                *key = wanted(field, source).map(|name| free(&mut scope, name, source));
            }
        }
    }
    keys
}

/// A parameter of the path that no field holds, beside fields with these keys.
pub(crate) fn of_parameter<'a>(name: &str, taken: impl Iterator<Item = &'a str>) -> String {
    let mut scope = Scope::default();
    for key in taken {
        scope.take(key.to_string());
    }
    free(&mut scope, name.to_string(), Source::Path)
}

fn wanted(field: &Field, source: Source) -> Option<String> {
    let slot = field.slots.iter().find(|slot| slot.source == source)?;
    Some(match source {
        Source::Header => camel(&field.name),
        Source::Path | Source::Form | Source::Json => slot.wire.as_str().to_string(),
    })
}

fn free(scope: &mut Scope, name: String, source: Source) -> String {
    let key = scope.take(name.clone());
    if key == name {
        return key;
    }
    let suffix = match source {
        Source::Json => "",
        Source::Path => "Path",
        Source::Form => "Query",
        Source::Header => "Header",
    };
    scope.take(format!("{name}{suffix}"))
}
