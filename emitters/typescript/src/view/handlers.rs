//! `handlers.ts`: the handlers of all groups for Mock Service Worker, which asks them in turn.

use apic_compiler::ir::{Path, Segment};
use serde::Serialize;

use crate::Context;
use crate::imports::specifier;

/// The file.
#[derive(Hash, Serialize)]
pub(crate) struct Handlers {
    header: String,
    /// Lines.
    imports: Vec<String>,
    /// Calls, the ones of literal paths first.
    handlers: Vec<String>,
}

pub(crate) fn handlers(context: &Context) -> Handlers {
    let Context { api, names, .. } = context;
    let mut imports = vec!["import type { HttpHandler as $Handler } from \"msw\";".to_string()];
    let mut found: Vec<(Vec<bool>, String)> = Vec::new();
    let named = names.facades.iter().zip(&names.group_files).zip(&names.functions);
    for (group, ((facade, routes), functions)) in api.groups.iter().zip(named) {
        if group.routes.is_empty() {
            continue;
        }
        let mocks = routes.replacen("routes", "mocks", 1);
        imports.push(format!("import * as ${facade} from {};", specifier(context, "handlers", &mocks)));
        for (route, name) in group.routes.iter().zip(functions) {
            found.push((openness(&route.path), format!("${facade}.{name}(undefined, baseUrl),")));
        }
    }
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    let handlers = found.into_iter().map(|(_, handler)| handler).collect();
    Handlers { header: super::header(api), imports, handlers }
}

/// A literal beats a parameter, from the left.
pub(super) fn openness(path: &Path) -> Vec<bool> {
    path.segments.iter().map(|segment| matches!(segment, Segment::Parameter(_))).collect()
}
