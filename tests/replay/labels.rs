//! The types of a generated project, read from its text: what somebody who writes logic by hand would look up.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::ir::{Api, Struct, StructId, TypeRef};
use apic_compiler::output::OutputFiles;

/// A Rust type without its path: `Option<Vec<Item>>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    pub head: String,
    /// `[T; 3]` has the head `[3]`.
    pub args: Vec<Label>,
}

/// Structs with their fields, and closed enums.
#[derive(Debug, Default)]
pub(super) struct Types {
    pub structs: BTreeMap<String, Vec<(String, Label)>>,
    pub enums: BTreeSet<String>,
    /// The names that the contract gives the fields of a struct, without its underscores.
    pub written: BTreeMap<String, Vec<String>>,
}

// === impl Label ===

impl Label {
    pub(super) fn parse(text: &str) -> Self {
        let text = text.trim();
        if let Some((item, length)) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')?.rsplit_once(';')) {
            return Self { head: format!("[{}]", length.trim()), args: vec![Self::parse(item)] };
        }
        let (head, args) = match text.split_once('<') {
            Some((head, rest)) => (head, split(rest.strip_suffix('>').unwrap_or(rest))),
            None => (text, Vec::new()),
        };
        // A contract may call its own type `Bytes`; the runtime's keeps its path, of which there are two.
        let head = match (head.rsplit_once("::"), head.starts_with("rt::") || head.starts_with("apic_runtime::")) {
            (Some((_, name)), true) => format!("rt::{name}"),
            (Some((_, name)), false) => name.to_owned(),
            (None, _) => head.to_owned(),
        };
        Self { head, args: args.into_iter().map(Self::parse).collect() }
    }

    /// `T` of `head<T>`.
    pub(super) fn of(&self, head: &str) -> Option<&Self> {
        if self.head == head { self.args.last() } else { None }
    }

    /// `T` of `[T; n]`.
    pub(super) fn array(&self) -> Option<&Self> {
        if self.head.starts_with('[') { self.args.first() } else { None }
    }
}

/// At commas outside of brackets.
fn split(text: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut begin) = (Vec::new(), 0i32, 0);
    for (index, sign) in text.char_indices() {
        match sign {
            '<' | '[' => depth += 1,
            '>' | ']' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&text[begin..index]);
                begin = index + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[begin..]);
    parts
}

// === impl Types ===

impl Types {
    pub(super) fn read(files: &OutputFiles) -> Self {
        let mut types = Self::default();
        for file in files.iter().filter(|file| file.path.starts_with("src/api/types/")) {
            let mut open = None;
            for line in file.text.lines() {
                types.line(line, &mut open);
            }
        }
        types
    }

    /// Learns what the contract calls the fields of the structs at this place and below.
    pub(super) fn learn(&mut self, api: &Api, type_: &TypeRef, label: &Label) {
        if let Some(inner) = label.of("Option").or_else(|| label.of("Box")) {
            return self.learn(api, type_, inner);
        }
        let inner = match type_ {
            TypeRef::List(item) | TypeRef::Array { item, .. } => item,
            TypeRef::Map { value, .. } => value,
            TypeRef::Struct(StructId(id)) => return self.learn_struct(api, &api.structs[*id], &label.head),
            _ => return,
        };
        if let Some(label) = label.args.last() {
            self.learn(api, inner, label);
        }
    }

    fn learn_struct(&mut self, api: &Api, struct_: &Struct, head: &str) {
        let Some(fields) = self.structs.get(head).cloned().filter(|_| !self.written.contains_key(head)) else { return };
        self.written.insert(head.to_owned(), struct_.fields.iter().map(|field| field.name.words.concat()).collect());
        for (field, (_, label)) in struct_.fields.iter().zip(fields) {
            self.learn(api, &field.type_, &label);
        }
    }

    /// The fields of a struct, by what the contract calls them if that is known.
    pub(super) fn fields(&self, head: &str) -> Option<Vec<(&str, &(String, Label))>> {
        let fields = self.structs.get(head)?;
        let written = self.written.get(head);
        Some(
            fields
                .iter()
                .enumerate()
                .map(|(index, field)| {
                    (written.and_then(|names| names.get(index)).map_or(field.0.as_str(), String::as_str), field)
                })
                .collect(),
        )
    }

    fn line(&mut self, line: &str, open: &mut Option<String>) {
        if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split(' ').next().unwrap_or_default().to_owned();
            self.structs.insert(name.clone(), Vec::new());
            *open = Some(name);
        } else if let Some(rest) = line.strip_prefix("pub enum ") {
            self.enums.insert(rest.split(' ').next().unwrap_or_default().to_owned());
        } else if line == "}" {
            *open = None;
        } else if let Some((struct_, rest)) = open.as_ref().zip(line.strip_prefix("    pub ")) {
            let field = rest.trim_end_matches(',').split_once(": ");
            let fields = self.structs.get_mut(struct_);
            if let Some((fields, (name, label))) = fields.zip(field) {
                fields.push((name.to_owned(), Label::parse(label)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nested_labels() {
        let label = Label::parse("Option<BTreeMap<String, Vec<[rt::Bytes; 3]>>>");
        let map = label.of("Option").unwrap();
        assert_eq!(map.args.len(), 2);
        let array = map.of("BTreeMap").unwrap().of("Vec").unwrap();
        assert_eq!((array.head.as_str(), array.array().unwrap().head.as_str()), ("[3]", "rt::Bytes"));
    }
}
