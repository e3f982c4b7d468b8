//! What no case of `tests/` shows: one small contract for each decision.

use crate::check::testing::lowered;
use crate::ir::{Api, BodyForm, Field, Input, MapKey, Output, TypeRef, WireName};
use crate::wire::Wire;

/// The fields of `Q`, the request of `POST /x/:id`.
fn fields(text: &str) -> Vec<Field> {
    let contract = format!("type Q {{\n{text}\n}}\nservice a {{\n@handler h\npost /x/:id (Q)\n}}\n");
    lowered(&contract, Wire::default()).structs.remove(0).fields
}

/// A route whose block says this.
fn guarded(block: &str, wire: Wire) -> Api {
    lowered(&format!("@server({block})\nservice a {{\n@handler h\nget /x\n}}\n"), wire)
}

/// Callers must give it; the options are for routes that take the same type and lack the parameter.
#[test]
fn a_path_parameter_must_be_given_whatever_its_options_say() {
    let cases = [("", Input::Required), (",optional", Input::Optional), (",default=3", Input::Default(3.into()))];
    for (options, elsewhere) in cases {
        let [field] = &fields(&format!("Id int `path:\"id{options}\"`"))[..] else { panic!("one field") };
        assert_eq!(field.presence.input, Input::Required, "{options}");
        assert_eq!(field.slots[0].input, elsewhere, "{options}");
    }
}

#[test]
fn a_field_of_two_sources_asks_for_what_the_stricter_asks() {
    let [field] = &fields("K string `form:\"k,optional\" json:\"k\"`")[..] else { panic!("one field") };
    assert_eq!(field.presence.input, Input::Required);
    let [field] = &fields("K string `form:\"k,optional\" json:\"k,optional\"`")[..] else { panic!("one field") };
    assert_eq!(field.presence.input, Input::Optional);
}

/// The sibling decides whether it may be absent; if it may, this value holds.
#[test]
fn a_dependent_field_keeps_its_default() {
    let field =
        |options: &str| fields(&format!("A *int `json:\"a,optional\"`\nB int `json:\"b,{options}\"`")).remove(1);
    for (options, value) in
        [("optional=a,default=3", Some(3)), ("optional=!a,default=3", Some(3)), ("optional=a", None)]
    {
        assert_eq!(field(options).slots[0].fallback, value.map(serde_json::Value::from), "{options}");
    }
    assert_eq!(field("optional=!a,default=3").presence.input, Input::Without(WireName::new("a")));
    assert_eq!(field("default=3").slots[0].fallback, None);
}

/// Base64 is a form of JSON, which takes numbers as well: a field that a form brings too is a list of numbers everywhere.
#[test]
fn bytes_are_a_list_of_numbers_where_a_form_or_header_brings_them() {
    let of = |tag: &str| fields(&format!("B []byte `{tag}`")).remove(0).type_;
    let numbers = TypeRef::List(Box::new(TypeRef::Scalar(crate::wire::BYTE)));
    assert_eq!(of("json:\"b\""), TypeRef::Bytes);
    for tag in ["form:\"b\"", "header:\"b\"", "form:\"b\" json:\"b\"", "json:\"b\" header:\"b\""] {
        assert_eq!(of(tag), numbers, "{tag}");
    }
}

/// A map in a form is one JSON text: what lies in it is JSON, not what a form would make of it.
#[test]
fn values_of_a_map_in_a_form_are_values_of_json() {
    let of = |value: &str| fields(&format!("M map[string]{value} `form:\"m\"`")).remove(0).type_;
    let map = |value| TypeRef::Map { key: MapKey::String, value: Box::new(value) };
    assert_eq!(of("any"), map(TypeRef::Any));
    assert_eq!(of("[]byte"), map(TypeRef::Bytes));
}

#[test]
fn a_field_is_documented_by_the_first_key_that_says_something() {
    let keys = ["label:\"four\"", "doc:\"three\"", "description:\"two\"", "comment:\"one\""];
    for (known, doc) in (1..=4).zip(["four", "three", "two", "one"]) {
        let [field] = &fields(&format!("K string `json:\"k\" {}`", keys[..known].join(" ")))[..] else {
            panic!("one field")
        };
        assert_eq!(field.doc.lines, [doc]);
    }
}

#[test]
fn the_summary_of_a_block_tags_its_routes_if_no_tags_do() {
    let tags = |block: &str| guarded(block, Wire::default()).routes().next().unwrap().tags.clone();
    assert_eq!(tags("summary: Books"), ["Books"]);
    assert_eq!(tags("summary: Books\ntags: \"a, b\""), ["a", "b"]);
}

#[test]
fn clients_send_the_token_where_something_asks_for_it() {
    let wire = || Wire { auth_middleware: vec!["Login".into()], ..Wire::default() };
    for (block, sends) in [
        ("jwt: A", true),
        ("jwtTransition: A", true),
        ("authType: apiKey", true),
        ("middleware: Audit,Login", true),
        ("middleware: Audit", false),
    ] {
        assert_eq!(guarded(block, wire()).routes().next().unwrap().guard.sends_token, sends, "{block}");
    }
    assert!(!guarded("middleware: Login", Wire::default()).routes().next().unwrap().guard.sends_token);
}

#[test]
fn a_struct_and_an_array_are_never_left_out() {
    for (type_, output) in
        [("In", Output::Present), ("[2]int", Output::Present), ("[]int", Output::OmitEmpty), ("*In", Output::OmitNull)]
    {
        let contract = format!(
            "type In {{\nA int `json:\"a\"`\n}}\ntype Q {{\nK {type_} `json:\"k,omitempty\"`\n}}\nservice a {{\n@handler h\nget /x returns (Q)\n}}\n"
        );
        let api = lowered(&contract, Wire::default());
        let field =
            api.structs.iter().flat_map(|struct_| &struct_.fields).find(|field| field.slots[0].wire.as_str() == "k");
        assert_eq!(field.unwrap().presence.output, output, "{type_}");
    }
}

#[test]
fn fields_are_sent_where_the_method_has_room_for_them() {
    let request = |method: &str, field: &str| {
        let contract = format!("type Q {{\n{field}\n}}\nservice a {{\n@handler h\n{method} /x (Q)\n}}\n");
        let request = lowered(&contract, Wire::default()).routes().next().unwrap().request.clone().unwrap();
        (request.form, request.query.len(), request.body.len())
    };
    let (json, form) = ("K []int `json:\"k,optional\"`", "K int `form:\"k\"`");
    assert_eq!(request("get", json), (BodyForm::None, 1, 0));
    assert_eq!(request("delete", json), (BodyForm::Json, 0, 1));
    for method in ["post", "put", "patch"] {
        assert_eq!(request(method, form), (BodyForm::UrlEncoded, 0, 1), "{method}");
        assert_eq!(request(method, ""), (BodyForm::Json, 0, 0), "{method}");
    }
    assert_eq!(request("delete", form), (BodyForm::None, 1, 0));
}
