//! The endings of a field: what its absence means.

use super::{Decode, Field, Found, Place, with_nothing};
use crate::decode::json::Spot;
use crate::decode::violation::{Fault, Rule};

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
        let found = self.find();
        // The text `null` of a map is there, though it brings no value.
        let null_text = matches!(found, Found::Absent) && self.place.has_tree::<T>(self.name);
        match (found, wanted) {
            (Found::Absent, true) if null_text => return None,
            (Found::Absent, false) if null_text => self.note(broken_dependency(wanted, other, together)),
            (Found::Silent(_), _) | (Found::Absent, false) => return None,
            (Found::Faulty(value), _) | (Found::Value(value), true) => return Some(value),
            (Found::Null, _) => self.refuse_only(&Found::Null),
            (Found::Absent, true) | (Found::Value(_), false) => self.note(broken_dependency(wanted, other, together)),
        }
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

/// The fault of a field that is absent though the one it depends on wants it (`wanted`), or present though that one does not.
pub(crate) fn broken_dependency(wanted: bool, other: &str, together: bool) -> Fault {
    let message = match (wanted, together) {
        (true, true) => format!("is required when {other} is given"),
        (true, false) => format!("is required when {other} is absent"),
        (false, true) => format!("is only allowed when {other} is given"),
        (false, false) => format!("is not allowed when {other} is given"),
    };
    Fault::new(Rule::Dependency, message)
}
