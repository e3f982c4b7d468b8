//! How softly values are read, by where they stand.

/// How strictly a scalar is read, which depends on where it stands (language.md §7.4 row 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// A field.
    Plain,
    /// A field with `,string`: text around a number or bool.
    Quoted,
    /// An element of a list.
    Element,
    /// A value of a map.
    Entry,
    /// A whole text that is JSON.
    Text,
}

impl Mode {
    /// How values inside of this one are read, if `inside` is how go-zero reads them. Text around a list's numbers is text around each of them.
    pub(super) fn inner(self, inside: Self, strict: bool) -> Self {
        match self {
            Self::Quoted => Self::Quoted,
            // Go reads a map inside of a text without any of the softness.
            Self::Text if inside == Self::Entry => Self::Plain,
            Self::Plain | Self::Element | Self::Entry | Self::Text if strict => Self::Plain,
            Self::Plain | Self::Element | Self::Entry | Self::Text => inside,
        }
    }
}
