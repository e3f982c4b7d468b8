//! Files of structs and enums.

use std::collections::BTreeSet;

use apic_compiler::emit::{Engine, TemplateFault};
use apic_compiler::ir::{Api, StructId, TypeRef};

use super::enums::EnumView;
use super::structs::Text;
use crate::layout;
use crate::model::TypeFile;
use crate::types::{Scope, closed_enum, enum_id, innermost, uses_map};

/// `types.rs`: which modules there are.
#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct Index {
    pub entry: String,
    pub any: bool,
    pub modules: Vec<String>,
}

/// `types/<file>.rs`.
#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct File {
    pub entry: String,
    pub uses_map: bool,
    pub uses_runtime: bool,
    pub uses_others: bool,
    /// Lines that import the types of other files.
    pub others: Vec<String>,
    /// Finished text.
    pub structs: Vec<String>,
    pub enums: Vec<String>,
}

// === impl File ===

impl File {
    /// # Errors
    /// For a bug in a template.
    pub(crate) fn new(engine: &Engine<'_>, scope: Scope<'_>, file: &TypeFile) -> Result<Self, TemplateFault> {
        let structs: Vec<Text> =
            file.structs.iter().map(|id| Text::of_struct(engine, scope, *id)).collect::<Result<_, _>>()?;
        let enums: Vec<String> =
            file.enums.iter().map(|id| enum_text(engine, scope, *id)).collect::<Result<_, TemplateFault>>()?;
        let fields = || file.structs.iter().flat_map(|id| &scope.api.structs[*id].fields);
        let others = others(scope, file);
        let uses_map = fields().any(|field| uses_map(&field.type_));
        let uses_runtime = !enums.is_empty() || structs.iter().any(|text| text.uses_runtime);
        Ok(Self {
            entry: scope.api.entry.clone(),
            uses_map,
            uses_runtime,
            uses_others: !others.is_empty(),
            others: if others.is_empty() { others } else { layout::import("use super::", &others) },
            structs: structs.into_iter().map(|text| text.text).collect(),
            enums,
        })
    }
}

/// Types of other files that this one names, sorted.
fn others(scope: Scope<'_>, file: &TypeFile) -> Vec<String> {
    let fields = file.structs.iter().flat_map(|id| &scope.api.structs[*id].fields);
    let foreign = |type_: &&TypeRef| match (type_, enum_id(type_)) {
        // Both lists are in order.
        (TypeRef::Struct(StructId(id)), _) => file.structs.binary_search(id).is_err(),
        (_, Some(id)) => closed_enum(scope.api, id).is_some() && file.enums.binary_search(&id.0).is_err(),
        (_, None) => false,
    };
    let names = fields.map(|field| innermost(&field.type_)).filter(foreign).map(|type_| scope.label(type_));
    names.collect::<BTreeSet<String>>().into_iter().collect()
}

fn enum_text(engine: &Engine<'_>, scope: Scope<'_>, id: usize) -> Result<String, TemplateFault> {
    engine.renders().known("enum", &(scope.surroundings, id), || engine.part("enum", &EnumView::new(scope, id)))
}

// === impl Index ===

impl Index {
    pub(crate) fn new(api: &Api, files: &[TypeFile]) -> Self {
        let mut modules: Vec<String> = files.iter().map(|file| file.module.clone()).collect();
        modules.sort();
        Self { entry: api.entry.clone(), any: !modules.is_empty(), modules }
    }
}
