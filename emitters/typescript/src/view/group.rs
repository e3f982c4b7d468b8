//! `routes.ts` and `routes/<group>.ts`: one function per route.

use apic_compiler::emit::{Engine, TemplateFault};
use serde::Serialize;

use super::route;
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
    /// Finished text.
    routes: Vec<String>,
}

/// Path without extension, and view, of every group that has routes.
///
/// # Errors
/// For a bug in a template.
pub(crate) fn groups(context: &Context, engine: &Engine<'_>) -> Result<Vec<(String, Group)>, TemplateFault> {
    let names = &context.names;
    let mut views = Vec::new();
    for ((group, path), functions) in context.api.groups.iter().zip(&names.group_files).zip(&names.functions) {
        if group.routes.is_empty() {
            continue;
        }
        let (mut imports, mut routes) = (Imports::default(), Vec::new());
        for (found, name) in group.routes.iter().zip(functions) {
            let (text, needs) = route::known(context, engine, name, found)?;
            routes.push(text);
            imports.join(&needs);
        }
        let imports = imports.lines(context, path);
        let doc = doc::comment(0, &group.doc.lines);
        views.push((path.clone(), Group { header: super::header(context.api), doc, imports, routes }));
    }
    Ok(views)
}
