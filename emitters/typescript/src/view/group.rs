//! `routes.ts` and `routes/<group>.ts`: one function per route.

use serde::Serialize;

use super::route::{self, Route};
use crate::Context;
use crate::doc;
use crate::imports::Imports;

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Group {
    header: String,
    /// What the group is, above its imports.
    doc: Vec<String>,
    /// Lines.
    imports: Vec<String>,
    routes: Vec<Route>,
}

/// Path without extension, and view, of every group that has routes.
pub(crate) fn groups(context: &Context) -> Vec<(String, Group)> {
    let names = &context.names;
    let mut views = Vec::new();
    for ((group, path), functions) in context.api.groups.iter().zip(&names.group_files).zip(&names.functions) {
        if group.routes.is_empty() {
            continue;
        }
        let mut imports = Imports::default();
        let routes = group.routes.iter().zip(functions);
        let routes = routes.map(|(found, name)| route::route(context, name, found, &mut imports)).collect();
        let imports = imports.lines(context, path);
        let doc = doc::comment(0, &group.doc.lines);
        views.push((path.clone(), Group { header: super::header(context.api), doc, imports, routes }));
    }
    views
}
