//! An object of a JSON body, as generated decoders see it.

use super::field::{Field, Place};
use super::json::At;
use super::violation::Notes;

/// An object of a JSON body, from which fields are taken by name.
#[derive(Debug)]
pub struct Object<'a> {
    at: At<'a>,
    notes: &'a mut Notes,
}

impl<'a> Object<'a> {
    pub(super) fn new(at: At<'a>, notes: &'a mut Notes) -> Self {
        Self { at, notes }
    }

    /// The field with this wire name.
    pub fn field<T>(&mut self, name: &'static str) -> Field<'_, T> {
        Field::new(Place::Object(self.at), name, self.notes)
    }
}
