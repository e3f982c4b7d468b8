//! One field of a request: where it is looked for, the rules it must keep, and what its absence means.

mod find;

use std::fmt::Display;

use super::Decode;
use super::frame::{Frame, Step};
use super::json::{At, Json, Spot};
use super::range::Range;
use super::tape::Tape;
use super::text::Texts;
use super::violation::{Fault, Location, Notes, Rule};

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
fn with_nothing<T: Decode>(spot: Spot, notes: &mut Notes) -> T {
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

/// The endings.
impl<T: Decode> Field<'_, T> {
    /// Absence and null are violations.
    pub fn required(mut self) -> T {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => value,
            found => self.refuse(&found),
        }
    }

    /// `required` for a recursion that is nowhere optional: no finite value exists, so the placeholder is `None`.
    pub fn required_box(mut self) -> Option<Box<T>> {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => Some(Box::new(value)),
            Found::Silent(_) => None,
            found => {
                self.refuse_only(&found);
                None
            }
        }
    }

    /// Absence means empty: a map, or a struct whose fields may all be absent (language.md §7.4 rows 9, 10). Null is a violation.
    pub fn lenient(mut self) -> T {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => value,
            Found::Absent => with_nothing(Spot::Defaults, self.notes),
            found => self.refuse(&found),
        }
    }

    /// `optional`: absence and null mean `None`.
    pub fn optional(mut self) -> Option<T> {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => Some(value),
            _ => None,
        }
    }

    /// `optional` for a type that contains itself.
    pub fn optional_box(self) -> Option<Box<T>> {
        self.optional().map(Box::new)
    }

    /// `default=`: absence means the default, null is a violation.
    pub fn or_else(self, default: impl FnOnce() -> T) -> T {
        self.defaulted(default, false)
    }

    /// `default=` beside `optional`: absence means the default, null the zero value.
    pub fn optional_or_else(self, default: impl FnOnce() -> T) -> T {
        self.defaulted(default, true)
    }

    /// A field with `default=` that another source may bring as well: absence means `None`, null is a violation.
    pub fn given(mut self) -> Option<T> {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => Some(value),
            Found::Null => {
                self.refuse_only(&Found::Null);
                None
            }
            Found::Absent | Found::Silent(_) => None,
        }
    }

    /// `optional=k`: present exactly when `k` is.
    pub fn with(self, other: &str) -> Option<T> {
        self.depending(other, true)
    }

    /// `optional=!k`: present exactly when `k` is not.
    pub fn without(self, other: &str) -> Option<T> {
        self.depending(other, false)
    }

    fn defaulted(mut self, default: impl FnOnce() -> T, takes_null: bool) -> T {
        match self.find() {
            Found::Value(value) | Found::Faulty(value) => value,
            Found::Absent | Found::Silent(Spot::Defaults) => default(),
            Found::Silent(spot) => with_nothing(spot, self.notes),
            Found::Null if takes_null => with_nothing(Spot::Zero, self.notes),
            Found::Null => self.refuse(&Found::Null),
        }
    }

    fn depending(mut self, other: &str, together: bool) -> Option<T> {
        let wanted = self.place.has(other) == together;
        let message = match (self.find(), wanted) {
            (Found::Silent(_), _) | (Found::Absent, false) => return None,
            (Found::Faulty(value), _) | (Found::Value(value), true) => return Some(value),
            (Found::Null, _) => {
                self.refuse_only(&Found::Null);
                return None;
            }
            (Found::Absent, true) if together => format!("is required when {other} is given"),
            (Found::Absent, true) => format!("is required when {other} is absent"),
            (Found::Value(_), false) if together => format!("is only allowed when {other} is given"),
            (Found::Value(_), false) => format!("is not allowed when {other} is given"),
        };
        self.note(Fault::new(Rule::Dependency, message));
        None
    }

    /// Notes why there is no value, and makes a placeholder.
    fn refuse(&mut self, found: &Found<T>) -> T {
        self.refuse_only(found);
        with_nothing(if let Found::Silent(spot) = found { *spot } else { Spot::Defaults }, self.notes)
    }

    fn refuse_only(&mut self, found: &Found<T>) {
        match (found, &mut self.place) {
            (Found::Absent, Place::OtherType(asked)) => **asked = true,
            (Found::Absent, _) => self.note(Fault::new(Rule::Required, "is required")),
            (Found::Null, _) => self.note(Fault::new(Rule::Null, "must not be null")),
            _ => {}
        }
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
            Self::Texts(texts) => texts.count(name) > 0,
            Self::Broken | Self::Absent(_) | Self::OtherType(_) => false,
        }
    }
}
