//! Files of structs and enums.

use std::collections::BTreeSet;

use apic_compiler::emit::{Engine, TemplateFault};
use apic_compiler::ir::{Api, Field, StructId, TypeRef};

use super::enums::EnumView;
use super::rename::{FIELD_RULES, Renaming, best_rule};
use crate::complexity;
use crate::decode::Chain;
use crate::doc;
use crate::field::Member;
use crate::layout::{self, GENERATED};
use crate::model::TypeFile;
use crate::names::{Taken, value_name};
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

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct StructView {
    pub doc: Vec<String>,
    pub name: String,
    pub encode: bool,
    pub request: bool,
    pub decode: bool,
    pub renamed: bool,
    pub rename_all: String,
    pub empty: bool,
    pub fields: Vec<FieldView>,
}

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct FieldView {
    pub doc: Vec<String>,
    /// `#[serde(…)]`, and a lint that is off.
    pub attributes: Vec<String>,
    pub name: String,
    pub label: String,
    pub from_request: Vec<String>,
    pub from_object: Vec<String>,
}

// === impl File ===

impl File {
    /// # Errors
    /// For a bug in a template.
    pub(crate) fn new(engine: &Engine<'_>, scope: Scope<'_>, file: &TypeFile) -> Result<Self, TemplateFault> {
        let structs: Vec<StructView> = file.structs.iter().map(|id| StructView::new(scope, *id)).collect();
        let enums: Vec<EnumView> = file.enums.iter().map(|id| EnumView::new(scope, *id)).collect();
        let fields = || file.structs.iter().flat_map(|id| &scope.api.structs[*id].fields);
        let others = others(scope, file);
        let uses_map = fields().any(|field| uses_map(&field.type_));
        let uses_runtime = !enums.is_empty() || structs.iter().any(StructView::uses_runtime);
        Ok(Self {
            entry: scope.api.entry.clone(),
            uses_map,
            uses_runtime,
            uses_others: !others.is_empty(),
            others: if others.is_empty() { others } else { layout::import("use super::", &others) },
            structs: engine.parts("struct", &structs)?,
            enums: engine.parts("enum", &enums)?,
        })
    }
}

/// Types of other files that this one names, sorted.
fn others(scope: Scope<'_>, file: &TypeFile) -> Vec<String> {
    let fields = file.structs.iter().flat_map(|id| &scope.api.structs[*id].fields);
    let foreign = |type_: &&TypeRef| match (type_, enum_id(type_)) {
        (TypeRef::Struct(StructId(id)), _) => !file.structs.contains(id),
        (_, Some(id)) => closed_enum(scope.api, id).is_some() && !file.enums.contains(&id.0),
        (_, None) => false,
    };
    let names = fields.map(|field| innermost(&field.type_)).filter(foreign).map(|type_| scope.label(type_));
    names.collect::<BTreeSet<String>>().into_iter().collect()
}

// === impl StructView ===

impl StructView {
    fn new(scope: Scope<'_>, id: usize) -> Self {
        let struct_ = &scope.api.structs[id];
        let mut taken = Taken::default();
        let names: Vec<String> = struct_.fields.iter().map(|field| taken.settle(value_name(&field.name))).collect();
        let wires: Vec<(&str, &str)> =
            names.iter().zip(&struct_.fields).filter_map(|(name, field)| Some((name.as_str(), wire(field)?))).collect();
        let ascii = wires.iter().all(|(name, _)| name.is_ascii());
        let rule = if struct_.uses.response && ascii { best_rule(FIELD_RULES, &wires) } else { None };
        let fields = names
            .iter()
            .zip(&struct_.fields)
            .map(|(name, field)| FieldView::new(Member { scope, id: StructId(id), struct_, field }, name, rule));
        Self {
            doc: doc::lines(struct_.doc.lines.iter().map(String::as_str), GENERATED - 4),
            name: scope.names.structs[id].clone(),
            encode: struct_.uses.response,
            request: struct_.uses.request,
            decode: struct_.uses.request_body,
            renamed: rule.is_some(),
            rename_all: rule.map(|(name, _)| name.to_string()).unwrap_or_default(),
            empty: struct_.fields.is_empty(),
            fields: fields.collect(),
        }
    }

    fn uses_runtime(&self) -> bool {
        let field = |field: &FieldView| {
            field.label.contains("rt::") || field.attributes.iter().any(|line| line.contains("rt::"))
        };
        self.request || self.decode || self.fields.iter().any(field)
    }
}

fn wire(field: &Field) -> Option<&str> {
    let slot = field.slots.iter().find(|slot| slot.source == apic_compiler::ir::Source::Json)?;
    Some(slot.wire.as_str())
}

// === impl FieldView ===

impl FieldView {
    fn new(member: Member<'_>, name: &str, rule: Option<Renaming>) -> Self {
        let (struct_, field) = (member.struct_, member.field);
        let mut attribute = Vec::new();
        if struct_.uses.response {
            let printed = rule.map_or_else(|| name.to_string(), |(_, make)| make(name));
            attribute.extend(wire(field).filter(|wire| *wire != printed).map(|wire| format!("rename = {wire:?}")));
            attribute.extend(member.serde());
        }
        let label = member.label();
        Self {
            doc: doc::lines(field.doc.lines.iter().map(String::as_str), GENERATED - 8),
            attributes: complexity::attribute(&label).into_iter().chain(attributes(&attribute)).collect(),
            name: name.to_string(),
            label,
            from_request: if struct_.uses.request { request_lines(name, &member.in_request()) } else { Vec::new() },
            from_object: if struct_.uses.request_body {
                layout::chain(12, &format!("{name}: "), &member.in_object(), ",")
            } else {
                Vec::new()
            },
        }
    }
}

/// On one line, or a line for each part.
fn attributes(parts: &[String]) -> Vec<String> {
    let line = |part: &str| format!("#[serde({part})]");
    match line(&parts.join(", ")) {
        _ if parts.is_empty() => Vec::new(),
        one if one.chars().count() + 4 <= GENERATED => vec![one],
        _ => parts.iter().map(|part| line(part)).collect(),
    }
}

fn request_lines(name: &str, chains: &[Chain]) -> Vec<String> {
    if let [chain] = chains {
        return layout::chain(12, &format!("{name}: "), chain, ",");
    }
    let mut lines = vec![format!("{name}: {{")];
    let body = chains.iter().flat_map(|chain| layout::chain(16, "", chain, ""));
    lines.extend(body.map(|line| format!("    {line}")));
    lines.push("},".to_string());
    lines
}

// === impl Index ===

impl Index {
    pub(crate) fn new(api: &Api, files: &[TypeFile]) -> Self {
        let mut modules: Vec<String> = files.iter().map(|file| file.module.clone()).collect();
        modules.sort();
        Self { entry: api.entry.clone(), any: !modules.is_empty(), modules }
    }
}
