//! Files of structs and enums.

use std::collections::BTreeSet;

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Api, Field, StructId, TypeRef};

use super::{Renaming, best_rule};
use crate::doc;
use crate::field::{Chain, Member};
use crate::layout::{self, GENERATED};
use crate::model::TypeFile;
use crate::names::{Taken, value_name};
use crate::types::{Scope, closed_enum, enum_id, innermost, uses_map};

/// `types.rs`: which modules there are.
#[derive(Debug, serde::Serialize)]
pub(crate) struct Index {
    pub entry: String,
    pub any: bool,
    pub modules: Vec<String>,
}

/// `types/<file>.rs`.
#[derive(Debug, serde::Serialize)]
pub(crate) struct File {
    pub entry: String,
    pub imports: bool,
    pub uses_map: bool,
    pub uses_runtime: bool,
    pub uses_others: bool,
    /// Lines that import the types of other files.
    pub others: Vec<String>,
    pub structs: Vec<StructView>,
    pub enums: Vec<EnumView>,
}

#[derive(Debug, serde::Serialize)]
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

#[derive(Debug, serde::Serialize)]
pub(crate) struct FieldView {
    pub doc: Vec<String>,
    pub attributed: bool,
    pub attribute: String,
    pub name: String,
    pub label: String,
    pub from_request: Vec<String>,
    pub from_object: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
pub(crate) struct EnumView {
    pub doc: Vec<String>,
    pub name: String,
    pub renamed: bool,
    pub rename_all: String,
    pub variants: Vec<VariantView>,
    pub values: Vec<String>,
}

#[derive(Debug, serde::Serialize)]
pub(crate) struct VariantView {
    pub name: String,
    pub renamed: bool,
    pub wire: String,
}

/// serde's own names for its rules, and what they do to a field.
const FIELD_RULES: &[Renaming] = &[
    ("camelCase", |name| {
        let pascal = pascal(name);
        let mut letters = pascal.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
    }),
    ("PascalCase", pascal),
    ("kebab-case", |name| name.replace('_', "-")),
    ("SCREAMING_SNAKE_CASE", |name| name.to_ascii_uppercase()),
];

/// The same for a variant.
const VARIANT_RULES: &[Renaming] = &[
    ("lowercase", |name| name.to_ascii_lowercase()),
    ("snake_case", |name| spread(name, '_')),
    ("kebab-case", |name| spread(name, '-')),
    ("UPPERCASE", |name| name.to_ascii_uppercase()),
    ("SCREAMING_SNAKE_CASE", |name| spread(name, '_').to_ascii_uppercase()),
    ("camelCase", |name| {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
    }),
];

fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    let mut capital = true;
    for char in name.chars() {
        if char == '_' {
            capital = true;
        } else {
            pascal.push(if capital { char.to_ascii_uppercase() } else { char });
            capital = false;
        }
    }
    pascal
}

fn spread(name: &str, between: char) -> String {
    let mut text = String::new();
    for (index, char) in name.char_indices() {
        if index > 0 && char.is_uppercase() {
            text.push(between);
        }
        text.push(char.to_ascii_lowercase());
    }
    text
}

// === impl File ===

impl File {
    pub(crate) fn new(scope: Scope<'_>, file: &TypeFile) -> Self {
        let structs: Vec<StructView> = file.structs.iter().map(|id| StructView::new(scope, *id)).collect();
        let enums: Vec<EnumView> = file.enums.iter().map(|id| EnumView::new(scope, *id)).collect();
        let fields = || file.structs.iter().flat_map(|id| &scope.api.structs[*id].fields);
        let others = others(scope, file);
        let uses_map = fields().any(|field| uses_map(&field.type_));
        let uses_runtime = !enums.is_empty() || structs.iter().any(StructView::uses_runtime);
        Self {
            entry: scope.api.entry.clone(),
            imports: uses_map || uses_runtime || !others.is_empty(),
            uses_map,
            uses_runtime,
            uses_others: !others.is_empty(),
            others: if others.is_empty() { others } else { layout::import("use super::", &others) },
            structs,
            enums,
        }
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
        let field = |field: &FieldView| field.label.contains("rt::") || field.attribute.contains("rt::");
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
        Self {
            doc: doc::lines(field.doc.lines.iter().map(String::as_str), GENERATED - 8),
            attributed: !attribute.is_empty(),
            attribute: attribute.join(", "),
            name: name.to_string(),
            label: member.label(),
            from_request: if struct_.uses.request { request_lines(name, &member.in_request()) } else { Vec::new() },
            from_object: if struct_.uses.request_body {
                layout::chain(12, &format!("{name}: "), &member.in_object(), ",")
            } else {
                Vec::new()
            },
        }
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

// === impl EnumView ===

impl EnumView {
    fn new(scope: Scope<'_>, id: usize) -> Self {
        let enum_ = &scope.api.enums[id];
        let names = &scope.names.enums[id];
        let texts: Vec<(&str, &str)> = names
            .variants
            .iter()
            .zip(&enum_.values)
            .map(|(name, value)| (name.as_str(), value.text.as_str()))
            .collect();
        let ascii = texts.iter().all(|(name, _)| name.is_ascii());
        let rule = if ascii { best_rule(VARIANT_RULES, &texts) } else { None };
        let printed = |name: &str| rule.map_or_else(|| name.to_string(), |(_, make)| make(name));
        let pairs: Vec<String> = texts.iter().map(|(name, text)| format!("({text:?}, Self::{name})")).collect();
        let head = "const VALUES: &'static [(&'static str, Self)] = &[";
        Self {
            doc: doc::lines(enum_.doc.lines.iter().map(String::as_str), GENERATED - 4),
            name: names.name.clone(),
            renamed: rule.is_some(),
            rename_all: rule.map(|(name, _)| name.to_string()).unwrap_or_default(),
            variants: texts
                .iter()
                .map(|(name, text)| VariantView {
                    name: (*name).to_string(),
                    renamed: printed(name) != *text,
                    wire: format!("{text:?}"),
                })
                .collect(),
            values: list(Page { indent: 4, width: GENERATED, step: "    " }, head, &pairs, "];"),
        }
    }
}

impl Index {
    pub(crate) fn new(api: &Api, files: &[TypeFile]) -> Self {
        let mut modules: Vec<String> = files.iter().map(|file| file.module.clone()).collect();
        modules.sort();
        Self { entry: api.entry.clone(), any: !modules.is_empty(), modules }
    }
}
