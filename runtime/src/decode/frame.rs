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

    /// The location, and the wire name or JSON pointer (RFC 6901).
    pub(crate) fn field(&self) -> (Location, String) {
        let mut steps = Vec::new();
        let mut frame = self;
        loop {
            if let Step::Source(location, name) = frame.step {
                if location != Location::Body {
                    return (location, name.to_owned());
                }
                break;
            }
            steps.push(frame.step);
            let Some(parent) = frame.parent else { break };
            frame = parent;
        }
        let mut pointer = String::new();
        for step in steps.into_iter().rev() {
            pointer.push('/');
            match step {
                Step::Field(name, ..) | Step::Key(name) => push_escaped(&mut pointer, name),
                Step::Index(index) => _ = write!(pointer, "{index}"),
                Step::Source(..) => {}
            }
        }
        (Location::Body, pointer)
    }

    pub(crate) fn note(&self, notes: &mut Notes, fault: Fault) {
        let location = self.location();
        notes.add(location, || self.field().1, fault);
    }

    fn location(&self) -> Location {
        let mut frame = self;
        loop {
            match (frame.step, frame.parent) {
                (Step::Source(location, _), _) => return location,
                (_, Some(parent)) => frame = parent,
                (_, None) => return Location::Body,
            }
        }
    }
}

fn push_escaped(pointer: &mut String, name: &str) {
    for char in name.chars() {
        match char {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_a_pointer_in_the_body_and_a_name_elsewhere() {
        let tape = Tape::empty();
        for (location, field) in [(Location::Body, "/items/0/a~1b~0c"), (Location::Form, "attrs")] {
            let source = Frame::source(location, "attrs");
            let items = Frame::under(&source, Step::Field("items", &tape, 0));
            let first = Frame::under(&items, Step::Index(0));
            assert_eq!(Frame::under(&first, Step::Key("a/b~c")).field(), (location, field.to_owned()));
        }
    }
}
