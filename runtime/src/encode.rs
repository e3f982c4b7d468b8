//! A response value becomes JSON bytes, spelled as encoding/json spells them: no HTML escapes, integral floats without `.0`, Go's exponents.
//!
//! A serializer of its own rather than serde_json's with a formatter: that one prints NaN as null, where go-zero answers 500 (language.md §7.4 row 34).

mod compound;
mod empty;
mod number;
mod string;
pub mod text;
mod writer;

use std::fmt;

pub use empty::is_empty;
use serde::Serialize;

pub(crate) use string::string;
use writer::Writer;

/// Bytes set aside for an answer; most fit.
const CAPACITY: usize = 256;

/// The JSON of a value.
pub(crate) fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut out = Vec::with_capacity(CAPACITY);
    value.serialize(&mut Writer::new(&mut out))?;
    Ok(out)
}

/// Why a value has no JSON. Its text is for the log.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct EncodeError(String);

impl fmt::Display for EncodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the response cannot be encoded: {}", self.0)
    }
}

impl std::error::Error for EncodeError {}

impl serde::ser::Error for EncodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

impl EncodeError {
    /// Adds the name of the member in which it happened.
    fn inside(self, member: &str) -> Self {
        Self(format!("{member}: {}", self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    #[derive(Serialize)]
    enum Kind {
        #[serde(rename = "book")]
        Book,
    }

    #[derive(Serialize)]
    struct Item<'a> {
        name: &'a str,
        kind: Kind,
        price: f64,
        none: Option<i64>,
        tags: Vec<&'a str>,
        counts: BTreeMap<i64, u8>,
        #[serde(skip_serializing_if = "is_empty")]
        note: String,
        #[serde(with = "text")]
        id: i64,
        unit: (),
        pair: (bool, char),
        value: serde_json::Value,
    }

    fn item(price: f64) -> Item<'static> {
        Item {
            name: "<b>&\u{2028}\"\\\n\u{1}é",
            kind: Kind::Book,
            price,
            none: None,
            tags: vec!["a", "b"],
            counts: BTreeMap::from([(2, 1), (-1, 0)]),
            note: String::new(),
            id: i64::MAX,
            unit: (),
            pair: (true, 'x'),
            value: serde_json::json!({"k": [1, 1.5, null, {}]}),
        }
    }

    #[test]
    fn prints_as_go_does() {
        let json = String::from_utf8(to_json(&item(3.0)).unwrap()).unwrap();
        assert_eq!(
            json,
            concat!(
                r#"{"name":"<b>&\u2028\"\\\n\u0001é","kind":"book","price":3,"none":null,"tags":["a","b"],"counts":{"-1":0,"2":1},"#,
                r#""id":"9223372036854775807","unit":null,"pair":[true,"x"],"value":{"k":[1,1.5,null,{}]}}"#
            )
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["price"], 3);
    }

    #[test]
    fn names_the_field_that_has_no_json() {
        let error = to_json(&vec![item(f64::NAN)]).unwrap_err();
        assert_eq!(error.to_string(), "the response cannot be encoded: price: NaN is no JSON number");
        assert!(to_json(&f32::INFINITY).is_err());
    }

    #[test]
    fn enums_with_content_are_objects() {
        #[derive(Serialize)]
        enum Shape {
            Circle(u8),
            Line(u8, u8),
            Box { side: u8 },
        }
        let json = to_json(&[Shape::Circle(1), Shape::Line(1, 2), Shape::Box { side: 3 }]).unwrap();
        assert_eq!(json, br#"[{"Circle":1},{"Line":[1,2]},{"Box":{"side":3}}]"#);
    }
}
