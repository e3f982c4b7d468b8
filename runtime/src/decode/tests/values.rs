//! Which JSON a type takes.

use std::collections::BTreeMap;

use http::Method;
use serde_json::Value;

use super::{Color, Decode, Json, Parts, Soft, accepts, decode, json, refuses};
use crate::bytes::Bytes;
use crate::decode::FromRequest;

/// A type that contains itself.
#[derive(Debug, PartialEq)]
struct Node {
    next: Option<Box<Node>>,
}

impl Decode for Node {
    fn decode(json: &mut Json<'_>) -> Self {
        json.object(|o| Self { next: o.field("next").optional_box() })
    }
}

#[test]
fn scalars_take_their_own_kind_only() {
    accepts(&[("true", true), ("false", false)]);
    refuses::<bool>("type", &["1", "\"true\"", "[]", "{}"]);
    accepts(&[("\"\"", String::new()), ("\"a\\u00e9\"", "aé".to_owned())]);
    refuses::<String>("type", &["1", "true", "[]"]);
    accepts(&[("-9223372036854775808", i64::MIN), ("9007199254740993", 9_007_199_254_740_993), ("-0", 0)]);
    refuses::<i64>("type", &["1.0", "1e2", "\"1\"", "9223372036854775808"]);
    accepts(&[("255", 255u8)]);
    refuses::<u8>("type", &["256", "-1"]);
    accepts(&[("1", 1.0), ("-2.5e3", -2500.0)]);
    refuses::<f64>("type", &["\"1\"", "1e400"]);
    refuses::<f32>("type", &["3.5e38"]);
    accepts(&[("\"green\"", Color::Green)]);
    refuses::<Color>("options", &["\"Green\"", "\"\""]);
    refuses::<Color>("type", &["1"]);
    refuses::<i64>("null", &["null"]);
    assert_eq!(
        decode((Method::POST, "/p/x", ""), &[], b"{}", |r| r.body::<i64>("v").required()).unwrap_err(),
        ["body /v required"]
    );
}

#[test]
fn lists_and_maps_are_softer_than_fields() {
    accepts(&[
        ("[1,\"2\",null]", vec![1, 2, 0]),
        ("\"[1,\\\"2\\\"]\"", vec![1, 2]),
        ("[null]", vec![]),
        ("[]", vec![]),
        ("\"null\"", vec![]),
    ]);
    accepts(&[("\"null\"", BTreeMap::<String, i64>::new())]);
    refuses::<BTreeMap<String, String>>("type", &["\"{\\\"k\\\":1}\""]);
    fn map<T>(value: T) -> BTreeMap<String, T> {
        BTreeMap::from([("a".to_owned(), value)])
    }
    accepts(&[("{\"a\":\"x\",\"a\":1}", map(1)), ("{\"a\":null,\"\\u0061\":2}", map(2))]);
    refuses::<BTreeMap<String, i64>>("type", &["{\"a\":1,\"a\":\"x\"}", "{\"a\":\"x\",\"a\":\"y\"}"]);
    accepts(&[("{\"a\":{\"b\":\"x\"},\"a\":{\"b\":\"y\",\"b\":3}}", map(BTreeMap::from([("b".to_owned(), 3)])))]);
    accepts(&[("[\"a\",1.50]", vec!["a".to_owned(), "1.50".to_owned()])]);
    accepts(&[("[true,\"TRUE\",0]", vec![true, true, false])]);
    accepts(&[("[[1],null]", vec![vec![1], vec![]])]);
    refuses::<Vec<i64>>("type", &["1", "\"x\"", "{}", "[1.0]", "[\"\"]", "[[1]]"]);
    refuses::<Vec<i64>>("null", &["\"[null]\""]);
    refuses::<Vec<Vec<i64>>>("type", &["[\"[1]\"]", "[1]"]);
    let map = |value: &str| BTreeMap::from([("k".to_owned(), value.to_owned())]);
    accepts(&[("{\"k\":\"a\",\"k\":1}", map("1")), ("\"{\\\"k\\\":\\\"a\\\"}\"", map("a"))]);
    accepts(&[("{\"-2\":1}", BTreeMap::from([(-2i64, true)]))]);
    refuses::<BTreeMap<String, i64>>("type", &["[]", "{\"k\":\"1\"}", "\"x\"", "{\"k\":1.0}"]);
    refuses::<BTreeMap<String, i64>>("null", &["{\"k\":null}"]);
    refuses::<BTreeMap<i64, i64>>("type", &["{\"x\":1}"]);
    let bytes = |text: &[u8]| Bytes(text.to_vec());
    accepts(&[
        ("\"aGk=\"", bytes(b"hi")),
        ("[104,\"105\"]", bytes(b"hi")),
        ("[null]", bytes(b"")),
        ("[null,1]", bytes(b"\0\x01")),
        ("\" [104,\\\"105\\\"]\"", bytes(b"hi")),
    ]);
    refuses::<Bytes>("type", &["\"[1.0]\"", "\"[256]\"", "\"[\""]);
    refuses::<Bytes>("null", &["\"[null]\""]);
    refuses::<Bytes>("type", &["\"aGk\"", "1", "[256]"]);
    accepts(&[("[1,\"a\",null,{\"k\":[18446744073709551615]}]", serde_json::json!([1, "a", null, {"k": [u64::MAX]}]))]);
    accepts(&[("[{},null]", vec![Soft { a: None, b: 3 }, Soft { a: None, b: 0 }])]);
    refuses::<Soft>("type", &["[]", "\"{}\""]);
}

