//! The JSON Schema of `apic.toml`, made from the table of its keys: for editors.

use apic_compiler::CODES;
use serde_json::{Map, Value, json};

use super::keys::{Form, KEYS, Key, LATER};

/// The schema.
pub fn schema() -> Value {
    let mut schema = section("", "apic.toml");
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema
}

/// A table with its keys and the tables inside it; what is not listed is a mistake, as it is for `apic`.
fn section(name: &str, title: &str) -> Value {
    let mut properties = Map::new();
    for key in KEYS.iter().filter(|key| key.section == name) {
        properties.insert(key.name.to_string(), property(key));
    }
    for key in KEYS {
        let inner = if name.is_empty() { Some(key.section) } else { key.section.strip_prefix(&format!("{name}.")) };
        let Some(first) = inner.and_then(|inner| inner.split('.').next()).filter(|first| !first.is_empty()) else {
            continue;
        };
        let full = if name.is_empty() { first.to_string() } else { format!("{name}.{first}") };
        if !LATER.contains(&first) && !properties.contains_key(first) {
            properties.insert(first.to_string(), section(&full, &format!("[{full}]")));
        }
    }
    json!({ "title": title, "type": "object", "properties": properties, "additionalProperties": false })
}

fn property(key: &Key) -> Value {
    let mut property = form(key.form);
    property["description"] = key.about.into();
    // Written as in the file: `x = 1`.
    let written = format!("x = {}", key.default).parse::<toml::Table>().ok();
    if let Some(default) = written.and_then(|table| serde_json::to_value(table.get("x")?).ok()) {
        property["default"] = default;
    }
    property
}

/// What `value::read` takes.
fn form(form: Form) -> Value {
    match form {
        Form::Text | Form::Versions => json!({ "type": "string" }),
        Form::Bool => json!({ "type": "boolean" }),
        Form::Path => json!({ "type": "string", "pattern": "^[^\\\\]+$" }),
        Form::Word(words, _) => json!({ "enum": words }),
        Form::Number(numbers) => json!({ "enum": numbers }),
        Form::Whole(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
        Form::Percent => json!({ "type": "number", "minimum": 0, "maximum": 100 }),
        Form::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Form::Words(words) => json!({ "type": "array", "items": { "enum": words } }),
        Form::Codes => {
            let codes: Vec<_> = CODES.iter().map(|entry| entry.slug).collect();
            json!({ "type": "array", "items": { "enum": codes } })
        }
        Form::Runtime => runtime(),
        Form::Rules => {
            json!({ "type": "object", "additionalProperties": { "enum": ["error", "warn", "info", "off"] } })
        }
        Form::Table => json!({ "type": "object" }),
    }
}

fn runtime() -> Value {
    let text = json!({ "type": "string" });
    let table = |keys: &[&str]| {
        let properties: Map<_, _> = keys.iter().map(|key| ((*key).to_string(), text.clone())).collect();
        json!({ "type": "object", "properties": properties, "required": keys, "additionalProperties": false })
    };
    json!({ "anyOf": [
        text, table(&["path"]), table(&["git"]), table(&["git", "tag"]), table(&["git", "rev"]), table(&["git", "branch"]),
    ] })
}
