//! One field: its Rust type, how it is decoded, how it is printed.

use apic_compiler::ir::{
    Bound, Face, Field, Input, Int, Number, Output, Range, Scalar, Slot, Source, Struct, StructId, TypeRef,
};
use serde_json::Value;

use crate::types::{Scope, base, closed_enum, enum_, enum_id, float_literal, int_literal, is_text};

/// A field with what its struct says about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'a> {
    pub scope: Scope<'a>,
    pub id: StructId,
    pub struct_: &'a Struct,
    pub field: &'a Field,
}

/// A call chain: `r.body("amount")`, `.range(rt::Range::closed(1, 99))`, `.required()`.
pub(crate) type Chain = Vec<String>;

impl Member<'_> {
    pub(crate) fn is_option(&self) -> bool {
        self.field.boxed
            || match self.struct_.face {
                Face::Request => self.may_be_absent(),
                Face::Response => self.may_be_null(),
                Face::Both => self.may_be_absent() || self.may_be_null(),
            }
    }

    fn may_be_absent(&self) -> bool {
        match self.field.presence.input {
            Input::Optional | Input::With(_) | Input::Without(_) => true,
            Input::Required | Input::Lenient | Input::Default(_) | Input::OptionalDefault(_) => false,
        }
    }

    /// A closed enum has no empty value, so one that may be left out when empty is an `Option`.
    fn may_be_null(&self) -> bool {
        match self.field.presence.output {
            Output::Nullable | Output::OmitNull => true,
            Output::OmitEmpty => self.enum_variant().is_some(),
            Output::Present => false,
        }
    }

    /// The first variant, if the type is a closed enum.
    fn enum_variant(&self) -> Option<String> {
        let id = enum_id(&self.field.type_)?;
        closed_enum(self.scope.api, id)?;
        let names = self.scope.names.enums.get(id.0)?;
        Some(format!("{}{}::{}", self.scope.types, names.name, names.variants.first()?))
    }

    pub(crate) fn label(&self) -> String {
        let label = self.scope.label(&self.field.type_);
        match (self.field.boxed, self.is_option()) {
            (true, _) => format!("Option<Box<{label}>>"),
            (false, true) => format!("Option<{label}>"),
            (false, false) => label,
        }
    }

    pub(crate) fn json_slot(&self) -> Option<&Slot> {
        self.field.slots.iter().find(|slot| slot.source == Source::Json)
    }

    // === printing ===

    /// What serde must know besides the name.
    pub(crate) fn serde(&self) -> Vec<String> {
        if self.json_slot().is_none() {
            return vec!["skip".to_string()];
        }
        let mut parts = Vec::new();
        if let Some(function) = self.skip() {
            parts.push(format!("skip_serializing_if = \"{function}\""));
        }
        if is_text(self.scope.api, &self.field.type_) {
            parts.push("with = \"rt::text\"".to_string());
        }
        parts
    }

    /// `omitempty` never leaves out a struct or an array.
    fn skip(&self) -> Option<&'static str> {
        let whole = matches!(self.field.type_, TypeRef::Struct(_) | TypeRef::Array { .. });
        match (self.field.presence.output, self.is_option()) {
            (Output::Present | Output::Nullable, _) => None,
            (Output::OmitNull, _) => Some("Option::is_none"),
            (Output::OmitEmpty, true) if whole => Some("Option::is_none"),
            (Output::OmitEmpty, false) if whole => None,
            (Output::OmitEmpty, _) => Some("rt::is_empty"),
        }
    }

    // === decoding ===

    /// The value of the field in a request's own struct; `r` are its parts.
    pub(crate) fn in_request(&self) -> Vec<Chain> {
        match self.field.slots.as_slice() {
            [slot] => vec![self.chain(self.request_call(slot), slot)],
            slots => self.in_many(slots),
        }
    }

    /// `r.path("id")`. A form field is asked for where clients send it, so that violations name the right place.
    fn request_call(&self, slot: &Slot) -> String {
        let source = match slot.source {
            Source::Path => "path",
            Source::Form if self.scope.queried.contains(&self.id) => "query",
            Source::Form => "form",
            Source::Header => "header",
            Source::Json => "body",
        };
        format!("r.{source}({:?})", slot.wire.as_str())
    }

    /// The value of the field in a JSON object `o`.
    pub(crate) fn in_object(&self) -> Chain {
        match self.json_slot() {
            Some(slot) => self.chain(format!("o.field({:?})", slot.wire.as_str()), slot),
            None => vec![self.absent()],
        }
    }

    /// Nothing brings the field here.
    fn absent(&self) -> String {
        match (&self.field.presence.input, self.enum_variant()) {
            _ if self.is_option() => "None".to_string(),
            (Input::Default(value) | Input::OptionalDefault(value), _) => self.scope.literal(value, &self.field.type_),
            (_, Some(variant)) => variant,
            _ => "Default::default()".to_string(),
        }
    }

    fn chain(&self, call: String, slot: &Slot) -> Chain {
        let mut chain = self.rules(call, slot);
        chain.push(self.ending(&slot.input));
        if let Some(value) = &slot.fallback {
            // The sibling decides whether the field may be absent; then its default holds.
            chain.push(format!(".or(Some({}))", self.scope.literal(value, &self.field.type_)));
        }
        chain
    }

    /// The call with the rules that the value must keep.
    fn rules(&self, call: String, slot: &Slot) -> Chain {
        let mut chain = vec![call];
        let type_ = &self.field.type_;
        if slot.source == Source::Json && is_text(self.scope.api, type_) {
            chain.push(".text()".to_string());
        }
        if let TypeRef::Array { length, .. } = type_ {
            chain.push(format!(".length({length})"));
        }
        if let Some(options) = self.options() {
            chain.push(options);
        }
        if slot.inherit {
            chain.push(".inherit()".to_string());
        }
        if let Some(range) = self.range() {
            chain.push(format!(".range({range})"));
        }
        chain
    }

    fn ending(&self, input: &Input) -> String {
        match (input, self.field.boxed) {
            (Input::Optional, true) => ".optional_box()".to_string(),
            (Input::With(other), true) => format!(".with({:?}).map(Box::new)", other.as_str()),
            (Input::Without(other), true) => format!(".without({:?}).map(Box::new)", other.as_str()),
            (Input::Required | Input::Lenient | Input::Default(_) | Input::OptionalDefault(_), true) => {
                ".required_box()".to_string()
            }
            (Input::Optional, false) => ".optional()".to_string(),
            (Input::With(other), false) => format!(".with({:?})", other.as_str()),
            (Input::Without(other), false) => format!(".without({:?})", other.as_str()),
            (Input::Required, false) => ".required()".to_string(),
            (Input::Lenient, false) => ".lenient()".to_string(),
            (Input::Default(value), false) => format!(".or_else({})", self.default(value)),
            (Input::OptionalDefault(value), false) => format!(".optional_or_else({})", self.default(value)),
        }
    }

    fn default(&self, value: &Value) -> String {
        self.scope.default(value, &self.field.type_)
    }

    /// Several sources must all keep the rules; a later value replaces an earlier one, a value beats a default.
    fn in_many(&self, slots: &[Slot]) -> Vec<Chain> {
        let mut chains = Vec::new();
        for (index, slot) in slots.iter().enumerate() {
            let mut chain = self.rules(self.request_call(slot), slot);
            match slot.input {
                Input::Required | Input::Lenient => {
                    chain[0] = format!("Some({}", chain[0]);
                    chain.push(".required())".to_string());
                }
                Input::Default(_) | Input::OptionalDefault(_) => chain.push(".given()".to_string()),
                Input::Optional | Input::With(_) | Input::Without(_) => chain.push(self.ending(&slot.input)),
            }
            let or = if index > 0 { ".or(value)" } else { "" };
            let label = self.scope.label(&self.field.type_);
            chain[0] = format!("let value: Option<{label}> = {}", chain[0]);
            chain.push(format!("{or};"));
            chains.push(chain);
        }
        chains.push(vec![self.one_of_many(slots)]);
        chains
    }

    fn one_of_many(&self, slots: &[Slot]) -> String {
        if self.is_option() {
            return "value".to_string();
        }
        let default = slots.iter().rev().find_map(|slot| match &slot.input {
            Input::Default(value) | Input::OptionalDefault(value) => Some(value),
            Input::Required | Input::Lenient | Input::Optional | Input::With(_) | Input::Without(_) => None,
        });
        match (default, self.enum_variant()) {
            (Some(value), _) => format!("value.unwrap_or({})", self.scope.literal(value, &self.field.type_)),
            (None, Some(variant)) => format!("value.unwrap_or({variant})"),
            (None, None) => "value.unwrap_or_default()".to_string(),
        }
    }

    /// What a plain scalar may be; enums know their own values, and go-zero does not look at the elements of a list.
    fn options(&self) -> Option<String> {
        let id = enum_id(&self.field.type_)?;
        if closed_enum(self.scope.api, id).is_some() {
            return None;
        }
        let values = &enum_(self.scope.api, id)?.values;
        let texts: Vec<String> = values.iter().map(|value| format!("{:?}", value.text)).collect();
        Some(format!(".options(&[{}])", texts.join(", ")))
    }

    fn range(&self) -> Option<String> {
        let range = self.field.range.as_ref()?;
        let scalar = base(self.scope.api, &self.field.type_)?.scalar;
        match scalar {
            Scalar::Int(kind) => range_call(&within(range, kind)),
            Scalar::Float32 | Scalar::Float64 => range_call(range),
            Scalar::Bool | Scalar::String => None,
        }
    }
}

