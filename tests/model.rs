//! The model of every case: a snapshot, and the schema that `apic ir --schema ir` publishes.

use apic_tests::{cases, model, model_document, model_schema};
use insta::{assert_snapshot, with_settings};

#[test]
fn every_case_has_its_model() {
    for case in cases() {
        let document = model_document(&model(&case));
        with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            assert_snapshot!(format!("model__{case}"), serde_json::to_string_pretty(&slim(document)).unwrap());
        });
    }
}

#[test]
fn every_model_keeps_to_the_published_schema() {
    let validator = jsonschema::validator_for(&model_schema()).unwrap();
    for case in cases() {
        let document = model_document(&model(&case));
        let faults: Vec<String> = validator.iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(faults.is_empty(), "{case}: {faults:?}");
        let mut broken = document;
        broken["structs"] = serde_json::json!("none");
        assert!(!validator.is_valid(&broken), "{case}: a schema that takes anything proves nothing");
    }
}

/// Without null, false, and empty lists, texts and objects: a snapshot shows what is there.
fn slim(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    let empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(true) | Value::Number(_) => false,
    };
    match value {
        Value::Array(items) => items.into_iter().map(slim).collect(),
        Value::Object(members) => {
            let members = members.into_iter().map(|(key, value)| (key, slim(value)));
            // What a default or an enum holds is data and stays whole.
            Value::Object(
                members
                    .filter(|(key, value)| !empty(value) || matches!(key.as_str(), "default" | "json" | "value"))
                    .collect(),
            )
        }
        plain => plain,
    }
}
