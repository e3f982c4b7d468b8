//! What was made before, for a caller that generates again and again: `apic watch`.

use std::any::Any;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use handlebars::Handlebars;

/// Texts, and what they are put together from, by all that they follow from. One for each emitter, since two of them may name a part alike.
///
/// An edit changes a type or a route; without what was kept, a watch would put all others together again, too.
#[derive(Debug, Default)]
pub struct Renders {
    /// The templates, read once.
    registry: OnceLock<Handlebars<'static>>,
    /// `None` = everything is made, and nothing is kept.
    kept: Option<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Made or asked for in this round.
    now: HashMap<Key, Box<dyn Any + Send>>,
    /// The same of the round before; what nobody asks for goes.
    before: HashMap<Key, Box<dyn Any + Send>>,
    /// What all parts follow from, and how often that has changed.
    surroundings: (Key, u64),
}

/// What is made, and of what, whole: no two of them are taken for one.
#[derive(Debug, Default, PartialEq, Eq)]
struct Key {
    bytes: Vec<u8>,
    /// Of the bytes, which are looked up more than once.
    hash: u64,
}

// === impl Renders ===

impl Renders {
    /// Keeps what it is given.
    pub fn kept() -> Self {
        Self { kept: Some(Mutex::default()), ..Self::default() }
    }

    /// Begins a round: what the last one did not ask for is dropped.
    pub fn begin(&self) {
        if let Some(mut kept) = self.lock() {
            kept.before = std::mem::take(&mut kept.now);
        }
    }

    /// The templates, read by `read` the first time.
    pub(super) fn registry<Fault>(
        &self,
        read: impl FnOnce() -> Result<Handlebars<'static>, Fault>,
    ) -> Result<&Handlebars<'static>, Fault> {
        match self.registry.get() {
            Some(registry) => Ok(registry),
            None => read().map(|registry| self.registry.get_or_init(|| registry)),
        }
    }

    /// A number that stands for `of` in this round: the same as in the last one, if that was given the same. It is what [`known`](Self::known) parts follow
    /// from besides themselves, told once instead of with each of them.
    pub fn surroundings(&self, of: &impl Hash) -> u64 {
        let Some(mut kept) = self.lock() else { return 0 };
        let key = Key::new(of);
        if kept.surroundings.0 != key {
            kept.surroundings = (key, kept.surroundings.1 + 1);
        }
        kept.surroundings.1
    }

    /// The `what` of something, made if it is not known. `make` must follow from `of` alone.
    ///
    /// # Errors
    /// As `make`.
    pub fn known<Made: Clone + Send + 'static, Fault>(
        &self,
        what: &str,
        of: &impl Hash,
        make: impl FnOnce() -> Result<Made, Fault>,
    ) -> Result<Made, Fault> {
        if self.kept.is_none() {
            return make();
        }
        let key = Key::new(&(what, of));
        if let Some(made) = self.find(&key) {
            return Ok(made);
        }
        // Not under the lock: a part may have parts.
        let made = make()?;
        if let Some(mut kept) = self.lock() {
            kept.now.insert(key, Box::new(made.clone()));
        }
        Ok(made)
    }

    /// What was made in this round, or in the one before.
    fn find<Made: Clone + 'static>(&self, key: &Key) -> Option<Made> {
        let mut kept = self.lock()?;
        if let Some((key, made)) = kept.before.remove_entry(key) {
            kept.now.insert(key, made);
        }
        kept.now.get(key)?.downcast_ref::<Made>().cloned()
    }

    fn lock(&self) -> Option<MutexGuard<'_, Kept>> {
        // Whoever panicked left whole entries.
        self.kept.as_ref().map(|kept| kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

// === impl Key ===

impl Key {
    fn new(of: &impl Hash) -> Self {
        // A type or a route comes to some hundred bytes; to grow by and by costs a round 1.5 % more instructions.
        let mut key = Self { bytes: Vec::with_capacity(1024), hash: 0 };
        of.hash(&mut key);
        let mut hasher = DefaultHasher::new();
        hasher.write(&key.bytes);
        key.hash = hasher.finish();
        key
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(self.hash);
    }
}

/// A hasher that forgets nothing: `Hash` writes lengths and ends, so different values leave different bytes.
impl Hasher for Key {
    fn write(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Nobody asks for it.
    fn finish(&self) -> u64 {
        0
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Whether it had to be rendered.
    fn asked(renders: &Renders, template: &str, view: &[&str]) -> bool {
        let mut rendered = false;
        let text = renders.known(template, &view, || {
            rendered = true;
            Ok::<_, Infallible>(format!("{template}{view:?}"))
        });
        assert_eq!(text, Ok(format!("{template}{view:?}")));
        rendered
    }

    #[test]
    fn a_text_is_rendered_once_while_it_is_asked_for() {
        let renders = Renders::kept();
        assert!(asked(&renders, "a", &["x"]));
        assert!(!asked(&renders, "a", &["x"]));
        renders.begin();
        assert!(!asked(&renders, "a", &["x"]));
        renders.begin();
        renders.begin();
        assert!(asked(&renders, "a", &["x"]), "nobody asked for it in a whole round");
    }

    #[test]
    fn what_differs_anywhere_is_another_text() {
        let renders = Renders::kept();
        for (template, view) in [("a", &["x"][..]), ("b", &["x"]), ("a", &["x", ""]), ("a", &["xx"]), ("ax", &[])] {
            assert!(asked(&renders, template, view), "{template} {view:?}");
        }
    }

    #[test]
    fn without_being_kept_it_is_rendered_each_time() {
        let renders = Renders::default();
        assert!(asked(&renders, "a", &["x"]) && asked(&renders, "a", &["x"]));
    }
}
