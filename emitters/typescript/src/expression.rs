//! Pieces of code: literals, property keys, member access, paths.

use apic_compiler::ir::{Path, Segment};

/// What every object seems to have: absent fields of these names must not be read from the prototype.
const INHERITED: &[&str] = &[
    "__defineGetter__",
    "__defineSetter__",
    "__lookupGetter__",
    "__lookupSetter__",
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "isPrototypeOf",
    "propertyIsEnumerable",
    "toLocaleString",
    "toString",
    "valueOf",
];

/// A string literal.
pub(crate) fn quote(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A key of an interface.
pub(crate) fn type_key(key: &str) -> String {
    if is_plain(key) { key.to_string() } else { quote(key) }
}

/// A key of an object literal; written plainly, `__proto__` would set the prototype.
pub(crate) fn object_key(key: &str) -> String {
    if key == "__proto__" { "[\"__proto__\"]".to_string() } else { type_key(key) }
}

/// A field of the argument.
pub(crate) fn member(key: &str) -> String {
    if is_plain(key) { format!("req.{key}") } else { format!("req[{}]", quote(key)) }
}

/// A field of the argument that may be absent, read as an own one.
pub(crate) fn own_member(key: &str) -> String {
    format!("$own(req, {})", quote(key))
}

pub(crate) fn is_inherited(key: &str) -> bool {
    INHERITED.contains(&key)
}

/// The path as an expression: text, or text and values in turn; `parameter` gives the value of each parameter.
///
/// A list costs the type checker less than a template inside a function.
pub(crate) fn path(path: &Path, parameter: impl Fn(&str) -> String) -> String {
    let names: Vec<&str> = parameters(path).collect();
    if names.is_empty() {
        return quote(&literal(&path.client));
    }
    let mut parts = Vec::new();
    let mut text = String::new();
    for (index, part) in path.client.split('/').enumerate() {
        if index > 0 {
            text.push('/');
        }
        match part.strip_prefix(':').filter(|name| names.contains(name)) {
            Some(name) => parts.extend([quote(&std::mem::take(&mut text)), parameter(name)]),
            None => text.push_str(&literal(part)),
        }
    }
    if !text.is_empty() {
        parts.push(quote(&text));
    }
    format!("[{}]", parts.join(", "))
}

/// Names of the path's parameters, in order.
pub(crate) fn parameters(path: &Path) -> impl Iterator<Item = &str> {
    path.segments.iter().filter_map(|segment| match segment {
        Segment::Parameter(name) => Some(name.as_str()),
        Segment::Literal(_) => None,
    })
}

/// What a URL would not read as part of its path is encoded; everything else stays, byte for byte.
fn literal(text: &str) -> String {
    text.replace('?', "%3F").replace('#', "%23").replace('\\', "%5C")
}

fn is_plain(key: &str) -> bool {
    let letter = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$');
    key.bytes().next().is_some_and(letter) && key.bytes().all(|byte| letter(byte) || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_quoted_where_they_must_be() {
        assert_eq!(["in", "$ref", "a-b", "1x", "名"].map(type_key), ["in", "$ref", "\"a-b\"", "\"1x\"", "\"名\""]);
        assert_eq!(
            ["is", "a.b", "a\"b", "a\\b"].map(member),
            ["req.is", "req[\"a.b\"]", "req[\"a\\\"b\"]", "req[\"a\\\\b\"]"]
        );
        assert_eq!(["__proto__", "x"].map(object_key), ["[\"__proto__\"]", "x"]);
    }

    fn path_of(client: &str, segments: &[Segment]) -> String {
        let path = Path { text: client.into(), segments: segments.to_vec(), client: client.into() };
        super::path(&path, member)
    }

    #[test]
    fn paths_are_literals_or_lists() {
        assert_eq!(path_of("/a-b/v1.0/", &[]), "\"/a-b/v1.0/\"");
        let segments =
            [Segment::Literal("x".into()), Segment::Parameter("id".into()), Segment::Parameter("a-b".into())];
        assert_eq!(path_of("/x/:id/:a-b", &segments), "[\"/x/\", req.id, \"/\", req[\"a-b\"]]");
    }

    #[test]
    fn a_literal_stays_one() {
        let segments = [Segment::Parameter("id".into())];
        assert_eq!(path_of("/`${a}/:b/:id/", &segments), "[\"/`${a}/:b/\", req.id, \"/\"]");
        assert_eq!(path_of("/a?b#c", &[]), "\"/a%3Fb%23c\"");
    }
}