/// Bounds that the type keeps by itself are dropped: as literals they would not compile.
fn within(range: &Range, kind: Int) -> Range {
    let (least, most) = match (kind.signed, u32::from(kind.bits)) {
        (true, bits) => (-(1_i128 << (bits - 1)), (1_i128 << (bits - 1)) - 1),
        (false, bits) => (0, (1_i128 << bits) - 1),
    };
    let fits = |bound: &Bound| matches!(bound.value, Number::Int(value) if (least..=most).contains(&value));
    Range { low: range.low.filter(fits), high: range.high.filter(fits) }
}

fn range_call(range: &Range) -> Option<String> {
    let text = |bound: &Bound| match bound.value {
        Number::Int(value) => int_literal(&value.to_string()),
        Number::Float(value) => float_literal(value),
    };
    let call = match (&range.low, &range.high) {
        (None, None) => return None,
        (Some(low), None) => format!("{}({})", if low.inclusive { "from" } else { "above" }, text(low)),
        (None, Some(high)) => format!("{}({})", if high.inclusive { "up_to" } else { "below" }, text(high)),
        (Some(low), Some(high)) => {
            let name = match (low.inclusive, high.inclusive) {
                (true, true) => "closed",
                (false, false) => "open",
                (false, true) => "left_open",
                (true, false) => "right_open",
            };
            format!("{name}({}, {})", text(low), text(high))
        }
    };
    Some(format!("rt::Range::{call}"))
}
