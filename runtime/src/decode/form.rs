//! Url-encoded pairs: the query string, and the body of a form.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use super::violation::{Fault, Rule};

/// More values than this are refused, as in go-zero.
const MAX_VALUES: usize = 2048;

/// A decoded key with its value.
pub(crate) type Pair<'a> = (Cow<'a, str>, Cow<'a, str>);

/// Decodes the pairs of `text` and adds them to `pairs`.
pub(crate) fn parse<'a>(text: &'a str, pairs: &mut Vec<Pair<'a>>) -> Result<(), Fault> {
    let mut rest = text;
    while !rest.is_empty() {
        let Found { end, equals, encoded } = find(rest.as_bytes())?;
        let (pair, tail) = rest.split_at(end);
        rest = tail.get(1..).unwrap_or_default();
        if pair.is_empty() {
            continue;
        }
        let (key, value) = match equals.and_then(|at| Some((pair.get(..at)?, pair.get(at + 1..)?))) {
            Some(both) => both,
            None => (pair, ""),
        };
        if pairs.len() >= MAX_VALUES {
            return Err(Fault::new(Rule::Size, "has more than 2048 values"));
        }
        pairs.push(match encoded {
            true => (decode(key)?, decode(value)?),
            false => (Cow::Borrowed(key), Cow::Borrowed(value)),
        });
    }
    Ok(())
}

/// One look at a pair: where it ends, where its key does, and whether anything is to be decoded.
struct Found {
    end: usize,
    equals: Option<usize>,
    encoded: bool,
}

fn find(bytes: &[u8]) -> Result<Found, Fault> {
    let (mut equals, mut encoded) = (None, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'&' => return Ok(Found { end: at, equals, encoded }),
            b'=' if equals.is_none() => equals = Some(at),
            b'%' | b'+' => encoded = true,
            b';' => return Err(Fault::new(Rule::Syntax, "a bare semicolon separates nothing: write %3B")),
            _ => {}
        }
    }
    Ok(Found { end: bytes.len(), equals, encoded })
}

fn decode(text: &str) -> Result<Cow<'_, str>, Fault> {
    let plain = text.replace('+', " ");
    if !escapes_are_whole(&plain) {
        return Err(Fault::new(Rule::Syntax, "is not url-encoded"));
    }
    let bytes: Vec<u8> = percent_decode(plain.as_bytes()).collect();
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| Fault::new(Rule::Syntax, "is not UTF-8"))
}

/// Whether every `%` is followed by two hexadecimal digits; percent-encoding itself lets the others pass.
pub(crate) fn escapes_are_whole(text: &str) -> bool {
    text.split('%')
        .skip(1)
        .all(|rest| rest.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Result<Vec<(String, String)>, Rule> {
        let mut pairs = Vec::new();
        parse(text, &mut pairs).map_err(|fault| fault.rule)?;
        Ok(pairs.into_iter().map(|(key, value)| (key.into_owned(), value.into_owned())).collect())
    }

    fn pair(key: &str, value: &str) -> (String, String) {
        (key.to_owned(), value.to_owned())
    }

    #[test]
    fn decodes_keys_and_values() {
        assert_eq!(
            pairs("&&v=a%20b&v=c+d&v=e=f&w&=x&k%5B%5D=%E4%B9%A6&").unwrap(),
            [pair("v", "a b"), pair("v", "c d"), pair("v", "e=f"), pair("w", ""), pair("", "x"), pair("k[]", "书"),]
        );
    }

    #[test]
    fn refuses_what_go_refuses() {
        for text in ["v=%zz", "v=%2", "%=1", "v=a;b=c", "v=%ff"] {
            assert_eq!(pairs(text), Err(Rule::Syntax), "{text}");
        }
    }

    #[test]
    fn counts_the_values() {
        assert_eq!(pairs(&"v=1&".repeat(2048)).unwrap().len(), 2048);
        assert_eq!(pairs(&"v=1&".repeat(2049)), Err(Rule::Size));
    }
}
