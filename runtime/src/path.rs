//! Paths and templates, segment by segment.

use std::borrow::Cow;

/// A segment of a route's template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Segment {
    Literal(String),
    Parameter(String),
}

/// Splits a template such as `/items/:id`.
pub(crate) fn template(path: &str) -> Vec<Segment> {
    let clean = clean(path);
    segments(&clean)
        .map(|segment| match segment.strip_prefix(':') {
            Some(name) => Segment::Parameter(name.to_owned()),
            None => Segment::Literal(segment.to_owned()),
        })
        .collect()
}

/// Removes double and trailing slashes and resolves `.` and `..`, as go-zero does before it matches (language.md §7.4 row 20).
/// Nothing is decoded here: an encoded slash stays part of its segment.
pub(crate) fn clean(path: &str) -> Cow<'_, str> {
    if is_clean(path.as_bytes()) {
        return Cow::Borrowed(path);
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => _ = kept.pop(),
            other => kept.push(other),
        }
    }
    Cow::Owned(format!("/{}", kept.join("/")))
}

/// Nearly all paths are; a segment that only begins with a dot is left to the long way.
fn is_clean(path: &[u8]) -> bool {
    path == b"/"
        || path.starts_with(b"/")
            && !path.ends_with(b"/")
            && !path.windows(2).any(|pair| pair[0] == b'/' && matches!(pair[1], b'/' | b'.'))
}

/// The segments of a clean path; none for the root.
pub(crate) fn segments(clean: &str) -> Segments<'_> {
    Segments(clean)
}

/// Walks over the segments of a path. They are short, so a plain loop over bytes is faster than a search for a letter.
#[derive(Clone, Debug)]
pub(crate) struct Segments<'a>(&'a str);

impl<'a> Iterator for Segments<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let start = self.0.bytes().position(|byte| byte != b'/')?;
        let (_, rest) = self.0.split_at(start);
        let end = rest.bytes().position(|byte| byte == b'/').unwrap_or(rest.len());
        let (segment, rest) = rest.split_at(end);
        self.0 = rest;
        Some(segment)
    }
}

/// The segment of a path in the place of a template's parameter, still encoded. For the few who ask: it takes both apart.
pub(crate) fn parameter(template: &str, path: &str, name: &str) -> Option<String> {
    let (template, path) = (self::template(template), clean(path));
    Params { path: &path, template: &template }.get(name).map(String::from)
}

/// The parameters of a matched path, found by walking over path and template together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Params<'a> {
    pub(crate) path: &'a str,
    pub(crate) template: &'a [Segment],
}

impl<'a> Params<'a> {
    /// The segment in the place of a parameter, still encoded.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        let parameters = self.template.iter().zip(segments(self.path));
        parameters
            .into_iter()
            .find_map(|(segment, text)| matches!(segment, Segment::Parameter(own) if own == name).then_some(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cleans_as_go_does() {
        for (path, expected) in [
            ("/", "/"),
            ("", "/"),
            ("//", "/"),
            ("/a/b", "/a/b"),
            ("/a/b/", "/a/b"),
            ("//a//b//", "/a/b"),
            ("/a/./b/../c", "/a/c"),
            ("/../../a", "/a"),
            ("/a/...", "/a/..."),
            ("/a/%2e%2e", "/a/%2e%2e"),
            ("v1/things", "/v1/things"),
        ] {
            assert_eq!(clean(path), expected, "{path}");
        }
        assert!(matches!(clean("/a/b"), Cow::Borrowed(_)));
    }

    #[test]
    fn finds_parameters_by_name() {
        let template = template("/shelves/:shelf/rows/:row");
        let params = Params { path: "/shelves/a%2Fb/rows/7", template: &template };
        assert_eq!(params.get("shelf"), Some("a%2Fb"));
        assert_eq!(params.get("row"), Some("7"));
        assert_eq!(params.get("rows"), None);
        assert_eq!(parameter("/shelves/:shelf", "//shelves/x%20/", "shelf").as_deref(), Some("x%20"));
        assert_eq!(parameter("/shelves/:shelf", "/shelves", "shelf"), None);
    }
}
