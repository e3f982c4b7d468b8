//! Scans a JSON text once into a flat list of spans; nothing is converted until a typed field asks for it.

mod escape;
mod scan;

use std::borrow::Cow;
use std::collections::BTreeMap;

use escape::{is as escaped_is, resolve as unescape};
use scan::Scanner;

/// What a node of the tape is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    True,
    False,
    Number,
    /// Text that stands in the body as it is.
    Text,
    /// Text with escapes.
    Escaped,
    List,
    Object,
}

/// A value or a key: the span of its text (without quotes) and the index behind its last descendant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) kind: Kind,
    start: u32,
    end: u32,
    pub(crate) next: u32,
}

/// A scanned JSON text. The nodes of an object alternate between key and value.
#[derive(Debug)]
pub(crate) struct Tape<'a> {
    text: &'a str,
    nodes: Vec<Node>,
    /// Where the value ends.
    end: usize,
}

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScanError {
    Syntax(usize),
    Depth,
}

impl<'a> Tape<'a> {
    /// Scans the first JSON value of `text`; what follows it is ignored.
    pub(crate) fn scan(text: &'a str) -> Result<Self, ScanError> {
        if u32::try_from(text.len()).is_err() {
            return Err(ScanError::Depth);
        }
        let (nodes, end) = Scanner::new(text.as_bytes()).run()?;
        Ok(Self { text, nodes, end })
    }

    /// A tape without any value, for cursors that stand on nothing.
    pub(crate) const fn empty() -> Self {
        Self { text: "", nodes: Vec::new(), end: 0 }
    }

    /// The byte behind the value.
    pub(crate) fn end(&self) -> usize {
        self.end
    }

    pub(crate) fn node(&self, index: u32) -> Option<Node> {
        self.nodes.get(index as usize).copied()
    }

    /// The text of a scalar as it was sent, escapes included.
    pub(crate) fn raw(&self, node: Node) -> &str {
        self.text.get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    fn bytes(&self, node: Node) -> &[u8] {
        self.text.as_bytes().get(node.start as usize..node.end as usize).unwrap_or_default()
    }

    /// The text of a scalar with its escapes resolved.
    pub(crate) fn text(&self, node: Node) -> Cow<'_, str> {
        match node.kind {
            Kind::Escaped => Cow::Owned(unescape(self.raw(node))),
            _ => Cow::Borrowed(self.raw(node)),
        }
    }

    /// The index of the value under `key`; the last one wins.
    pub(crate) fn member(&self, object: u32, key: &str) -> Option<u32> {
        let end = self.node(object)?.next;
        let (mut index, mut found) = (object + 1, None);
        while index < end {
            let [name, value, ..] = self.nodes.get(index as usize..)? else { return None };
            let same = match name.kind {
                Kind::Escaped => escaped_is(self.raw(*name), key),
                // Most keys differ in length from what is looked for.
                _ => (name.end - name.start) as usize == key.len() && self.bytes(*name) == key.as_bytes(),
            };
            if same {
                found = Some(index + 1);
            }
            index = value.next;
        }
        found
    }

    /// The indexes of a list's elements.
    pub(crate) fn elements(&self, list: u32) -> Siblings<'_> {
        Siblings { nodes: &self.nodes, index: list + 1, end: self.node(list).map_or(0, |node| node.next) }
    }

    /// Each key of an object with the index of its last occurrence.
    pub(crate) fn last_keys(&self, object: u32) -> BTreeMap<Cow<'_, str>, u32> {
        self.keys(object).filter_map(|key| Some((self.text(self.node(key)?), key))).collect()
    }

    /// The indexes of an object's keys; each value follows its key.
    pub(crate) fn keys(&self, object: u32) -> impl Iterator<Item = u32> + '_ {
        self.elements(object).step_by(2)
    }
}

/// Walks over nodes of one level.
#[derive(Clone, Debug)]
pub(crate) struct Siblings<'a> {
    nodes: &'a [Node],
    index: u32,
    end: u32,
}

impl Iterator for Siblings<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        if self.index >= self.end {
            return None;
        }
        let index = self.index;
        self.index = self.nodes.get(index as usize)?.next;
        Some(index)
    }
}

#[cfg(test)]
mod tests {
    use super::scan::MAX_DEPTH;
    use super::*;

    fn scan(text: &str) -> Tape<'_> {
        Tape::scan(text).unwrap()
    }

    #[test]
    fn finds_members_and_the_last_of_two_wins() {
        let tape = scan(r#" {"a":{"b":[1,{}]},"b":2,"\u0061":"x"} tail"#);
        let value = tape.node(tape.member(0, "a").unwrap()).unwrap();
        assert_eq!((value.kind, tape.raw(value)), (Kind::Text, "x"));
        assert_eq!(tape.raw(tape.node(tape.member(0, "b").unwrap()).unwrap()), "2");
        assert_eq!(tape.member(0, "c"), None);
    }

    #[test]
    fn walks_the_elements_of_one_level() {
        let tape = scan("[1,[2,[3]],{\"k\":4},[],5]");
        let kinds: Vec<_> = tape.elements(0).map(|index| tape.node(index).unwrap().kind).collect();
        assert_eq!(kinds, [Kind::Number, Kind::List, Kind::Object, Kind::List, Kind::Number]);
    }

    #[test]
    fn resolves_escapes_and_lone_surrogates() {
        let tape = scan(r#"["\" \\ \/ \b\f\n\r\t","gr\u00fcn","\ud83d\ude00","\ud83dx","\ude00"]"#);
        let texts: Vec<_> = tape.elements(0).map(|index| tape.text(tape.node(index).unwrap()).into_owned()).collect();
        assert_eq!(texts, ["\" \\ / \u{8}\u{c}\n\r\t", "grün", "😀", "\u{FFFD}x", "\u{FFFD}"]);
    }

    #[test]
    fn keys_with_escapes_are_found() {
        let tape = scan(r#"{"\u0061\n":1,"\ud83d\ude00":2,"ab\u0063d":3}"#);
        for (key, found) in
            [("a\n", true), ("😀", true), ("abcd", true), ("a", false), ("abc", false), ("abcde", false), ("", false)]
        {
            assert_eq!(tape.member(0, key).is_some(), found, "{key}");
        }
    }

    #[test]
    fn refuses_what_is_no_json() {
        for text in [
            "",
            " ",
            "{",
            "[",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "[1,]",
            "[1 2]",
            "{a:1}",
            "{'a':1}",
            "01x]",
            "-",
            "1.",
            "1e",
            "+1",
            ".5",
            "nul",
            "\"a",
            "\"\t\"",
            "\"\\x\"",
            "\"\\u12\"",
            "[1}",
            "{\"a\":1]",
            "NaN",
            "{\"a\" \"b\"}",
            "\u{a0}1",
        ] {
            let scanned = Tape::scan(text);
            assert!(matches!(scanned, Err(ScanError::Syntax(_))) || text == "01x]", "{text:?}: {scanned:?}");
        }
    }

    #[test]
    fn bounds_the_depth_without_recursing() {
        let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
        assert!(Tape::scan(&deep(MAX_DEPTH)).is_ok());
        assert_eq!(Tape::scan(&deep(MAX_DEPTH + 1)).err(), Some(ScanError::Depth));
    }

    #[test]
    fn every_prefix_of_a_body_ends_in_an_answer() {
        let text = r#"{"a":[1,-2.5e3,true,false,null,"x\u00e9\n"],"b":{"c":{}}}"#;
        for end in 0..text.len() {
            assert!(Tape::scan(&text[..end]).is_err(), "{end}");
        }
        assert!(Tape::scan(text).is_ok());
    }
}
