//! One struct: its declaration, and how it is decoded.

use apic_compiler::emit::{Engine, TemplateFault};
use apic_compiler::ir::{Field, StructId};

use super::rename::{FIELD_RULES, Renaming, best_rule};
use crate::complexity;
use crate::decode::Chain;
use crate::doc;
use crate::field::Member;
use crate::layout::{self, GENERATED};
use crate::names::{Taken, value_name};
use crate::types::Scope;

/// A struct, finished.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) uses_runtime: bool,
}

#[derive(Debug, serde::Serialize)]
struct StructView {
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

#[derive(Debug, serde::Serialize)]
struct FieldView {
    pub doc: Vec<String>,
    /// `#[serde(…)]`, and a lint that is off.
    pub attributes: Vec<String>,
    pub name: String,
    pub label: String,
    pub from_request: Vec<String>,
    pub from_object: Vec<String>,
}

// === impl Text ===

impl Text {
    pub(super) fn of_struct(engine: &Engine<'_>, scope: Scope<'_>, id: usize) -> Result<Self, TemplateFault> {
        engine.renders().known("struct", &(scope.surroundings, id, &scope.api.structs[id]), || {
            let view = StructView::new(scope, id);
            Ok(Self { text: engine.part("struct", &view)?, uses_runtime: view.uses_runtime() })
        })
    }
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
