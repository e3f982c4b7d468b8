//! Takes settings from a block by name, and notes every mistake on the way.

mod nested;

use std::cell::RefCell;

use super::expand::{Environment, expand};
use super::setting::Setting;
use super::spelling::{nearest, same};
use super::tree::{Entry, Node, Value};

/// What all blocks of one file share.
pub(crate) struct Reading<'a> {
    pub(crate) environment: Environment<'a>,
    pub(crate) problems: RefCell<Vec<(usize, String)>>,
    pub(crate) warnings: RefCell<Vec<(usize, String)>>,
    /// The blocks that the contract's guards name.
    #[cfg(feature = "jwt")]
    pub(crate) guards: &'a [&'static str],
}

/// The keys of one block.
pub struct Keys<'a> {
    pub(super) reading: &'a Reading<'a>,
    pub(super) entries: &'a [Entry],
    /// The line of the block, for keys that are missing.
    pub(super) line: usize,
    /// The path of the block, ending in a dot unless it is the file.
    pub(super) path: String,
    pub(super) asked: Vec<&'static str>,
}

impl<'a> Keys<'a> {
    pub(crate) fn new(reading: &'a Reading<'a>, root: &'a Node) -> Self {
        let entries = match &root.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null => &[],
            Value::Scalar(_) | Value::List(_) => {
                reading.problem(root.line, "the file must hold keys with values");
                &[]
            }
        };
        Self { reading, entries, line: root.line, path: String::new(), asked: Vec::new() }
    }

    /// A setting that must be there.
    pub fn required<T: Setting + Default>(&mut self, key: &'static str) -> T {
        match self.find(key) {
            Some(entry) => self.scalar(entry).unwrap_or_default(),
            None => {
                self.reading.problem(self.line, format_args!("{}{key}: is missing", self.path));
                T::default()
            }
        }
    }

    /// A setting with a default.
    pub fn or<T: Setting>(&mut self, key: &'static str, default: T) -> T {
        self.optional(key).unwrap_or(default)
    }

    /// A setting that may be absent.
    pub fn optional<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        let entry = self.find(key)?;
        self.scalar(entry)
    }

    /// A list of settings; absent means empty.
    pub fn list<T: Setting>(&mut self, key: &'static str) -> Vec<T> {
        let Some(entry) = self.find(key) else { return Vec::new() };
        let Value::List(nodes) = &entry.value.value else {
            self.note(entry, "must be a list");
            return Vec::new();
        };
        nodes.iter().filter_map(|node| self.read(&format!("{}{}", self.path, entry.key), node)).collect()
    }

    /// The text of the file that a setting names.
    #[cfg(feature = "jwt")]
    pub(crate) fn file(&mut self, key: &'static str) -> Option<String> {
        let path: std::path::PathBuf = self.optional(key)?;
        match (self.reading.environment.file)(&path) {
            Ok(text) => Some(text),
            Err(error) => {
                self.problem(key, &format!("cannot read {}: {error}", path.display()));
                None
            }
        }
    }

    /// One of several words, each with what it stands for.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&str, T)], default: T) -> T {
        let Some(entry) = self.find(key) else { return default };
        let Some(text) = self.scalar::<String>(entry) else { return default };
        let found = choices.iter().find(|(name, _)| *name == text);
        found.map_or_else(
            || {
                let names = choices.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
                self.note(entry, &format!("\"{text}\" is not one of {names}"));
                default
            },
            |(_, value)| *value,
        )
    }

    /// Adds a problem of the user's own about a key that was read.
    pub fn problem(&mut self, key: &'static str, message: &str) {
        match self.find(key) {
            Some(entry) => self.note(entry, message),
            None => self.reading.problem(self.line, format_args!("{}{key}: {message}", self.path)),
        }
    }

    /// Takes a key, with a warning if it is set.
    pub(crate) fn warn(&mut self, key: &'static str, why: &str) {
        if let Some(entry) = self.find(key) {
            self.reading.warnings.borrow_mut().push((entry.line, format!("{}{}: {why}", self.path, entry.key)));
        }
    }

    /// Checks that a block is there that a guard of the contract names: a server without it would be an open door.
    pub(crate) fn guard(&mut self, key: &'static str) {
        match self.find(key).map(|entry| &entry.value.value) {
            Some(Value::Map(_)) => {}
            _ => self.reading.problem(
                self.line,
                format_args!("{}{key}: is missing, and the contract guards routes with it", self.path),
            ),
        }
    }

    /// Takes a key whose stage this version lacks, where going on without it would be unsafe.
    pub(crate) fn refused(&mut self, key: &'static str, why: &str) {
        if let Some(entry) = self.find(key) {
            self.note(entry, why);
        }
    }

    /// Notes the keys that nobody asked for.
    pub(crate) fn finish(self) {
        for entry in self.entries {
            if self.asked.iter().any(|asked| same(asked, &entry.key)) {
                continue;
            }
            let nearest =
                nearest(&entry.key, &self.asked).map(|name| format!("; is {name} meant?")).unwrap_or_default();
            self.note(entry, &format!("is not a known key{nearest}"));
        }
    }

    /// The last entry of this name. Case, `_` and `-` do not count. A key without a value is absent.
    fn find(&mut self, key: &'static str) -> Option<&'a Entry> {
        if !self.asked.contains(&key) {
            self.asked.push(key);
            if let Some(second) = self.entries.iter().filter(|entry| same(&entry.key, key) && !entry.merged).nth(1) {
                self.note(second, "is set twice");
            }
        }
        self.entries.iter().rfind(|entry| same(&entry.key, key)).filter(|entry| entry.value.value != Value::Null)
    }

    fn scalar<T: Setting>(&self, entry: &Entry) -> Option<T> {
        self.read(&format!("{}{}", self.path, entry.key), &entry.value)
    }

    fn read<T: Setting>(&self, path: &str, node: &Node) -> Option<T> {
        let result = match &node.value {
            Value::Scalar(text) => expand(text, &self.reading.environment).and_then(|text| T::read(&text)),
            Value::Null | Value::List(_) | Value::Map(_) => Err(String::from("must be a single value")),
        };
        result.map_err(|message| self.reading.problem(node.line, format_args!("{path}: {message}"))).ok()
    }

    fn note(&self, entry: &Entry, message: &str) {
        self.reading.problem(entry.line, format_args!("{}{}: {message}", self.path, entry.key));
    }
}

// === impl Reading ===

impl Reading<'_> {
    fn problem(&self, line: usize, message: impl std::fmt::Display) {
        self.problems.borrow_mut().push((line, message.to_string()));
    }
}
