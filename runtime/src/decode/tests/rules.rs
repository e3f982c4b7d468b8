//! What absence, null and the rules of a field mean.

use std::collections::BTreeMap;

use http::Method;

use super::{Decode, Json, Soft, decode};
use crate::decode::Range;

#[test]
fn absence_and_null_mean_what_the_ending_says() {
    let with = |body: &str| {
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| {
            (
                r.body::<i64>("a").optional(),
                r.body("b").or_else(|| 3),
                r.body("c").optional_or_else(|| 4),
                r.body::<Soft>("d").lenient().b,
            )
        })
    };
    assert_eq!(with("{}"), Ok((None, 3, 4, 3)));
    assert_eq!(with(r#"{"a":null,"c":null,"d":{"b":5}}"#), Ok((None, 3, 0, 5)));
    assert_eq!(with(r#"{"b":null,"d":null}"#).unwrap_err(), ["body /b null", "body /d null"]);
}

#[test]
fn fields_can_depend_on_others() {
    let with = |body: &str| {
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| {
            (r.body::<i64>("end").range(Range::up_to(9)).with("start"), r.body::<i64>("phone").without("mail"))
        })
    };
    assert_eq!(with(r#"{"start":1,"end":2,"phone":3}"#), Ok((Some(2), Some(3))));
    assert_eq!(with(r#"{"mail":1}"#), Ok((None, None)));
    assert_eq!(with("{}").unwrap_err(), ["body /phone dependency"]);
    assert_eq!(
        with(r#"{"start":null,"mail":1,"phone":1}"#).unwrap_err(),
        ["body /end dependency", "body /phone dependency"]
    );
    assert_eq!(with(r#"{"end":10,"mail":1}"#).unwrap_err(), ["body /end range"]);
}

#[test]
fn a_map_sent_as_the_text_null_is_there() {
    let with = |query: &str| {
        decode((Method::GET, "/p/x", query), &[], b"", |r| {
            (r.form::<BTreeMap<String, i64>>("m").with("k"), r.form::<BTreeMap<String, i64>>("n").without("k"))
        })
    };
    assert_eq!(with("k=1&m=null"), Ok((None, None)));
    assert_eq!(with("n=null"), Ok((None, None)));
    assert_eq!(with("k=1&n=null").unwrap_err(), ["query m dependency", "query n dependency"]);
    assert_eq!(with("m=null").unwrap_err(), ["query m dependency", "query n dependency"]);
}

#[test]
fn inherited_fields_come_from_enclosing_objects_but_not_through_lists() {
    struct Line(String);
    impl Decode for Line {
        fn decode(json: &mut Json<'_>) -> Self {
            json.object(|o| Self(o.field("currency").inherit().required()))
        }
    }
    struct Block(Line);
    impl Decode for Block {
        fn decode(json: &mut Json<'_>) -> Self {
            json.object(|o| Self(o.field("line").required()))
        }
    }
    let body = br#"{"currency":"EUR","block":{"line":{}},"lines":[{}]}"#;
    let block = decode((Method::POST, "/p/x", ""), &[], body, |r| r.body::<Block>("block").required().0.0);
    assert_eq!(block, Ok("EUR".to_owned()));
    let lines = decode((Method::POST, "/p/x", ""), &[], body, |r| r.body::<Vec<Line>>("lines").required().len());
    assert_eq!(lines.unwrap_err(), ["body /lines/0/currency required"]);
}

#[test]
fn lengths_ranges_and_options_are_checked_in_this_order() {
    let with = |value: &str| {
        let body = format!("{{\"v\":{value}}}");
        decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| {
            r.body::<Vec<i64>>("v").length(2).required();
            r.body::<i64>("w").options(&["2", "12"]).range(Range::closed(1, 9)).required()
        })
    };
    assert_eq!(with("[1,2],\"w\":2"), Ok(2));
    assert_eq!(with("[1],\"w\":3").unwrap_err(), ["body /v length", "body /w options"]);
    assert_eq!(with("[1,\"x\",3],\"w\":12").unwrap_err(), ["body /v/1 type", "body /w range"]);
}
