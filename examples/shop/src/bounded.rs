//! A table with a limit: what was put in first goes when there is no room. The shop lives in memory, and memory ends.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Deref;

/// Reads like the map that it holds.
#[derive(Debug)]
pub struct Bounded<K, V> {
    entries: BTreeMap<K, V>,
    /// The keys, oldest first.
    order: VecDeque<K>,
    most: usize,
}

// === impl Bounded ===

impl<K: Clone + Ord, V> Bounded<K, V> {
    pub fn new(most: usize) -> Self {
        Self {
            entries: BTreeMap::new(),
            order: VecDeque::new(),
            most: most.max(1),
        }
    }

    /// Puts an entry in, or in the place of the one with its key; what had to go for it comes back.
    pub fn insert(&mut self, key: K, value: V) -> Option<(K, V)> {
        if self.entries.insert(key.clone(), value).is_some() {
            return None;
        }
        self.order.push_back(key);
        if self.order.len() <= self.most {
            return None;
        }
        let oldest = self.order.pop_front()?;
        self.entries.remove_entry(&oldest)
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let value = self.entries.remove(key)?;
        self.order.retain(|other| other != key);
        Some(value)
    }

    pub fn retain(&mut self, mut wanted: impl FnMut(&K, &mut V) -> bool) {
        self.entries.retain(|key, value| wanted(key, value));
        self.order.retain(|key| self.entries.contains_key(key));
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(key)
    }

    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.entries.values_mut()
    }
}

impl<K, V> Deref for Bounded<K, V> {
    type Target = BTreeMap<K, V>;

    fn deref(&self) -> &BTreeMap<K, V> {
        &self.entries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_goes_first() {
        let mut table = Bounded::new(2);
        assert_eq!(table.insert("b", 1), None);
        assert_eq!(table.insert("a", 2), None);
        assert_eq!(table.insert("b", 3), None, "it was there");
        assert_eq!(table.insert("c", 4), Some(("b", 3)));
        assert_eq!(table.remove(&"a"), Some(2));
        assert_eq!(table.insert("d", 5), None, "there is room again");
        assert_eq!(table.keys().collect::<Vec<_>>(), [&"c", &"d"]);
        table.retain(|key, _| *key == "d");
        assert_eq!((table.len(), table.order.len()), (1, 1));
    }
}
