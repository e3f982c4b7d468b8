//! A YAML text as a tree of scalars, lists and maps with their lines. Scalars stay text: their type is what the configuration asks for.

use std::collections::BTreeMap;

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle};

/// Nesting that a configuration may have.
const MAX_DEPTH: usize = 64;
/// Values that a configuration may have, copies by alias included.
const MAX_NODES: usize = 100_000;

/// A value with the line on which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) value: Value,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Nothing, or an explicit null: the key counts as absent.
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
}

/// A key as written, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) key: String,
    pub(crate) line: usize,
    pub(crate) value: Node,
    /// Came from another map by `<<`, so the map's own key of this name comes first.
    pub(crate) merged: bool,
}

/// Why a text is no configuration.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// A list or map that is still open.
struct Open {
    node: Node,
    /// The key whose value comes next.
    key: Option<(String, usize)>,
    anchor: usize,
}

#[derive(Default)]
struct Builder {
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    root: Option<Node>,
    nodes: usize,
}

/// Reads the first document of a text.
pub(crate) fn parse(text: &str) -> Result<Node, Broken> {
    let mut builder = Builder::default();
    for next in Parser::new_from_str(text) {
        let (event, span) = next.map_err(|error| Broken { line: error.marker().line(), message: error.info() })?;
        let line = span.start.line();
        let broken = |message: &str| Broken { line, message: message.to_owned() };
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { Value::Scalar(text.into_owned()) };
                builder.add(Node { line, value }, anchor, style == ScalarStyle::Plain)
            }
            Event::SequenceStart(_, anchor, _) => builder.open(Node { line, value: Value::List(Vec::new()) }, anchor),
            Event::MappingStart(_, anchor, _) => builder.open(Node { line, value: Value::Map(Vec::new()) }, anchor),
            Event::SequenceEnd | Event::MappingEnd => builder.close(),
            Event::Alias(anchor) => match builder.anchors.get(&anchor).cloned() {
                Some(node) => builder.add(node, 0, false),
                None => Err("an alias stands inside of its own anchor"),
            },
            Event::DocumentEnd => break,
            _ => Ok(()),
        }
        .map_err(broken)?;
    }
    Ok(builder.root.unwrap_or(Node { line: 1, value: Value::Map(Vec::new()) }))
}

impl Builder {
    fn open(&mut self, node: Node, anchor: usize) -> Result<(), &'static str> {
        if self.open.len() >= MAX_DEPTH {
            return Err("is nested too deeply");
        }
        self.open.push(Open { node, key: None, anchor });
        Ok(())
    }

    fn close(&mut self) -> Result<(), &'static str> {
        match self.open.pop() {
            Some(open) => self.add(open.node, open.anchor, false),
            None => Ok(()),
        }
    }

    fn add(&mut self, node: Node, anchor: usize, merges: bool) -> Result<(), &'static str> {
        self.nodes += node.size();
        if self.nodes > MAX_NODES {
            return Err("holds too many values");
        }
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match (&mut open.node.value, open.key.take()) {
            (Value::List(list), _) => list.push(node),
            (Value::Map(entries), Some((key, _))) if key == "<<" => merge(entries, node)?,
            (Value::Map(entries), Some((key, line))) => entries.push(Entry { key, line, value: node, merged: false }),
            (Value::Map(_), None) => {
                let key = match node.value {
                    Value::Scalar(text) => text,
                    Value::Null if merges => String::from("null"),
                    _ => return Err("a key must be text"),
                };
                open.key = Some((key, node.line));
            }
            (Value::Scalar(_) | Value::Null, _) => {}
        }
        Ok(())
    }
}

/// `<<: *base`: the entries of another map, in front of the map's own, since the last of two counts.
fn merge(entries: &mut Vec<Entry>, node: Node) -> Result<(), &'static str> {
    let Value::Map(others) = node.value else { return Err("only a map can be merged") };
    entries.splice(0..0, others.into_iter().map(|entry| Entry { merged: true, ..entry }));
    Ok(())
}

impl Node {
    fn size(&self) -> usize {
        match &self.value {
            Value::Null | Value::Scalar(_) => 1,
            Value::List(list) => 1 + list.iter().map(Self::size).sum::<usize>(),
            Value::Map(entries) => 1 + entries.iter().map(|entry| entry.value.size()).sum::<usize>(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_spelling_and_the_lines() {
        let Value::Map(entries) =
            parse("# shop\nname: 007\nport: 0x1F\nlist:\n  - yes\n  - 'a: b'\nnothing:\n").unwrap().value
        else {
            panic!("no map")
        };
        let scalar = |line, text: &str| Node { line, value: Value::Scalar(text.to_owned()) };
        assert_eq!(entries[0].value, scalar(2, "007"));
        assert_eq!(entries[1].value, scalar(3, "0x1F"));
        assert_eq!(entries[2].value.value, Value::List(vec![scalar(5, "yes"), scalar(6, "a: b")]));
        assert_eq!(entries[3].value.value, Value::Null);
    }

    #[test]
    fn json_is_yaml() {
        assert_eq!(parse(r#"{"a": {"b": [1, "x"]}}"#).unwrap(), parse("{a: {b: [1, x]}}").unwrap());
    }

    #[test]
    fn anchors_and_merges() {
        let Value::Map(entries) = parse("a: &a {x: 1}\nb:\n  <<: *a\n  y: 2\n").unwrap().value else {
            panic!("no map")
        };
        let Value::Map(b) = &entries[1].value.value else { panic!("no map") };
        assert_eq!(b.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["x", "y"]);
    }

    #[test]
    fn says_where_it_is_broken() {
        assert_eq!(parse("a: 1\nb: [1\n").unwrap_err().line, 2);
        assert!(parse(&"[".repeat(70)).is_err());
        let bomb = "a: &a [1,2,3,4,5,6,7,8,9]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e]\n";
        assert_eq!(parse(bomb).unwrap_err().message, "holds too many values");
    }
}
