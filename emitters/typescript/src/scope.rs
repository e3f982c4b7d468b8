//! Names that no two things of one scope may share.

use std::collections::BTreeSet;

/// Names given so far in one scope.
#[derive(Default, Clone)]
pub(crate) struct Scope {
    taken: BTreeSet<String>,
}

// === impl Scope ===

impl Scope {
    /// With these in it.
    pub(crate) fn of(names: &[String]) -> Self {
        Self { taken: names.iter().cloned().collect() }
    }

    /// The name, or with as many `_` as it takes to be the only one.
    pub(crate) fn take(&mut self, name: String) -> String {
        self.take_beside(&[], name)
    }

    /// The same, unlike every name of the other scopes too.
    pub(crate) fn take_beside(&mut self, others: &[&Self], mut name: String) -> String {
        while others.iter().any(|other| other.taken.contains(&name)) || !self.taken.insert(name.clone()) {
            name.push('_');
        }
        name
    }

    /// The same for paths, which some file systems compare without case.
    pub(crate) fn take_folded(&mut self, mut path: String) -> String {
        while !self.taken.insert(path.to_lowercase()) {
            path.push('_');
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_of_a_name_gets_an_underscore() {
        let mut scope = Scope::default();
        assert_eq!(["a", "a", "A", "a"].map(|name| scope.take(name.to_string())), ["a", "a_", "A", "a__"]);
        assert_eq!(["b/c", "B/c"].map(|path| scope.take_folded(path.to_string())), ["b/c", "B/c_"]);
    }
}
