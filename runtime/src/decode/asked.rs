//! What a decoder has asked for, so that `[wire] strict` knows what else was sent.

use super::document::{Body, not_an_object};
use super::frame::Frame;
use super::json::{At, Spot};
use super::object::note_strangers;
use super::sent::Sent;
use super::violation::Notes;

/// The names that were asked for; only kept if strict.
#[derive(Debug, Default)]
pub(super) struct Asked {
    strict: bool,
    pairs: Vec<&'static str>,
    members: Vec<&'static str>,
    /// The body is a value by itself.
    whole: bool,
}

impl Asked {
    pub(super) fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// A field of a form or query.
    pub(super) fn pair(&mut self, name: &'static str) {
        if self.strict {
            self.pairs.push(name);
        }
    }

    /// A field of the JSON body, or of the query in its place.
    pub(super) fn member(&mut self, name: &'static str, in_query: bool) {
        if self.strict {
            if in_query { &mut self.pairs } else { &mut self.members }.push(name);
        }
    }

    pub(super) fn whole(&mut self) {
        self.whole = true;
    }

    /// Notes a body that is no object though nobody asked for its fields (rows 6 and 8), and, if strict, what was sent and not asked for.
    pub(super) fn note_strangers(&self, sent: &Sent<'_>, json: &Body<'_>, root: &Frame<'_>, notes: &mut Notes) {
        if self.strict {
            sent.note_strangers(&self.pairs, notes);
        }
        if let Body::Json(tape) = json
            && !self.whole
        {
            match not_an_object(tape) {
                Some(fault) => root.note(notes, fault),
                None if self.strict => {
                    note_strangers(At { tape, spot: Spot::Node(0), frame: root }, &self.members, notes);
                }
                None => {}
            }
        }
    }
}
