//! A cursor on one value of a JSON text, as decoders see it.

use std::borrow::Cow;

use super::frame::{Frame, Step};
use super::mode::Mode;
use super::object::Object;
use super::tape::{Kind, Node, Tape};
use super::violation::{Fault, Notes, Rule};

/// Nesting that typed values take. They recurse, so this bounds the stack; what no field asks for is not counted.
const MAX_DEPTH: u32 = 512;

/// What a cursor stands on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spot {
    Node(u32),
    /// Nothing, and nobody complains: every field takes its default.
    Defaults,
    /// Nothing, and nobody complains: every field is the zero value, defaults apart.
    Zero,
}

/// A place in a scanned text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    pub(crate) tape: &'a Tape<'a>,
    pub(crate) spot: Spot,
    pub(crate) frame: &'a Frame<'a>,
}

/// A value of a JSON body.
#[derive(Debug)]
pub struct Json<'a> {
    pub(crate) at: At<'a>,
    pub(crate) notes: &'a mut Notes,
    pub(crate) mode: Mode,
}

// === impl At ===

impl<'a> At<'a> {
    pub(crate) fn node(&self) -> Option<(u32, Node)> {
        let Spot::Node(index) = self.spot else { return None };
        Some((index, self.tape.node(index)?))
    }

    /// The value of a member, and the object it was found in.
    pub(crate) fn member(&self, name: &str, inherit: bool) -> Option<(&'a Tape<'a>, u32)> {
        let Spot::Node(object) = self.spot else { return None };
        if let Some(index) = self.tape.member(object, name) {
            return Some((self.tape, index));
        }
        let mut frame = Some(self.frame).filter(|_| inherit);
        while let Some(Frame { parent, step: Step::Field(_, tape, object), .. }) = frame {
            if let Some(index) = tape.member(*object, name) {
                return Some((tape, index));
            }
            frame = *parent;
        }
        None
    }
}

// === impl Json ===

impl<'a> Json<'a> {
    /// A cursor that stands on nothing; decoding it yields a placeholder and notes nothing.
    pub(crate) fn nothing(spot: Spot, tape: &'a Tape<'a>, frame: &'a Frame<'a>, notes: &'a mut Notes) -> Self {
        Self { at: At { tape, spot, frame }, notes, mode: Mode::Plain }
    }

    /// Decodes an object: the closure takes its fields by name.
    pub fn object<T>(&mut self, fields: impl FnOnce(&mut Object<'_>) -> T) -> T {
        let mut at = self.at;
        if let Some((_, node)) = at.node() {
            let fault = if node.kind != Kind::Object {
                Some(Fault::kind("must be an object"))
            } else if at.frame.depth > MAX_DEPTH {
                Some(too_deep())
            } else {
                None
            };
            if let Some(fault) = fault {
                self.note(fault);
                at.spot = Spot::Defaults;
            }
        }
        let mut object = Object::new(at, self.notes);
        let value = fields(&mut object);
        object.finish();
        value
    }

    /// Decodes the value as that of a field with `,string`.
    pub(crate) fn quoted<T>(&mut self, decode: impl FnOnce(&mut Self) -> T) -> T {
        self.mode = Mode::Quoted;
        decode(self)
    }

    pub(crate) fn note(&mut self, fault: Fault) {
        self.at.frame.note(self.notes, fault);
    }

    /// Converts a scalar; a fault is noted and yields nothing.
    pub(crate) fn scalar<T>(&mut self, convert: impl FnOnce(Kind, &str, Mode) -> Result<T, Fault>) -> Option<T> {
        let (_, node) = self.at.node()?;
        let text: Cow<'_, str> = self.at.tape.text(node);
        match convert(node.kind, &text, self.mode) {
            Ok(value) => Some(value),
            Err(fault) => {
                self.at.frame.note(self.notes, fault);
                None
            }
        }
    }

    fn inner(&self, inside: Mode) -> Mode {
        self.mode.inner(inside, self.notes.strict)
    }

    /// Calls `each` with a cursor on every element of the list, and says whether there was a list.
    pub(crate) fn elements(&mut self, takes_null: bool, mut each: impl FnMut(&mut Json<'_>, bool)) -> bool {
        let mode = self.inner(Mode::Element);
        self.container(Kind::List, "must be a list", |tape, index, frame, notes, strict| {
            for (position, element) in tape.elements(index).enumerate() {
                let frame = Frame::under(frame, Step::Index(position));
                let null = tape.node(element).is_some_and(|node| node.kind == Kind::Null);
                if null && (strict || notes.strict && !takes_null) {
                    frame.note(notes, Fault::new(Rule::Null, "must not be null"));
                }
                let spot = if null { Spot::Zero } else { Spot::Node(element) };
                each(&mut Json { at: At { tape, spot, frame: &frame }, notes, mode }, null);
            }
        })
    }

    /// Calls `each` with every key of the object and a cursor on its value, and says whether there was an object.
    pub(crate) fn entries(&mut self, takes_null: bool, mut each: impl FnMut(&str, &mut Json<'_>)) -> bool {
        let mode = self.inner(Mode::Entry);
        self.container(Kind::Object, "must be an object", |tape, index, frame, notes, in_text| {
            let mode = if in_text { Mode::Plain } else { mode };
            let mut last = None;
            for key in tape.keys(index) {
                let Some(name) = tape.node(key).map(|node| tape.text(node)) else { continue };
                let frame = Frame::under(frame, Step::Key(&name));
                let before = notes.mark();
                let null = tape.node(key + 1).is_some_and(|node| node.kind == Kind::Null);
                if null && !takes_null {
                    frame.note(notes, Fault::new(Rule::Null, "must not be null"));
                } else {
                    each(&name, &mut Json { at: At { tape, spot: Spot::Node(key + 1), frame: &frame }, notes, mode });
                }
                // The last of equal keys wins (row 7): what is wrong with the others counts for nothing.
                if notes.mark() != before
                    && last.get_or_insert_with(|| tape.last_keys(index)).get(&name).is_some_and(|last| *last != key)
                {
                    notes.back_to(before);
                }
            }
        })
    }

    /// Opens a list or map. A field may hold it as text too, then without nulls in a list (row 13); the text `null` is an empty one.
    fn container(
        &mut self,
        kind: Kind,
        message: &'static str,
        walk: impl FnOnce(&Tape<'_>, u32, &Frame<'_>, &mut Notes, bool),
    ) -> bool {
        let Some((index, node)) = self.at.node() else { return false };
        if self.at.frame.depth > MAX_DEPTH {
            self.note(too_deep());
            return false;
        }
        if node.kind == kind {
            walk(self.at.tape, index, self.at.frame, self.notes, false);
            return true;
        }
        if self.mode == Mode::Plain && !self.notes.strict && matches!(node.kind, Kind::Text | Kind::Escaped) {
            let text = self.at.tape.text(node);
            let inner = Tape::scan(&text).ok().and_then(|tape| tape.node(0).map(|node| (node.kind, tape)));
            if let Some((found, tape)) = inner.filter(|(found, _)| *found == kind || *found == Kind::Null) {
                if found == kind {
                    walk(&tape, 0, self.at.frame, self.notes, true);
                }
                return true;
            }
        }
        self.note(Fault::kind(message));
        false
    }
}

fn too_deep() -> Fault {
    Fault::new(Rule::Size, "is nested too deeply")
}
