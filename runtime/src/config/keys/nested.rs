//! Blocks inside of blocks.

use super::super::Section;
use super::super::tree::Value;
use super::Keys;

impl Keys<'_> {
    /// A block; one that is absent has all its defaults.
    pub fn section<T: Section>(&mut self, key: &'static str) -> T {
        self.section_with(key, T::read)
    }

    pub(crate) fn section_with<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Keys<'_>) -> T) -> T {
        let entry = self.find(key);
        let entries = match entry.map(|entry| &entry.value.value) {
            Some(Value::Map(entries)) => entries.as_slice(),
            Some(_) => {
                if let Some(entry) = entry {
                    self.note(entry, "must be a block of keys");
                }
                &[]
            }
            None => &[],
        };
        let line = entry.map_or(self.line, |entry| entry.line);
        let mut keys =
            Keys { reading: self.reading, entries, line, path: format!("{}{key}.", self.path), asked: Vec::new() };
        let section = read(&mut keys);
        keys.finish();
        section
    }

    /// A list of blocks, at least one; absent means empty.
    #[cfg(feature = "jwt")]
    pub(crate) fn blocks<T>(&mut self, key: &'static str, read: impl Fn(&mut Keys<'_>) -> T) -> Vec<T> {
        let Some(entry) = self.find(key) else { return Vec::new() };
        let nodes = match &entry.value.value {
            Value::List(nodes) => nodes.as_slice(),
            Value::Null | Value::Scalar(_) | Value::Map(_) => {
                self.note(entry, "must be a list of blocks");
                return Vec::new();
            }
        };
        if nodes.is_empty() {
            self.note(entry, "is empty");
        }
        let mut blocks = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let Value::Map(entries) = &node.value else {
                self.note(entry, "must be a list of blocks");
                continue;
            };
            let path = format!("{}{key}.{index}.", self.path);
            let mut keys = Keys { reading: self.reading, entries, line: node.line, path, asked: Vec::new() };
            blocks.push(read(&mut keys));
            keys.finish();
        }
        blocks
    }
}