#[test]
fn numbers_may_stand_in_text_where_the_contract_says_so() {
    let quoted = |value: &str| {
        let body = format!("{{\"v\":{value}}}");
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| {
            r.body::<i64>("v").text().options(&["7", "-7"]).required()
        })
    };
    assert_eq!((quoted("\"7\""), quoted("-7")), (Ok(7), Ok(-7)));
    for (value, rule) in
        [("\"07\"", "options"), ("true", "type"), ("\"\"", "type"), ("\"1e2\"", "type"), ("null", "null")]
    {
        assert_eq!(quoted(value).unwrap_err(), [format!("body /v {rule}")], "{value}");
    }
    let flag = |value: &str| {
        let body = format!("{{\"v\":{value}}}");
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| r.body::<bool>("v").text().required())
    };
    assert_eq!((flag("\"True\""), flag("0")), (Ok(true), Ok(false)));
    assert!(flag("true").is_err() && flag("1.0").is_err());
}

#[test]
fn recursion_has_a_limit_and_fits_the_stack() {
    let nested = |levels: usize| {
        let body = "{\"next\":".repeat(levels) + "{}" + &"}".repeat(levels);
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| r.body::<Node>("next").required())
    };
    assert!(nested(500).is_ok());
    assert!(nested(5000).unwrap_err()[0].ends_with(" size"));
    let value = |levels: usize| json::<Value>(&("[".repeat(levels) + &"]".repeat(levels)));
    assert!(value(500).is_ok());
    assert!(value(5000).unwrap_err()[0].ends_with(" size"));
}

#[test]
fn required_recursion_ends_in_violations() {
    struct Endless(Option<Box<Endless>>);
    impl FromRequest for Endless {
        fn from_request(r: &mut Parts<'_>) -> Self {
            Self(r.body("next").required_box())
        }
    }
    impl Decode for Endless {
        fn decode(json: &mut Json<'_>) -> Self {
            json.object(|o| Self(o.field("next").required_box()))
        }
    }
    let body = br#"{"next":{"next":{}}}"#;
    let violations =
        decode((Method::POST, "/p/x", ""), &[], body, |r| Endless::from_request(r).0.is_some()).unwrap_err();
    assert_eq!(violations, ["body /next/next/next required"]);
}

#[test]
fn no_body_makes_decoding_panic() {
    let text = r#"{"v":[{"a":"x\u00e9\ud83d","b":-1.5e3},null,{"b":"7"}],"m":{"k":[1,true]},"n":{"next":{"next":{}}},"q":"12"}"#;
    for at in 0..text.len() {
        for byte in [b'"', b'\\', b'{', b'}', b'[', b']', b',', b':', b'0', b'-', b'u', b' ', 0, 0xFF] {
            let mut body = text.as_bytes().to_vec();
            body[at] = byte;
            _ = decode((Method::POST, "/p/x", ""), &[], &body, |r| {
                _ = r.body::<Vec<Soft>>("v").required();
                _ = r.body::<BTreeMap<String, Vec<i64>>>("m").lenient();
                _ = r.body::<Node>("n").required();
                _ = r.body::<u8>("q").text().with("v");
                r.body::<Value>("m").optional()
            });
        }
    }
}

#[test]
fn arrays_have_their_length_at_any_depth() {
    accepts(&[("[1,null]", [1, 0]), ("\"[1,2]\"", [1, 2])]);
    accepts(&[("[[1,2],[3,4]]", vec![[1, 2], [3, 4]])]);
    refuses::<[i64; 2]>("length", &["[]", "[1]", "[1,2,3]"]);
    refuses::<Vec<[i64; 2]>>("length", &["[[1,2],[3]]"]);
    refuses::<[i64; 2]>("type", &["[1,\"x\"]", "{}", "1"]);
}

#[test]
fn free_numbers_keep_their_last_digit() {
    for text in ["-9.497024344003425e-71", "1.1068219701345249e-30", "5.5908617796480424e-9", "18446744073709551615"] {
        let value = decode((Method::POST, "/p/x", ""), &[], format!("{{\"v\":{text}}}").as_bytes(), |r| {
            r.body::<Value>("v").required()
        });
        assert_eq!(crate::encode::to_json(&value.unwrap()).unwrap(), text.as_bytes());
    }
}
