//! What was rendered before, for a caller that generates again and again: `apic watch`.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Mutex, OnceLock, PoisonError};

use handlebars::Handlebars;

/// Texts by what they were rendered from. One for each emitter, since two of them may name a template alike.
///
/// Rendering is a function of template and view, so the texts are the same with and without; a watch over 1,000 routes would spend a third of its
/// instructions on texts that it has.
#[derive(Debug, Default)]
pub struct Renders {
    /// The templates, read once.
    registry: OnceLock<Handlebars<'static>>,
    /// `None` = every text is rendered and none is kept.
    kept: Option<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Rendered or asked for in this round.
    now: HashMap<Key, String>,
    /// The same of the round before; what nobody asks for goes.
    before: HashMap<Key, String>,
}

/// Template and view, whole: no two of them are taken for one.
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
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
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

    /// The text of a view, rendered if it is not known.
    pub(super) fn text<Fault>(
        &self,
        template: &str,
        view: &impl Hash,
        render: impl FnOnce() -> Result<String, Fault>,
    ) -> Result<String, Fault> {
        let Some(kept) = &self.kept else { return render() };
        let key = Key::new(&(template, view));
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(text) = kept.now.get(&key) {
            return Ok(text.clone());
        }
        let text = match kept.before.remove(&key) {
            Some(text) => text,
            None => render()?,
        };
        kept.now.insert(key, text.clone());
        Ok(text)
    }
}

// === impl Key ===

impl Key {
    fn new(of: &impl Hash) -> Self {
        let mut key = Self::default();
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
        let text = renders.text(template, &view, || {
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
