//! Headers as fields.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::HeaderValue;

use super::tape::{Kind, Tape};
use super::violation::{Fault, Rule};

/// How many lines a header has. HTTP/2 sends no `Host`; its authority stands for it.
pub(crate) fn count(headers: &HeaderMap, authority: Option<&str>, name: &str) -> usize {
    match headers.get_all(name).iter().count() {
        0 => usize::from(authority.is_some() && name.eq_ignore_ascii_case("host")),
        count => count,
    }
}

/// A header that may be sent once. An empty one counts as present (row 11).
pub(crate) fn scalar<'a>(
    headers: &'a HeaderMap,
    authority: Option<&'a str>,
    name: &str,
) -> Result<Option<&'a str>, Fault> {
    let mut lines = headers.get_all(name).iter();
    match (lines.next(), lines.next()) {
        (None, _) => Ok(authority.filter(|_| name.eq_ignore_ascii_case("host"))),
        (Some(value), None) => text(value).map(Some),
        (Some(_), Some(_)) => Err(Fault::kind("must be sent once")),
    }
}

/// A list: repeated lines, or one line that is a JSON array or separated by commas.
pub(crate) fn list<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<Vec<Cow<'a, str>>>, Fault> {
    let lines = headers.get_all(name).iter().map(text).collect::<Result<Vec<_>, _>>()?;
    match lines.as_slice() {
        [] => Ok(None),
        [line] if line.trim() == "null" => Ok(Some(Vec::new())),
        [line] if line.trim_start().starts_with('[') => array(line).map(Some),
        [line] => Ok(Some(line.split(',').map(|part| Cow::Borrowed(part.trim())).collect())),
        lines => Ok(Some(lines.iter().map(|line| Cow::Borrowed(*line)).collect())),
    }
}

fn array(line: &str) -> Result<Vec<Cow<'static, str>>, Fault> {
    let tape = Tape::scan(line).map_err(|_| Fault::new(Rule::Syntax, "must be a JSON list"))?;
    let elements = tape.elements(0).filter_map(|index| tape.node(index));
    elements
        .map(|node| match node.kind {
            Kind::Null | Kind::List | Kind::Object => Err(Fault::kind("must be a list of scalars")),
            _ => Ok(Cow::Owned(tape.text(node).into_owned())),
        })
        .collect()
}

fn text(value: &HeaderValue) -> Result<&str, Fault> {
    std::str::from_utf8(value.as_bytes()).map_err(|_| Fault::new(Rule::Syntax, "is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (http::HeaderName::from_static("x-a"), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn reads_lists_in_every_spelling() {
        let cases: [(&[&'static str], &[&str]); 6] = [
            (&["a"], &["a"]),
            (&["a, b,c"], &["a", "b", "c"]),
            (&["[\"a\",1]"], &["a", "1"]),
            (&["a,b", "c"], &["a,b", "c"]),
            (&["null"], &[]),
            (&[""], &[""]),
        ];
        for (lines, expected) in cases {
            assert_eq!(list(&headers(lines), "X-A").unwrap().unwrap(), expected, "{lines:?}");
        }
        assert_eq!(list(&headers(&[]), "X-A").unwrap(), None);
        assert_eq!(list(&headers(&["[null]"]), "X-A").unwrap_err().rule, Rule::Type);
        assert_eq!(list(&headers(&["[1"]), "X-A").unwrap_err().rule, Rule::Syntax);
    }

    #[test]
    fn a_scalar_is_sent_once() {
        assert_eq!(scalar(&headers(&[""]), None, "x-A").unwrap(), Some(""));
        assert_eq!(scalar(&headers(&["a", "b"]), None, "x-a").unwrap_err().rule, Rule::Type);
        assert_eq!(scalar(&headers(&[]), Some("shop"), "Host").unwrap(), Some("shop"));
    }
}
