//! Values to answer with: examples where the contract has them, else something of the type.

use std::collections::BTreeSet;

use apic_compiler::emit::camel;
use apic_compiler::ir::{Enum, Field, Number, Output, Range, Scalar, ScalarType, StructId, TypeRef};

use super::{Names, Sample};
use crate::Context;
use crate::codecs::fields;
use crate::expression::{object_key, quote};
use crate::imports::Imports;
use crate::names::identifier;
use crate::options::Int64;
use crate::scope::Scope;

/// The samples that one file needs, a function each.
pub(super) struct Samples<'a> {
    context: &'a Context<'a>,
    names: Names,
    scope: Scope,
    done: Vec<(StructId, Sample)>,
}

// === impl Samples ===

impl<'a> Samples<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, names: Names::new(), scope: Scope::default(), done: Vec::new() }
    }

    /// In order of the contract; their types are imported.
    pub(super) fn finish(mut self, imports: &mut Imports) -> Vec<Sample> {
        self.done.sort_by_key(|(id, _)| *id);
        for (id, _) in &self.done {
            imports.type_(*id);
        }
        self.done.into_iter().map(|(_, sample)| sample).collect()
    }

    /// An expression of the type; texts are called after their field.
    pub(super) fn value(&mut self, type_: &TypeRef, called: &str, field: Option<&Field>) -> String {
        let example = field.and_then(|field| field.example.as_deref());
        match type_ {
            TypeRef::Scalar(base) => self.scalar(*base, called, example, field.and_then(|field| field.range.as_ref())),
            TypeRef::Enum(id) => {
                self.context.api.enums.get(id.0).map_or_else(|| quote(called), |found| one_of(found, example))
            }
            TypeRef::Bytes if self.context.codecs.has_bytes() => "new Uint8Array()".to_string(),
            TypeRef::Bytes => quote(example.unwrap_or_default()),
            TypeRef::Any => "{}".to_string(),
            TypeRef::File => "new Blob()".to_string(),
            TypeRef::List(item) => format!("[{}]", self.value(item, called, field)),
            TypeRef::Array { length, item } => {
                let item = self.value(item, called, field);
                format!("Array.from({{ length: {length} }}, () => {item})")
            }
            TypeRef::Map { value, .. } => format!("{{ \"1\": {} }}", self.value(value, called, field)),
            TypeRef::Struct(id) => format!("{}()", self.struct_(*id)),
        }
    }

    /// The function that makes one.
    fn struct_(&mut self, id: StructId) -> String {
        if let Some(name) = self.names.get(&id) {
            return name.clone();
        }
        let Some(found) = self.context.api.structs.get(id.0) else { return "undefined".to_string() };
        let name = format!("${}Sample", self.scope.take(identifier(&camel(&found.name))));
        self.names.insert(id, name.clone());
        let lines = fields(found).filter_map(|(wire, field)| self.field(id, wire, field)).collect();
        let type_ = self.context.names.type_(id).to_string();
        self.done.push((id, Sample { name: name.clone(), type_, fields: lines }));
        name
    }

    /// What leads back to the struct itself ends here.
    fn field(&mut self, owner: StructId, wire: &str, field: &Field) -> Option<String> {
        let value = if self.leads_to(&field.type_, owner, &mut BTreeSet::new()) {
            match (&field.presence.output, &field.type_) {
                (Output::OmitEmpty | Output::OmitNull, _) => return None,
                (Output::Nullable, _) => "null".to_string(),
                (Output::Present, TypeRef::Map { .. }) => "{}".to_string(),
                (Output::Present, _) => "[]".to_string(),
            }
        } else {
            self.value(&field.type_, wire, Some(field))
        };
        Some(format!("{}: {value},", object_key(wire)))
    }

    fn leads_to(&self, type_: &TypeRef, owner: StructId, seen: &mut BTreeSet<StructId>) -> bool {
        match type_ {
            TypeRef::List(item) | TypeRef::Array { item, .. } => self.leads_to(item, owner, seen),
            TypeRef::Map { value, .. } => self.leads_to(value, owner, seen),
            TypeRef::Struct(id) if *id == owner => true,
            TypeRef::Struct(id) => {
                let Some(found) = self.context.api.structs.get(id.0).filter(|_| seen.insert(*id)) else { return false };
                found.fields.iter().any(|field| self.leads_to(&field.type_, owner, seen))
            }
            TypeRef::Scalar(_) | TypeRef::Bytes | TypeRef::Any | TypeRef::Enum(_) | TypeRef::File => false,
        }
    }

    fn scalar(&self, base: ScalarType, called: &str, example: Option<&str>, range: Option<&Range>) -> String {
        match base.scalar {
            Scalar::String => quote(example.unwrap_or(called)),
            Scalar::Bool => {
                let value = !example.is_some_and(|text| matches!(text, "false" | "0"));
                if base.text { quote(&value.to_string()) } else { value.to_string() }
            }
            Scalar::Int(_) | Scalar::Float32 | Scalar::Float64 => {
                let is_whole = matches!(base.scalar, Scalar::Int(_));
                let fits = |text: &&str| if is_whole { text.parse::<i128>().is_ok() } else { is_number(text) };
                let number = example.filter(fits).map_or_else(|| inside(range, is_whole), ToString::to_string);
                match self.context.codecs.wide(base) {
                    Some(Int64::Bigint) => format!("{number}n"),
                    Some(Int64::String | Int64::Number) => quote(&number),
                    None if base.text => quote(&number),
                    None => number,
                }
            }
        }
    }
}

/// A number that reads the same in TypeScript.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok_and(f64::is_finite) && !text.starts_with(['+', '.']) && !text.ends_with('.')
}

/// 1, or what of the bounds is nearest.
fn inside(range: Option<&Range>, is_whole: bool) -> String {
    let Some(range) = range else { return "1".to_string() };
    let value = |number: Number| match number {
        Number::Int(value) => value as f64,
        Number::Float(value) => value,
    };
    let ends = |bound: Option<&apic_compiler::ir::Bound>| bound.map(|bound| (value(bound.value), bound.inclusive));
    let (low, high) = (ends(range.low.as_ref()), ends(range.high.as_ref()));
    let holds = |one: f64| {
        low.is_none_or(|(end, closed)| one > end || (closed && one == end))
            && high.is_none_or(|(end, closed)| one < end || (closed && one == end))
    };
    let (from, to) = (low.map(|(end, _)| end), high.map(|(end, _)| end));
    let middle = from.zip(to).map(|(from, to)| (from + to) / 2.0);
    let tried = [Some(1.0), from, from.map(|end| end + 1.0), to, to.map(|end| end - 1.0), middle];
    let found = tried.into_iter().flatten().find(|one| holds(*one) && (!is_whole || one.fract() == 0.0));
    found.unwrap_or(1.0).to_string()
}

fn one_of(found: &Enum, example: Option<&str>) -> String {
    let chosen = found.values.iter().find(|value| Some(value.text.as_str()) == example).or(found.values.first());
    chosen.map_or_else(|| "\"\"".to_string(), |value| value.json.to_string())
}
