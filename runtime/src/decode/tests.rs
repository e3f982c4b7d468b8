//! The rows of language.md §7.4 that decoding keeps: helpers, and a file of tables for each side of it.

mod files;
mod rules;
mod sources;
mod strict;
mod values;

use std::fmt::Debug;

use http::{HeaderMap, HeaderName, HeaderValue, Method};

use super::body::Kind;
use super::{Decode, Json, Parts, Source, TextEnum};
use crate::path::{Params, template};

/// What `take` makes of a request, or the violations as `location field rule`.
fn decode<T>(
    line: (Method, &str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
    take: impl FnOnce(&mut Parts<'_>) -> T,
) -> Result<T, Vec<String>> {
    decode_as(false, line, headers, body, take)
}

fn decode_as<T>(
    strict: bool,
    (method, path, query): (Method, &str, &str),
    headers: &[(&str, &str)],
    body: &[u8],
    take: impl FnOnce(&mut Parts<'_>) -> T,
) -> Result<T, Vec<String>> {
    let headers: HeaderMap = headers
        .iter()
        .map(|(name, value)| (name.parse::<HeaderName>().unwrap(), HeaderValue::from_str(value).unwrap()))
        .collect();
    let template = template("/p/:v");
    let params = Params { path, template: &template };
    read(
        Source {
            method: &method,
            params,
            query,
            headers: &headers,
            authority: None,
            kind: Kind::of(&headers),
            body,
            multipart: None,
            strict,
        },
        take,
    )
}

fn read<T>(source: Source<'_>, take: impl FnOnce(&mut Parts<'_>) -> T) -> Result<T, Vec<String>> {
    let mut parts = Parts::read(source);
    let value = take(&mut parts);
    parts.finish().map(|()| value).map_err(|error| {
        let violation =
            |one: &super::Violation| format!("{:?} {} {:?}", one.location, one.field, one.rule).to_lowercase();
        if error.code() == "invalid_request" {
            error.violations().iter().map(violation).collect()
        } else {
            vec![error.code().to_owned()]
        }
    })
}

/// Decodes `{"v": …}`.
fn json<T: Decode>(value: &str) -> Result<T, Vec<String>> {
    let body = format!("{{\"v\":{value}}}");
    decode((Method::POST, "/p/x", ""), &[], body.as_bytes(), |r| r.body("v").required())
}

fn query<T: Decode>(query: &str) -> Result<T, Vec<String>> {
    decode((Method::GET, "/p/x", query), &[], b"", |r| r.query("v").required())
}

fn accepts<T: Decode + PartialEq + Debug>(cases: &[(&str, T)]) {
    for (text, value) in cases {
        assert_eq!(json::<T>(text).as_ref(), Ok(value), "{text}");
    }
}

fn refuses<T: Decode + Debug>(rule: &str, cases: &[&str]) {
    for text in cases {
        let violations = json::<T>(text).unwrap_err();
        assert!(violations[0].starts_with("body /v") && violations[0].ends_with(rule), "{text}: {violations:?}");
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Color {
    Red,
    Green,
}

impl TextEnum for Color {
    const VALUES: &'static [(&'static str, Self)] = &[("red", Self::Red), ("green", Self::Green)];
}

/// Everything about it may be absent.
#[derive(Debug, PartialEq)]
struct Soft {
    a: Option<String>,
    b: i64,
}

impl Decode for Soft {
    fn decode(json: &mut Json<'_>) -> Self {
        json.object(|o| Self { a: o.field("a").optional(), b: o.field("b").or_else(|| 3) })
    }
}
