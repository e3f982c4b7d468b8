//! One field: its Rust type, how it is decoded, how it is printed.

use apic_compiler::ir::{Face, Field, Input, Output, Slot, Source, Struct, StructId, TypeRef, takes_base64};

use crate::types::{Scope, closed_enum, enum_id, is_text};

/// A field with what its struct says about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Member<'a> {
    pub scope: Scope<'a>,
    pub id: StructId,
    pub struct_: &'a Struct,
    pub field: &'a Field,
}

/// Whether absence says something, so that it is not read as a value.
pub(crate) fn may_lack(input: &Input) -> bool {
    match input {
        Input::Optional | Input::With(_) | Input::Without(_) => true,
        Input::Required | Input::Lenient | Input::Default(_) | Input::OptionalDefault(_) => false,
    }
}

impl Member<'_> {
    pub(crate) fn is_option(&self) -> bool {
        self.field.boxed
            || match self.struct_.face {
                Face::Request => self.may_be_absent(),
                Face::Response => self.may_be_null(),
                Face::Both => self.may_be_absent() || self.may_be_null(),
            }
    }

    /// A closed enum has no empty value for a route whose path lacks its parameter.
    fn may_be_absent(&self) -> bool {
        let lacks = |slot: &Slot| slot.source == Source::Path && may_lack(&slot.input);
        may_lack(&self.field.presence.input) || self.enum_variant().is_some() && self.field.slots.iter().any(lacks)
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
    pub(crate) fn enum_variant(&self) -> Option<String> {
        let id = enum_id(&self.field.type_)?;
        closed_enum(self.scope.api, id)?;
        let names = self.scope.names.enums.get(id.0)?;
        Some(format!("{}{}::{}", self.scope.types, names.name, names.variants.first()?))
    }

    pub(crate) fn label(&self) -> String {
        let label = self.value_label();
        match (self.field.boxed, self.is_option()) {
            (true, _) => format!("Option<Box<{label}>>"),
            (false, true) => format!("Option<{label}>"),
            (false, false) => label,
        }
    }

    /// The type of the field's value.
    pub(crate) fn value_label(&self) -> String {
        self.scope.label(if takes_base64(self.field) { &TypeRef::Bytes } else { &self.field.type_ })
    }

    pub(crate) fn json_slot(&self) -> Option<&Slot> {
        self.field.slots.iter().find(|slot| slot.source == Source::Json)
    }

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
}
