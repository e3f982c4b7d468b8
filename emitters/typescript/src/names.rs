//! Identifiers and file names: by kind, unique, never a reserved word (clients.md §1 rule 4).

use std::collections::BTreeMap;

use apic_compiler::emit::{camel, pascal_as_written, snake};
use apic_compiler::ir::{Api, FileName, Group, Name, StructId};

use crate::keys;
use crate::scope::Scope;

/// Every name of the output, decided before anything is written.
pub(crate) struct Names {
    /// By struct.
    types: Vec<String>,
    /// Whether the contract has a type that hides the global `Record`.
    pub(crate) hides_record: bool,
    /// Path of the file that holds a type, without extension.
    type_files: BTreeMap<FileName, String>,
    /// By group: path of its file, without extension.
    pub(crate) group_files: Vec<String>,
    /// By group: its name in the facade.
    pub(crate) facades: Vec<String>,
    /// By group and route.
    pub(crate) functions: Vec<Vec<String>>,
    /// By struct and field: the key of its interface; none for a field that is off it.
    keys: Vec<Vec<Option<String>>>,
}

/// Words that cannot name a constant of a module, be it compiled to CommonJS. A module with a function `then` would be called by `await import(…)`.
const RESERVED: &[&str] = &[
    "arguments",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "eval",
    "export",
    "exports",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "require",
    "return",
    "static",
    "super",
    "switch",
    "then",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "undefined",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

// === impl Names ===

impl Names {
    pub(crate) fn new(api: &Api) -> Self {
        let mut scope = Scope::default();
        let types: Vec<String> = api.structs.iter().map(|found| scope.take(type_name(&found.name))).collect();
        let facades = facades(&api.groups);
        let facade_scope = Scope::of(&facades);
        let functions = api.groups.iter().map(|group| functions(group, &scope, &facade_scope)).collect();
        Self {
            hides_record: types.iter().any(|name| name == "Record"),
            types,
            type_files: type_files(api),
            group_files: group_files(&api.groups),
            facades,
            functions,
            keys: api.structs.iter().map(keys::of).collect(),
        }
    }

    /// By struct.
    pub(crate) fn types(&self) -> &[String] {
        &self.types
    }

    pub(crate) fn type_(&self, id: StructId) -> &str {
        self.types.get(id.0).map_or("unknown", String::as_str)
    }

    pub(crate) fn type_file(&self, file: &FileName) -> &str {
        self.type_files.get(file).map_or("types/types", String::as_str)
    }

    /// All files that hold types, without extension.
    pub(crate) fn type_files(&self) -> impl Iterator<Item = (&FileName, &str)> {
        self.type_files.iter().map(|(file, path)| (file, path.as_str()))
    }

    pub(crate) fn key(&self, id: StructId, field: usize) -> Option<&str> {
        self.keys.get(id.0)?.get(field)?.as_deref()
    }
}

fn type_name(name: &Name) -> String {
    identifier(&pascal_as_written(name))
}

fn type_files(api: &Api) -> BTreeMap<FileName, String> {
    let mut scope = Scope::default();
    let mut files = BTreeMap::new();
    for found in &api.structs {
        if !files.contains_key(&found.file) {
            let mut path = format!("types/{}", found.file.parts.join("/").replace('\\', "_"));
            // `x.d.ts` would be a declaration file.
            if path.ends_with(".d") {
                path.push('_');
            }
            files.insert(found.file.clone(), scope.take_folded(path));
        }
    }
    files
}

fn group_files(groups: &[Group]) -> Vec<String> {
    let mut scope = Scope::default();
    let path = |group: &Group| {
        let mut parts = vec!["routes".to_string()];
        parts.extend(group.segments.iter().map(snake));
        parts.join("/")
    };
    groups.iter().map(|group| scope.take_folded(path(group))).collect()
}

fn facades(groups: &[Group]) -> Vec<String> {
    let mut scope = Scope::default();
    let joined = |group: &Group| Name { words: group.segments.iter().flat_map(|name| name.words.clone()).collect() };
    let name = |group: &Group| if group.segments.is_empty() { String::new() } else { value_name(&joined(group)) };
    groups.iter().map(|group| scope.take(name(group))).collect()
}

/// A function never has the name of a type, which its file may import and the index exports beside it, and an ungrouped one none of a group.
fn functions(group: &Group, types: &Scope, facades: &Scope) -> Vec<String> {
    let mut scope = Scope::default();
    let others: &[&Scope] = if group.segments.is_empty() { &[types, facades] } else { &[types] };
    group.routes.iter().map(|route| scope.take_beside(others, value_name(&route.handler))).collect()
}

fn value_name(name: &Name) -> String {
    let name = identifier(&camel(name));
    if RESERVED.contains(&name.as_str()) { format!("{name}_") } else { name }
}

/// `$` is the runtime's; what no identifier may hold becomes `u` and hex.
pub(crate) fn identifier(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        match letter {
            '$' => name.push('_'),
            _ if letter.is_alphanumeric() || letter == '_' => name.push(letter),
            _ => name.push_str(&format!("u{:x}", u32::from(letter))),
        }
    }
    if name.chars().next().is_none_or(char::is_numeric) {
        name.insert(0, '_');
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(words: &[&str]) -> Name {
        Name { words: words.iter().map(ToString::to_string).collect() }
    }

    #[test]
    fn reserved_words_get_an_underscore() {
        assert_eq!(value_name(&name(&["delete"])), "delete_");
        assert_eq!(value_name(&name(&["move"])), "move");
        assert_eq!(
            ["then", "exports", "require"].map(|word| value_name(&name(&[word]))),
            ["then_", "exports_", "require_"]
        );
        assert_eq!(value_name(&name(&["get", "Handler", "Info"])), "getHandlerInfo");
    }

    #[test]
    fn letters_that_no_identifier_holds_are_replaced() {
        assert_eq!(type_name(&name(&["a$b"])), "A_b");
        assert_eq!(type_name(&name(&["用户"])), "用户");
        assert_eq!(identifier("2fa"), "_2fa");
        assert_eq!(identifier("a😀"), "au1f600");
    }
}
