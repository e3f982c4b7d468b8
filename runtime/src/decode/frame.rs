//! The way from a source to a value inside of it, which becomes a violation's field.

use std::fmt::Write as _;

use super::tape::Tape;
use super::violation::{Fault, Location, Notes};

/// How a value was reached, linked over the stack; it becomes text only for a violation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame<'a> {
    pub(crate) parent: Option<&'a Frame<'a>>,
    pub(crate) step: Step<'a>,
    pub(crate) depth: u32,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Step<'a> {
    /// The outermost value; a name outside of the body is the whole path.
    Source(Location, &'a str),
    /// A field of the object at this node; `inherit` looks into it.
    Field(&'a str, &'a Tape<'a>, u32),
    Index(usize),
    Key(&'a str),
}

impl<'a> Frame<'a> {
    pub(crate) fn source(location: Location, name: &'a str) -> Self {
        Self { parent: None, step: Step::Source(location, name), depth: 0 }
    }

    pub(crate) fn under(parent: &'a Frame<'a>, step: Step<'a>) -> Self {
        Self { parent: Some(parent), step, depth: parent.depth + 1 }
    }

    pub(crate) fn note(&self, notes: &mut Notes, fault: Fault) {
        let (location, name) = self.origin();
        notes.add(location, || if location == Location::Body { self.pointer() } else { name.to_owned() }, fault);
    }

    /// The source of the outermost value, and its name.
    fn origin(&self) -> (Location, &'a str) {
        let mut frame = self;
        loop {
            match (frame.step, frame.parent) {
                (Step::Source(location, name), _) => return (location, name),
                (_, Some(parent)) => frame = parent,
                (_, None) => return (Location::Body, ""),
            }
        }
    }

    /// The JSON pointer (RFC 6901).
    fn pointer(&self) -> String {
        let mut pointer = String::with_capacity(32);
        self.push_to(&mut pointer);
        pointer
    }

    /// Recurses no deeper than decoding did.
    fn push_to(&self, pointer: &mut String) {
        if let Some(parent) = self.parent {
            parent.push_to(pointer);
        }
        match self.step {
            Step::Source(..) => {}
            Step::Index(index) => _ = write!(pointer, "/{index}"),
            Step::Field(name, ..) | Step::Key(name) => {
                pointer.push('/');
                push_escaped(pointer, name);
            }
        }
    }
}

fn push_escaped(pointer: &mut String, name: &str) {
    let mut rest = name;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'~' | b'/')) {
        let (plain, special) = rest.split_at(at);
        pointer.push_str(plain);
        pointer.push_str(if special.starts_with('~') { "~0" } else { "~1" });
        rest = special.get(1..).unwrap_or_default();
    }
    pointer.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_a_pointer_in_the_body_and_a_name_elsewhere() {
        let tape = Tape::empty();
        for (location, field) in [(Location::Body, "/items/0/a~1b~0c~0"), (Location::Form, "attrs")] {
            let source = Frame::source(location, "attrs");
            let items = Frame::under(&source, Step::Field("items", &tape, 0));
            let first = Frame::under(&items, Step::Index(0));
            let mut notes = Notes::default();
            Frame::under(&first, Step::Key("a/b~c~")).note(&mut notes, Fault::kind("must be text"));
            let [violation] = &notes.into_violations()[..] else { panic!("no violation") };
            assert_eq!((violation.location, violation.field.as_str()), (location, field));
        }
    }
}
