//! How a request's field is decoded: a chain of calls on the runtime's field builder.

use apic_compiler::ir::{Input, Scalar, Slot, Source, TypeRef};
use serde_json::Value;

use crate::field::{Member, may_lack};
use crate::range;
use crate::types::{base, closed_enum, enum_, enum_id, is_array, is_file, is_text};

/// `r.body("amount")`, `.range(rt::Range::closed(1, 99))`, `.required()`.
pub(crate) type Chain = Vec<String>;

impl Member<'_> {
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
            Source::Form if is_file(&self.field.type_) => "file",
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
        if may_lack(&slot.input) && !self.is_option() {
            // A parameter that other routes have: the field is always there, and empty on this one.
            chain.push(self.or_empty());
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
        if let TypeRef::Array { length, item } = type_
            && !is_array(self.scope.api, *length, item)
        {
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
            (Input::Lenient, false) if is_file(&self.field.type_) => ".required()".to_string(),
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
            let label = self.value_label();
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
        match default {
            Some(value) => format!("value.unwrap_or({})", self.scope.literal(value, &self.field.type_)),
            None => format!("value{}", self.or_empty()),
        }
    }

    /// What is absent is empty; a closed enum has no empty value.
    fn or_empty(&self) -> String {
        self.enum_variant().map_or_else(|| ".unwrap_or_default()".to_string(), |it| format!(".unwrap_or({it})"))
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
            Scalar::Int(kind) => range::call(&range::within(range, kind), scalar),
            Scalar::Float32 | Scalar::Float64 => range::call(range, scalar),
            Scalar::Bool | Scalar::String => None,
        }
    }
}
