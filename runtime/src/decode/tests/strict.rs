//! `[wire] strict`: what is refused although go-zero lets it pass.

use std::collections::BTreeMap;
use std::fmt::Debug;

use http::Method;
use serde_json::Value;

use super::{Color, Decode, Parts, Soft, decode_as};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const JSON: (&str, &str) = ("content-type", "application/json");

fn strict<T>(
    line: (Method, &str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
    take: impl FnOnce(&mut Parts<'_>) -> T,
) -> Result<T, Vec<String>> {
    decode_as(true, line, headers, body, take)
}

/// Decodes `{"v": …}`.
fn json<T: Decode>(value: &str) -> Result<T, Vec<String>> {
    let body = format!("{{\"v\":{value}}}");
    strict((Method::POST, "/p/x", ""), &[JSON], body.as_bytes(), |r| r.body("v").required())
}

#[test]
fn elements_are_read_as_fields_are() {
    fn refused<T: Decode + Debug>(value: &str, violation: &str) {
        assert_eq!(json::<T>(value).unwrap_err(), [violation], "{value}");
    }
    refused::<Vec<i64>>("[1,\"2\"]", "body /v/1 type");
    refused::<Vec<String>>("[1]", "body /v/0 type");
    refused::<Vec<bool>>("[\"true\"]", "body /v/0 type");
    refused::<Vec<bool>>("[0]", "body /v/0 type");
    refused::<Vec<Color>>("[null]", "body /v/0 null");
    refused::<[i64; 1]>("[null]", "body /v/0 null");
    refused::<Vec<i64>>("\"[1]\"", "body /v type");
    refused::<Vec<Value>>("\"[1]\"", "body /v type");
    refused::<BTreeMap<String, String>>("{\"k\":1}", "body /v/k type");
    refused::<BTreeMap<String, bool>>("{\"k\":1}", "body /v/k type");
    refused::<BTreeMap<String, bool>>("\"{}\"", "body /v type");
    assert_eq!(json::<Vec<Value>>("[null,1]"), Ok(vec![Value::Null, Value::from(1)]));
    assert_eq!(json::<Vec<Vec<i64>>>("[[1],[]]"), Ok(vec![vec![1], vec![]]));
}

#[test]
fn text_around_the_numbers_of_a_list_or_map_is_text_around_each() {
    for is_strict in [false, true] {
        let body = br#"{"v":{"a":["1",2],"b":[]}}"#;
        let take = |r: &mut Parts<'_>| r.body::<BTreeMap<String, Vec<i64>>>("v").text().required();
        let map = BTreeMap::from([("a".to_owned(), vec![1, 2]), ("b".to_owned(), vec![])]);
        assert_eq!(decode_as(is_strict, (Method::POST, "/p/x", ""), &[JSON], body, take), Ok(map));
        let take = |r: &mut Parts<'_>| r.body::<BTreeMap<String, i64>>("v").text().required()["a"];
        assert_eq!(decode_as(is_strict, (Method::POST, "/p/x", ""), &[JSON], br#"{"v":{"a":"7"}}"#, take), Ok(7));
    }
}

#[test]
fn unexpected_keys_come_last_in_their_source() {
    let take = |r: &mut Parts<'_>| {
        let query: Option<i64> = r.query("q").optional();
        (query, r.form::<i64>("f").optional(), r.body::<Soft>("x").optional(), r.body::<i64>("v").required())
    };
    let body = br#"{"y":1,"x":{"z":{},"b":1,"w":2},"y":3,"a/b":4}"#;
    assert_eq!(
        strict((Method::POST, "/p/x", "p=1&q[]=1&p=2&f=x&r"), &[JSON], body, take).unwrap_err(),
        [
            "form f type",
            "query p unexpected",
            "query r unexpected",
            "body /v required",
            "body /x/z unexpected",
            "body /x/w unexpected",
            "body /y unexpected",
            "body /a~1b unexpected",
        ]
    );
    let take = |r: &mut Parts<'_>| r.form::<i64>("f").optional();
    let encoded = |query: &str, body: &[u8]| strict((Method::PUT, "/p/x", query), &[FORM], body, take);
    assert_eq!(encoded("f=1", b"f=2"), Ok(Some(2)));
    assert_eq!(encoded("a=1", b"a=2").unwrap_err(), ["form a unexpected", "query a unexpected"]);
}

#[test]
fn fields_of_a_get_are_known_in_its_query() {
    let take = |r: &mut Parts<'_>| r.body::<Vec<i64>>("v").optional();
    assert_eq!(strict((Method::GET, "/p/x", "v=1&v=2"), &[], b"", take), Ok(Some(vec![1, 2])));
    assert_eq!(strict((Method::GET, "/p/x", "w=1"), &[], b"", take).unwrap_err(), ["query w unexpected"]);
    assert_eq!(strict((Method::GET, "/p/x", "v=1"), &[JSON], b"{}", take).unwrap_err(), ["query v unexpected"]);
}

#[test]
fn a_key_that_an_inner_object_inherits_is_asked_for() {
    struct Inner;
    impl Decode for Inner {
        fn decode(json: &mut super::Json<'_>) -> Self {
            json.object(|o| {
                assert_eq!(o.field::<i64>("up").inherit().required(), 7);
                Self
            })
        }
    }
    let take = |r: &mut Parts<'_>| r.body::<Inner>("v").required();
    let line = || (Method::POST, "/p/x", "");
    assert!(strict(line(), &[JSON], br#"{"up":7,"v":{}}"#, take).is_ok());
    let stranger = strict(line(), &[JSON], br#"{"up":7,"v":{},"down":7}"#, take);
    assert_eq!(stranger.err(), Some(vec!["body /down unexpected".to_owned()]));
}

#[test]
fn a_body_is_one_value_of_a_known_type() {
    let take = |r: &mut Parts<'_>| r.body::<i64>("v").optional();
    let post = |headers: &[(&str, &str)], body: &[u8]| strict((Method::POST, "/p/x", ""), headers, body, take);
    assert_eq!(post(&[], b""), Ok(None));
    assert_eq!(post(&[], b"{}").unwrap_err(), ["unsupported_media_type"]);
    assert_eq!(post(&[JSON], b" {\"v\":1} \n"), Ok(Some(1)));
    assert_eq!(post(&[JSON], b"{} x").unwrap_err(), ["body  unexpected"]);
    assert_eq!(post(&[JSON], b"{}\xff").unwrap_err(), ["body  unexpected"]);
    let nothing = |body: &[u8]| strict((Method::POST, "/p/x", ""), &[JSON], body, |_| ());
    assert_eq!((nothing(b""), nothing(b"{}")), (Ok(()), Ok(())));
    assert_eq!(nothing(b"[]").unwrap_err(), ["body  type"]);
    assert_eq!(nothing(b"{\"v\":1}").unwrap_err(), ["body /v unexpected"]);
    let whole = |body: &[u8]| strict((Method::POST, "/p/x", "a=1"), &[JSON], body, |r| r.whole::<Vec<i64>>());
    assert_eq!(whole(b"[1] 2").unwrap_err(), ["query a unexpected", "body  unexpected"]);
}
