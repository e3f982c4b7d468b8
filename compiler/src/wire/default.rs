//! `default=`: the value that holds when a request says nothing.

use serde_json::Value;

use super::scalar::literal;
use super::shape::Shape;

/// Why a default is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DefaultFault {
    /// go-zero refuses every request if the text holds a second `=`.
    SecondEquals,
    /// The type has no default: a struct, a map.
    NoDefault,
    /// The text, or this item of it, is not of the type.
    NotOfType(String),
}

/// The value of `default=text` for a field of this shape, as canonical JSON. Lists are written `[1,2]`; a bare item is a list of one.
pub(crate) fn default_value(text: &str, shape: &Shape<'_>) -> Result<Value, DefaultFault> {
    if text.contains('=') {
        return Err(DefaultFault::SecondEquals);
    }
    match shape {
        Shape::Scalar(scalar) => literal(text, *scalar).ok_or_else(|| DefaultFault::NotOfType(text.to_string())),
        Shape::Any | Shape::Unknown => Ok(Value::from(text)),
        Shape::List(item) | Shape::Array(_, item) => list(text, item),
        Shape::Bytes | Shape::Map(..) | Shape::Struct(_) | Shape::Inline(_) | Shape::Formless => {
            Err(DefaultFault::NoDefault)
        }
    }
}

fn list(text: &str, item: &Shape<'_>) -> Result<Value, DefaultFault> {
    let inner = text.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let items = match inner.map(str::trim) {
        Some("") => Vec::new(),
        Some(inner) => inner.split(',').map(|item| unquoted(item.trim())).collect(),
        None => vec![text.trim()],
    };
    items.into_iter().map(|text| default_value(text, item)).collect::<Result<Vec<_>, _>>().map(Value::from)
}

fn unquoted(text: &str) -> &str {
    text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ir::{Int, Scalar};

    const INT8: Shape<'_> = Shape::Scalar(Scalar::Int(Int { bits: 8, signed: true, word: false }));

    #[test]
    fn scalars_and_lists() {
        assert_eq!(default_value("3", &INT8), Ok(json!(3)));
        assert_eq!(default_value("+49", &Shape::Scalar(Scalar::String)), Ok(json!("+49")));
        let list = Shape::List(Box::new(INT8));
        assert_eq!(default_value("[1, 2]", &list), Ok(json!([1, 2])));
        let texts = Shape::List(Box::new(Shape::Scalar(Scalar::String)));
        assert_eq!(default_value(r#"["a", b]"#, &texts), Ok(json!(["a", "b"])));
        assert_eq!(default_value("[]", &list), Ok(json!([])));
        assert_eq!(default_value("7", &list), Ok(json!([7])));
    }

    #[test]
    fn what_is_no_default() {
        assert_eq!(default_value("300", &INT8), Err(DefaultFault::NotOfType("300".into())));
        assert_eq!(default_value("a=b", &Shape::Scalar(Scalar::String)), Err(DefaultFault::SecondEquals));
        assert_eq!(default_value("1", &Shape::Map(Box::new(INT8), Box::new(INT8))), Err(DefaultFault::NoDefault));
    }
}
