//! Path, query, form, headers, and which body counts.

use std::collections::BTreeMap;

use http::Method;

use super::{Parts, Soft, decode, query};

#[test]
fn forms_skip_empty_values_and_take_brackets() {
    assert_eq!(query("v=&v=a&v=b"), Ok("a".to_owned()));
    assert_eq!(query("v[]=1&v=&v=2"), Ok(vec![1, 2]));
    assert_eq!(query("v=a,b"), Ok(vec!["a,b".to_owned()]));
    assert_eq!(query("v=%7B%22a%22:1%7D"), Ok(BTreeMap::from([("a".to_owned(), 1)])));
    assert_eq!((query("v=tRuE"), query("v=1")), (Ok(true), Ok(true)));
    assert_eq!((query("v=%2B1"), query("v=007"), query("v=-0")), (Ok(1i8), Ok(7i8), Ok(0i8)));
    assert_eq!((query("v=.5"), query("v=5."), query("v=1e-400")), (Ok(0.5), Ok(5.0), Ok(0.0)));
    for text in ["v=NaN", "v=inf", "v=0x1p4", "v=1_000", "v=1e400", "v=%201"] {
        assert_eq!(query::<f64>(text).unwrap_err(), ["query v type"], "{text}");
    }
    assert_eq!(query::<u8>("v=%2B1").unwrap_err(), ["query v type"]);
    assert_eq!(query::<i64>("v=").unwrap_err(), ["query v required"]);
    assert_eq!(query::<i64>("v=1;2").unwrap_err(), ["query  syntax"]);
    assert_eq!(query::<BTreeMap<String, i64>>("v=x").unwrap_err(), ["query v syntax"]);
    assert_eq!(query::<BTreeMap<String, String>>("v={\"k\":1}").unwrap_err(), ["query v type"]);
}

#[test]
fn a_form_body_comes_before_the_query() {
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let both =
        |method: Method| decode((method, "/p/x", "v=q"), &form, b"v=b", |r| r.form::<Vec<String>>("v").required());
    assert_eq!(both(Method::PUT), Ok(vec!["b".to_owned(), "q".to_owned()]));
    assert_eq!(both(Method::DELETE), Ok(vec!["q".to_owned()]));
    let missing =
        |method: Method| decode((method, "/p/x", ""), &form, b"w=b", |r| r.form::<i64>("v").required()).unwrap_err();
    assert_eq!(
        (missing(Method::POST), missing(Method::GET)),
        (vec!["form v required".to_owned()], vec!["query v required".to_owned()])
    );
}

#[test]
fn json_fields_of_a_get_without_body_come_from_the_query() {
    let take = |r: &mut Parts<'_>| {
        (r.body::<i64>("v").required(), r.body::<Vec<i64>>("w").optional(), r.body::<Soft>("x").lenient().b)
    };
    assert_eq!(decode((Method::GET, "/p/x", "v=1&w=2&x=3"), &[], b"", take), Ok((1, Some(vec![2]), 3)));
    assert_eq!(decode((Method::HEAD, "/p/x", ""), &[], b"", take).unwrap_err(), ["query v required"]);
    assert_eq!(decode((Method::GET, "/p/x", "v=1"), &[], br#"{"v":2}"#, take), Ok((2, None, 3)));
    assert_eq!(decode((Method::DELETE, "/p/x", "v=1"), &[], b"", take).unwrap_err(), ["body /v required"]);
}

#[test]
fn a_json_body_is_an_object_even_if_nobody_asks_for_it() {
    let form = |body: &[u8]| {
        decode((Method::POST, "/p/x", "v=1"), &[("content-type", "application/json")], body, |r| {
            r.form::<i64>("v").required()
        })
    };
    assert_eq!((form(b"{}"), form(b"{\"v\":\"x\"} x"), form(b"")), (Ok(1), Ok(1), Ok(1)));
    for (body, fault) in [("{", "syntax"), ("null", "null"), ("1", "type"), ("[]", "type"), ("\"x\"", "type")] {
        assert_eq!(form(body.as_bytes()).unwrap_err(), [format!("body  {fault}")], "{body}");
    }
}

#[test]
fn another_type_of_body_matters_only_where_a_field_is_required() {
    let text = [("content-type", "text/plain")];
    assert_eq!(
        decode((Method::POST, "/p/x", ""), &text, b"x", |r| r.body::<i64>("v").required()).unwrap_err(),
        ["unsupported_media_type"]
    );
    // It is said alone: what else is wrong cannot be known before the body is.
    let both = |r: &mut Parts<'_>| (r.query::<i64>("q").required(), r.body::<i64>("v").required());
    assert_eq!(decode((Method::POST, "/p/x", ""), &text, b"x", both).unwrap_err(), ["unsupported_media_type"]);
    assert_eq!(decode((Method::POST, "/p/x", ""), &text, b"x", |r| r.body::<i64>("v").optional()), Ok(None));
    assert_eq!(decode((Method::POST, "/p/x", ""), &[], b"{\"v\":1}\xff", |r| r.body::<i64>("v").required()), Ok(1));
    assert_eq!(decode((Method::POST, "/p/x", ""), &[], b"{\"v\":\"\xff\"}", |_| ()).unwrap_err(), ["body  syntax"]);
    assert_eq!(decode((Method::POST, "/p/x", ""), &[], b"{", |_| ()).unwrap_err(), ["body  syntax"]);
}

#[test]
fn paths_and_headers_are_sources_too() {
    let path = |path: &str| decode((Method::GET, path, ""), &[], b"", |r| r.path::<String>("v").required());
    assert_eq!((path("/p/a%2Fb"), path("/p/a+b")), (Ok("a/b".to_owned()), Ok("a+b".to_owned())));
    assert_eq!(path("/p/%ff").unwrap_err(), ["path v syntax"]);
    let header = |lines: &[(&str, &str)]| {
        decode((Method::GET, "/p/x", ""), lines, b"", |r| r.header::<String>("X-A").required())
    };
    assert_eq!(header(&[("x-a", "")]), Ok(String::new()));
    assert_eq!(header(&[("x-a", "1"), ("x-a", "2")]).unwrap_err(), ["header x-a type"]);
    assert_eq!(header(&[]).unwrap_err(), ["header x-a required"]);
}
