//! One field of a request: where it is looked for, the rules it must keep, and what its absence means.

mod ending;
mod find;

use std::fmt::Display;

pub(crate) use ending::broken_dependency;

use super::frame::{Frame, Step};
use super::json::{At, Json, Spot};
use super::range::Range;
use super::tape::Tape;
use super::text::Texts;
use super::violation::{Fault, Location, Notes, Rule};
use super::{Decode, Shape};

/// A field on its way to a value: rules first, then one ending that says what absence means.
#[derive(Debug)]
pub struct Field<'f, T> {
    place: Place<'f>,
    name: &'static str,
    notes: &'f mut Notes,
    options: Option<&'static [&'static str]>,
    range: Option<Bounds<T>>,
    length: Option<usize>,
    quoted: bool,
    inherit: bool,
}

/// A range with the code to check it, so that only numbers need an order.
#[derive(Debug)]
struct Bounds<T> {
    range: Range<T>,
    holds: fn(&Range<T>, &T) -> bool,
    message: fn(&Range<T>) -> String,
}

/// Where a field is looked for.
#[derive(Debug)]
pub(crate) enum Place<'f> {
    /// The source is broken, which has been noted: no further words.
    Broken,
    /// The source is absent, so every field of it is.
    Absent(Location),
    /// There is a body, but of a type in which no field can be read; asking for a required one makes the request a 415.
    OtherType(&'f mut bool),
    Object(At<'f>),
    Texts(Texts<'f>),
}

/// What was found.
enum Found<T> {
    Value(T),
    /// A placeholder for a value whose fault has been noted.
    Faulty(T),
    Null,
    Absent,
    /// Nothing, and nothing is to be said about it.
    Silent(Spot),
}

/// An empty text for cursors that stand on nothing.
pub(crate) fn with_nothing<T: Decode>(spot: Spot, notes: &mut Notes) -> T {
    let tape = Tape::empty();
    let frame = Frame::source(Location::Body, "");
    T::decode(&mut Json::nothing(spot, &tape, &frame, notes))
}

impl<'f, T> Field<'f, T> {
    pub(crate) fn new(place: Place<'f>, name: &'static str, notes: &'f mut Notes) -> Self {
        Self { place, name, notes, options: None, range: None, length: None, quoted: false, inherit: false }
    }

    /// `,string`: a number or bool inside text; a bare number passes too.
    #[must_use]
    pub fn text(mut self) -> Self {
        self.quoted = true;
        self
    }

    /// `inherit`: if absent, the field is looked for in the enclosing objects.
    #[must_use]
    pub fn inherit(mut self) -> Self {
        self.inherit = true;
        self
    }

    /// `options=` on a number or bool: the text as sent must be one of these.
    #[must_use]
    pub fn options(mut self, options: &'static [&'static str]) -> Self {
        self.options = Some(options);
        self
    }

    /// A fixed array: the count of elements.
    #[must_use]
    pub fn length(mut self, length: usize) -> Self {
        self.length = Some(length);
        self
    }

    /// `range=`: the bounds of a number.
    #[must_use]
    pub fn range(mut self, range: Range<T>) -> Self
    where
        T: PartialOrd + Display,
    {
        self.range = Some(Bounds { range, holds: Range::holds, message: Range::message });
        self
    }
}

impl<T> Field<'_, T> {
    fn note(&mut self, fault: Fault) {
        match &self.place {
            Place::Object(at) => {
                if let Spot::Node(object) = at.spot {
                    Frame::under(at.frame, Step::Field(self.name, at.tape, object)).note(self.notes, fault);
                }
            }
            Place::Texts(texts) => self.notes.add(texts.location(), || self.name.to_owned(), fault),
            Place::Absent(Location::Body) => self.notes.add(Location::Body, || format!("/{}", self.name), fault),
            Place::Absent(location) => self.notes.add(*location, || self.name.to_owned(), fault),
            Place::OtherType(_) | Place::Broken => {}
        }
    }
}

/// The fault of a value outside of a list of values.
pub(crate) fn not_listed<'a>(options: impl Iterator<Item = &'a str>) -> Fault {
    Fault::new(Rule::Options, format!("must be one of: {}", options.collect::<Vec<_>>().join(", ")))
}

// === impl Place ===

impl Place<'_> {
    /// Whether the source brings this name; null counts.
    fn has(&self, name: &str) -> bool {
        match self {
            Self::Object(at) => at.member(name, false).is_some(),
            Self::Texts(texts) => texts.has(name),
            Self::Broken | Self::Absent(_) | Self::OtherType(_) => false,
        }
    }

    /// Whether a form brings a text for this map.
    fn has_tree<T: Decode>(&self, name: &str) -> bool {
        matches!(self, Self::Texts(texts @ Texts::Form(..)) if T::SHAPE == Shape::Tree && texts.count(name) > 0)
    }
}
