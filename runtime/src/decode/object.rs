//! An object of a JSON body, as generated decoders see it.

use std::collections::BTreeSet;

use super::field::{Field, Place};
use super::frame::{Frame, Step};
use super::json::{At, Spot};
use super::violation::{Fault, Notes, Rule};

/// An object of a JSON body, from which fields are taken by name.
#[derive(Debug)]
pub struct Object<'a> {
    at: At<'a>,
    notes: &'a mut Notes,
    /// The names of its fields; only kept if strict.
    asked: Vec<&'static str>,
}

impl<'a> Object<'a> {
    pub(super) fn new(at: At<'a>, notes: &'a mut Notes) -> Self {
        Self { at, notes, asked: Vec::new() }
    }

    /// The field with this wire name.
    pub fn field<T>(&mut self, name: &'static str) -> Field<'_, T> {
        if self.notes.strict {
            self.asked.push(name);
        }
        Field::new(Place::Object(self.at), name, self.notes)
    }

    /// After all fields.
    pub(super) fn finish(&mut self) {
        if self.notes.strict {
            note_strangers(self.at, &self.asked, self.notes);
        }
    }
}

/// The fault of a key that no field asked for.
pub(super) fn unexpected() -> Fault {
    Fault::new(Rule::Unexpected, "is not asked for")
}

/// Notes each key of an object that no field asked for, once.
pub(super) fn note_strangers(at: At<'_>, asked: &[&str], notes: &mut Notes) {
    let Spot::Node(object) = at.spot else { return };
    let mut seen = BTreeSet::new();
    for key in at.tape.keys(object) {
        let Some(name) = at.tape.node(key).map(|node| at.tape.text(node)) else { continue };
        if asked.contains(&&*name) || notes.inherited.contains(&(key + 1)) || seen.contains(&name) {
            continue;
        }
        Frame::under(at.frame, Step::Key(&name)).note(notes, unexpected());
        seen.insert(name);
    }
}
