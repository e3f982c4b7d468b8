//! Names: words for identifiers, and text for the wire.

/// An identifier as words, letters as the user wrote them: `UserID` = `User`, `ID`; `user_id` = `user`, `id`. Casing is the emitter's
/// ([`crate::emit`]); no wire text can be had from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Name {
    /// One at least; letters, digits and `$` only.
    pub words: Vec<String>,
}

/// A name as it travels. Only `lower` makes one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct WireName(String);

impl WireName {
    /// For `wire` and `lower` alone: no emitter may invent a wire name.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, byte for byte.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
