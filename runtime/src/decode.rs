//! A request becomes a typed value: every source is read once, and every fault of every source is collected.

mod asked;
pub(crate) mod body;
mod document;
pub(crate) mod field;
mod file;
mod form;
mod frame;
mod header;
pub(crate) mod json;
mod list;
mod mode;
mod object;
mod parts;
mod path;
mod range;
mod scalar;
mod sent;
mod tape;
#[cfg(test)]
mod tests;
mod text;
pub(crate) mod violation;

use std::borrow::Cow;

pub use field::Field;
pub(crate) use file::Form;
pub use file::{FileField, FromFiles};
pub use json::Json;
pub use list::MapKey;
pub use object::Object;
pub use parts::Parts;
pub(crate) use parts::Source;
pub use range::Range;
pub(crate) use violation::Fault;
pub use violation::{Location, Rule, Violation};

/// A segment of a path, decoded.
pub(crate) fn segment(text: &str) -> Option<Cow<'_, str>> {
    path::decode(text).ok()
}

/// A type that a route takes as its request: fields from path, query, form, headers and body.
pub trait FromRequest: Sized {
    /// Takes the fields by name. A fault is noted in `parts` and leaves a placeholder, so that all faults are found.
    fn from_request(parts: &mut Parts<'_>) -> Self;
}

/// A type that a field can have.
pub trait Decode: Sized {
    /// Which sources other than JSON can hold it.
    #[doc(hidden)]
    const SHAPE: Shape = Shape::Tree;
    /// Whether null is a value rather than the lack of one.
    #[doc(hidden)]
    const TAKES_NULL: bool = false;

    /// Reads a JSON value. A fault is noted and leaves a placeholder.
    fn decode(json: &mut Json<'_>) -> Self;

    /// Reads a scalar from a path, query, form or header.
    #[doc(hidden)]
    fn from_text(_text: &str) -> Result<Self, Fault> {
        Err(Fault::kind("cannot be read from text"))
    }

    /// Reads a list from a query, form or header.
    #[doc(hidden)]
    fn from_texts(texts: &[Cow<'_, str>]) -> Result<Self, Fault> {
        Self::from_text(texts.first().map_or("", |text| text))
    }
}

/// The kinds of values that sources of text tell apart.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// One text.
    Scalar,
    /// Several texts under one name.
    List,
    /// A map or object: one JSON text.
    Tree,
}

/// A closed set of texts (`options=` on a string).
pub trait TextEnum: Copy + PartialEq + 'static {
    /// The texts on the wire with their values, in declared order; never empty.
    const VALUES: &'static [(&'static str, Self)];

    /// The text on the wire.
    fn as_str(self) -> &'static str {
        Self::VALUES.iter().find(|(_, value)| *value == self).map_or("", |(text, _)| text)
    }

    /// The value with this text on the wire: how logic goes from the list of one type to that of another.
    fn from_wire(text: &str) -> Option<Self> {
        Self::VALUES.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
    }
}
