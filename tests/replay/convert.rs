//! Expressions that turn a request's value into an answer's: fields of the same name, and zero values for the rest.

use std::collections::BTreeMap;

use super::labels::{Label, Types};

/// Writes expressions, and remembers the functions that they call.
#[derive(Debug)]
pub(super) struct Converter<'a> {
    pub types: &'a Types,
    /// By name: `pub fn to_a_b(…) …`.
    functions: BTreeMap<String, String>,
}

// === impl Converter ===

impl<'a> Converter<'a> {
    pub(super) fn new(types: &'a Types) -> Self {
        Self { types, functions: BTreeMap::new() }
    }

    /// The zero value that Go would print.
    pub(super) fn zero(&self, label: &Label) -> String {
        if let Some(fields) = self.types.structs.get(&label.head) {
            let fields = fields.iter().map(|(name, label)| format!("{name}: {}", self.zero(label)));
            return format!("{} {{ {} }}", label.head, fields.collect::<Vec<_>>().join(", "));
        }
        if self.types.enums.contains(&label.head) {
            return format!("<{} as apic_runtime::TextEnum>::VALUES[0].1", label.head);
        }
        if let Some(item) = label.array() {
            return format!("std::array::from_fn(|_| {})", self.zero(item));
        }
        match (label.head.as_str(), label.of("Box")) {
            ("Option", _) => "None".to_owned(),
            (_, Some(inner)) => format!("Box::new({})", self.zero(inner)),
            ("()", _) => "()".to_owned(),
            _ => "Default::default()".to_owned(),
        }
    }

    /// `value`, which has the type `from`, as a `to`.
    pub(super) fn convert(&mut self, value: &str, from: &Label, to: &Label) -> String {
        if from == to {
            return value.to_owned();
        }
        if let Some(inner) = from.of("Option") {
            return match to.of("Option") {
                Some(to) => format!("{value}.map(|v| {})", self.convert("v", inner, to)),
                None => {
                    let some = self.convert("v", inner, to);
                    format!("{value}.map(|v| {some}).unwrap_or_else(|| {})", self.zero(to))
                }
            };
        }
        if let Some(to) = to.of("Option") {
            return format!("Some({})", self.convert(value, from, to));
        }
        if let Some(inner) = from.of("Box") {
            return self.convert(&format!("(*{value})"), inner, to);
        }
        if let Some(to) = to.of("Box") {
            return format!("Box::new({})", self.convert(value, from, to));
        }
        self.convert_plain(value, from, to)
    }

    fn convert_plain(&mut self, value: &str, from: &Label, to: &Label) -> String {
        if let Some((from, to)) = from.of("Vec").zip(to.of("Vec")) {
            return format!("{value}.into_iter().map(|v| {}).collect()", self.convert("v", from, to));
        }
        if from.of("Vec").is_some() && to.head.ends_with("Bytes") {
            return format!("{value}.into()");
        }
        if let Some((from, to)) = from.array().zip(to.array()) {
            return format!("{value}.map(|v| {})", self.convert("v", from, to));
        }
        if let Some((from, to)) = from.of("BTreeMap").zip(to.of("BTreeMap")) {
            return format!("{value}.into_iter().map(|(k, v)| (k, {})).collect()", self.convert("v", from, to));
        }
        let is_enum = |label: &Label| self.types.enums.contains(&label.head);
        match (is_enum(from), is_enum(to)) {
            (true, false) => return format!("apic_runtime::TextEnum::as_str({value}).to_owned()"),
            (true, true) => return listed(to, &format!("apic_runtime::TextEnum::as_str({value})")),
            (false, true) => return listed(to, &format!("&{value}")),
            (false, false) => {}
        }
        self.function(from, to).map_or_else(|| self.zero(to), |function| format!("{function}({value})"))
    }

    /// The name of the function that turns one struct into another.
    fn function(&mut self, from: &Label, to: &Label) -> Option<String> {
        let sources: BTreeMap<&str, &(String, Label)> = self.types.fields(&from.head)?.into_iter().collect();
        let wanted = self.types.fields(&to.head)?;
        let name = format!("to_{}_{}", from.head, to.head);
        if self.functions.contains_key(&name) {
            return Some(name);
        }
        self.functions.insert(name.clone(), String::new());
        let values = wanted.into_iter().map(|(written, (field, label))| {
            let value = match sources.get(written) {
                Some((source, from)) => self.convert(&format!("r.{source}"), from, label),
                None => self.zero(label),
            };
            format!("{field}: {value}")
        });
        let values = values.collect::<Vec<_>>().join(", ");
        let text = format!("pub fn {name}(r: {}) -> {} {{\n    {} {{ {values} }}\n}}\n", from.head, to.head, to.head);
        self.functions.insert(name.clone(), text);
        Some(name)
    }

    /// A module with all functions that were called, and the helpers of `logic.rs`.
    pub(super) fn module(&self) -> String {
        let functions: String = self.functions.values().map(String::as_str).collect();
        format!("{HEAD}{HELPERS}{functions}")
    }
}

pub(super) const HEAD: &str = "//! Written by tests/vectors.\n#![allow(warnings, clippy::all)]\nuse std::collections::BTreeMap;\n\n\
    use crate::api::types::*;\n\n";

const HELPERS: &str = "pub fn claim(ctx: &apic_runtime::RequestContext, name: &str) -> String {\n\
    \x20   match ctx.claim(name) {\n\
    \x20       Some(apic_runtime::Value::String(text)) => text.clone(),\n\
    \x20       Some(value) => value.to_string(),\n\
    \x20       None => String::new(),\n\
    \x20   }\n}\n";

fn listed(to: &Label, text: &str) -> String {
    let head = &to.head;
    format!(
        "<{head} as apic_runtime::TextEnum>::from_wire({text}).unwrap_or(<{head} as apic_runtime::TextEnum>::VALUES[0].1)"
    )
}
