//! What a Go server prints: zero values, numbers inside text, what `omitempty` leaves out.

use serde_json::{Value, json};

use super::types::{Field, Presence, Struct, Type, Types};

/// The fields of a struct and of those it embeds.
pub(super) fn fields<'a>(types: &'a Types, struct_: &'a Struct) -> Vec<&'a Field> {
    let embedded = struct_.embedded.iter().flat_map(|index| &types.structs[*index].fields);
    embedded.chain(&struct_.fields).collect()
}

/// What is answered for a field that was not sent.
pub(super) fn absent(types: &Types, field: &Field) -> Value {
    let value = match field.presence {
        Presence::Pointer => return Value::Null,
        Presence::Default => match field.type_ {
            Type::Text => json!(field.type_.default_text()),
            _ => serde_json::from_str(field.type_.default_text()).unwrap_or_default(),
        },
        Presence::Required | Presence::Optional => zero_of(types, field),
    };
    if field.text { printed(&field.type_, &value) } else { value }
}

fn zero_of(types: &Types, field: &Field) -> Value {
    field.options.first().map_or_else(|| zero(types, &field.type_), |first| json!(first))
}

fn zero(types: &Types, type_: &Type) -> Value {
    match type_ {
        Type::Bool => json!(false),
        Type::Text | Type::Bytes => json!(""),
        Type::Int(..) | Type::Float32 | Type::Float64 => json!(0),
        Type::Any => Value::Null,
        Type::List(_) => json!([]),
        Type::Map(..) => json!({}),
        Type::Array(length, item) => Value::Array(vec![zero(types, item); *length]),
        Type::Struct(index) => zero_object(types, *index),
    }
}

fn zero_object(types: &Types, index: usize) -> Value {
    let mut object = serde_json::Map::new();
    for field in fields(types, &types.structs[index]) {
        let value = match field.presence {
            Presence::Pointer => Value::Null,
            _ if field.text => printed(&field.type_, &zero_of(types, field)),
            _ => zero_of(types, field),
        };
        if !(field.omits_empty && left_out(field, &value)) {
            object.insert(field.wire.clone(), value);
        }
    }
    Value::Object(object)
}

/// A number or bool inside text, as Go prints it.
pub(super) fn printed(type_: &Type, value: &Value) -> Value {
    match (type_, value.as_f64()) {
        (Type::Float32 | Type::Float64, Some(float)) => {
            let (plain, exponent) = if *type_ == Type::Float32 {
                // What was made from an f32 is one.
                #[expect(clippy::cast_possible_truncation, reason = "back to the f32 that it was")]
                let float = float as f32;
                (format!("{float}"), format!("{float:e}"))
            } else {
                (format!("{float}"), format!("{float:e}"))
            };
            let small = float != 0.0 && float.abs() < 1e-6;
            if small {
                json!(exponent)
            } else if float.abs() >= 1e21 {
                json!(exponent.replace('e', "e+"))
            } else {
                json!(plain)
            }
        }
        _ => json!(value.to_string()),
    }
}

/// What `omitempty` leaves out: structs and arrays never, pointers only when null.
pub(super) fn left_out(field: &Field, value: &Value) -> bool {
    if field.presence == Presence::Pointer {
        return value.is_null();
    }
    match (&field.type_, value) {
        (Type::Struct(_) | Type::Array(..), _) => false,
        (Type::Any, value) => value.is_null(),
        (_, Value::Null | Value::Bool(false)) => true,
        (_, Value::Number(number)) => number.as_f64() == Some(0.0),
        (_, Value::String(text)) if field.text => matches!(text.as_str(), "0" | "-0" | "false"),
        (_, Value::String(text)) => text.is_empty(),
        (_, Value::Array(list)) => list.is_empty(),
        (_, Value::Object(members)) => members.is_empty(),
        (_, Value::Bool(true)) => false,
    }
}
