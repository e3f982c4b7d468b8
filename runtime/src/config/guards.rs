//! The guards of the contract: the blocks of the configuration that hold their secrets.

use std::sync::Arc;

use super::spelling::same;
use super::tree::Value;
use super::{Keys, ServerConfig};
use crate::jwt::{Guard, TokenRules};

/// By the names of their blocks.
pub(super) type Guards = Vec<(&'static str, Arc<Guard>)>;

impl ServerConfig {
    /// Adds a guard that the contract names, for tests and for servers configured in code.
    #[must_use]
    pub fn with_guard(mut self, block: &'static str, guard: Guard) -> Self {
        self.guards.push((block, Arc::new(guard)));
        self
    }

    /// The guard of this name: it verifies tokens, and logic signs them with it.
    pub fn guard(&self, block: &str) -> Option<Arc<Guard>> {
        self.guards.iter().rfind(|(name, _)| same(name, block)).map(|(_, guard)| Arc::clone(guard))
    }
}

/// The block `jwt` holds rules for all guards, unless it is a guard itself.
pub(super) fn read(keys: &mut Keys<'_>) -> Guards {
    let default = TokenRules::default();
    let rules = if keys.is_guard("jwt") { default } else { keys.section_with("jwt", |keys| default.read(keys)) };
    keys.guards(|keys| Arc::new(Guard::read(keys, &rules)))
}

impl Keys<'_> {
    /// The blocks that the contract's guards name, those that are missing left out.
    pub(crate) fn guards<T>(&mut self, read: impl Fn(&mut Keys<'_>) -> T) -> Vec<(&'static str, T)> {
        let guards = self.reading.guards.iter().copied();
        let there: Vec<_> = guards.filter(|guard| self.has(guard)).collect();
        there.into_iter().map(|guard| (guard, self.section_with(guard, &read))).collect()
    }

    /// Whether a guard of the contract has this name.
    pub(crate) fn is_guard(&self, name: &str) -> bool {
        self.reading.guards.iter().any(|guard| same(guard, name))
    }

    /// Whether a key has a value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| same(&entry.key, key) && entry.value.value != Value::Null)
    }
}
