//! Type labels: what a value of the contract is in TypeScript.

use apic_compiler::ir::{Enum, Field, Input, Output, Scalar, ScalarType, Source, TypeRef};

use crate::Context;
use crate::digits::is_wide;
use crate::imports::{Imports, Piece};
use crate::options::{Int64, Server};

/// Who reads the type: decides on `null` for nil slices, and on the width of numbers in URLs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A JSON body that the client writes.
    Request,
    /// A JSON body that the client reads.
    Response,
    /// Path, query, form or header: everything is text there.
    Text,
    /// A map in one of these, which is one JSON text.
    TextMap,
}

// === impl Place ===

impl Place {
    /// Whether values travel outside of a JSON body.
    pub(crate) fn is_text(self) -> bool {
        match self {
            Self::Text | Self::TextMap => true,
            Self::Request | Self::Response => false,
        }
    }

    /// Where the values of a map stand that stands here.
    pub(crate) fn of_entries(self) -> Self {
        if self.is_text() { Self::TextMap } else { self }
    }
}

/// The type as one expression.
pub(crate) fn label(context: &Context, place: Place, type_: &TypeRef, imports: &mut Imports) -> String {
    members(context, place, type_, imports).join(" | ")
}

/// The type as the members of a union; one for most.
pub(crate) fn members(context: &Context, place: Place, type_: &TypeRef, imports: &mut Imports) -> Vec<String> {
    let mut members = match type_ {
        // Digits in quotes would be refused in a map.
        TypeRef::Scalar(scalar) if place == Place::TextMap && is_wide(*scalar) => {
            vec!["number".to_string(), "bigint".to_string()]
        }
        TypeRef::Scalar(scalar) => vec![self::scalar(context, *scalar, place, imports)],
        TypeRef::Bytes if !place.is_text() && context.codecs.has_bytes() => {
            imports.runtime(Piece::Bytes);
            vec!["$Bytes".to_string()]
        }
        TypeRef::Bytes => vec!["string".to_string()],
        TypeRef::Any => vec!["unknown".to_string()],
        TypeRef::List(item) | TypeRef::Array { item, .. } => vec![list(context, place, item, imports)],
        TypeRef::Map { value, .. } => vec![map(context, place, value, imports)],
        TypeRef::Struct(id) => {
            imports.type_(*id);
            vec![context.names.type_(*id).to_string()]
        }
        TypeRef::Enum(id) => context.api.enums.get(id.0).map(alternatives).unwrap_or_default(),
        TypeRef::File => {
            imports.runtime(Piece::FilePart);
            vec!["$File".to_string()]
        }
    };
    if place == Place::Response && context.options.server == Server::GoZero && is_nil(type_) {
        members.push("null".to_string());
    }
    members
}

/// The members of a field's type in an interface, presence included.
pub(crate) fn field_members(context: &Context, place: Place, field: &Field, imports: &mut Imports) -> Vec<String> {
    let is_text = place == Place::Request && !field.slots.iter().any(|slot| slot.source == Source::Json);
    let inner = if is_text { Place::Text } else { place };
    let mut members = members(context, inner, &field.type_, imports);
    // It is null and undefined already.
    if field.type_ == TypeRef::Any {
        return members;
    }
    if place == Place::Response {
        match field.presence.output {
            Output::Present => {}
            // What would be nil is left out, so only the items inside may be.
            Output::OmitEmpty | Output::OmitNull => members.retain(|member| member != "null"),
            Output::Nullable if members.last().is_some_and(|member| member == "null") => {}
            Output::Nullable => members.push("null".to_string()),
        }
    }
    if place == Place::Request && takes_null(field) {
        members.push("null".to_string());
    }
    if is_optional(place, field) {
        members.push("undefined".to_string());
    }
    members
}

/// An optional pointer: null says "left out" (clients.md §1 rule 8), so that what was answered can be sent back.
pub(crate) fn takes_null(field: &Field) -> bool {
    let is_pointer = match field.presence.output {
        Output::Nullable | Output::OmitNull => true,
        Output::Present | Output::OmitEmpty => false,
    };
    let may_be_null = match field.presence.input {
        Input::Optional | Input::OptionalDefault(_) => true,
        Input::Required | Input::Lenient | Input::Default(_) | Input::With(_) | Input::Without(_) => false,
    };
    is_pointer && may_be_null
}

/// Whether the key may be missing.
pub(crate) fn is_optional(place: Place, field: &Field) -> bool {
    if place == Place::Response {
        return match field.presence.output {
            Output::Present | Output::Nullable => false,
            Output::OmitEmpty | Output::OmitNull => true,
        };
    }
    match field.presence.input {
        Input::Required | Input::Lenient => false,
        Input::Optional | Input::Default(_) | Input::OptionalDefault(_) | Input::With(_) | Input::Without(_) => true,
    }
}

fn scalar(context: &Context, type_: ScalarType, place: Place, imports: &mut Imports) -> String {
    if let Some(converted) = context.codecs.wide(type_).filter(|_| !place.is_text()) {
        return if converted == Int64::Bigint { "bigint" } else { "string" }.to_string();
    }
    match type_.scalar {
        Scalar::Int(_) if place == Place::Text && is_wide(type_) => {
            imports.runtime(Piece::Int64In);
            "$Int64".to_string()
        }
        Scalar::Bool | Scalar::Int(_) | Scalar::Float32 | Scalar::Float64 if type_.text && !place.is_text() => {
            "string".to_string()
        }
        Scalar::Bool => "boolean".to_string(),
        Scalar::String => "string".to_string(),
        Scalar::Int(_) | Scalar::Float32 | Scalar::Float64 => "number".to_string(),
    }
}

fn list(context: &Context, place: Place, item: &TypeRef, imports: &mut Imports) -> String {
    let members = members(context, place, item, imports);
    if let [one] = members.as_slice() { format!("{one}[]") } else { format!("({})[]", members.join(" | ")) }
}

/// A contract may have a type `Record` of its own.
fn map(context: &Context, place: Place, value: &TypeRef, imports: &mut Imports) -> String {
    let value = label(context, place.of_entries(), value, imports);
    if context.names.hides_record {
        imports.runtime(Piece::Dict);
        format!("$Record<{value}>")
    } else {
        format!("Record<string, {value}>")
    }
}

/// The listed values; an open list also takes others, without hiding the known ones from completion.
fn alternatives(enum_: &Enum) -> Vec<String> {
    let mut members: Vec<String> = enum_.values.iter().map(|value| value.json.to_string()).collect();
    let base = match enum_.values.first().map(|value| &value.json) {
        Some(serde_json::Value::Number(_)) => "number",
        Some(serde_json::Value::Bool(_)) => "boolean",
        _ => "string",
    };
    if enum_.open || members.is_empty() {
        members.push(format!("({base} & {{}})"));
    }
    members
}

/// What Go prints as `null` when it was never filled.
pub(crate) fn is_nil(type_: &TypeRef) -> bool {
    match type_ {
        TypeRef::List(_) | TypeRef::Map { .. } | TypeRef::Bytes => true,
        TypeRef::Scalar(_)
        | TypeRef::Any
        | TypeRef::Array { .. }
        | TypeRef::Struct(_)
        | TypeRef::Enum(_)
        | TypeRef::File => false,
    }
}
