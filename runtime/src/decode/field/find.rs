//! Looks a field up, decodes it, and checks the field's own rules.

use std::borrow::Cow;

use super::{Decode, Field, Found, Place, not_listed, with_nothing};
use crate::decode::frame::{Frame, Step};
use crate::decode::json::{At, Json, Spot};
use crate::decode::list::wrong_length;
use crate::decode::mode::Mode;
use crate::decode::tape::Kind;
use crate::decode::text::Texts;
use crate::decode::violation::{Fault, Rule};

impl<T: Decode> Field<'_, T> {
    pub(super) fn find(&mut self) -> Found<T> {
        match &self.place {
            Place::Broken => Found::Silent(Spot::Defaults),
            Place::Absent(_) | Place::OtherType(_) => Found::Absent,
            Place::Object(at) => {
                let at = *at;
                self.find_member(at)
            }
            Place::Texts(texts) => {
                let texts = *texts;
                self.find_texts(texts)
            }
        }
    }

    fn find_member(&mut self, at: At<'_>) -> Found<T> {
        let Spot::Node(object) = at.spot else { return Found::Silent(at.spot) };
        let Some((tape, index)) = at.member(self.name, self.inherit) else { return Found::Absent };
        let Some(node) = tape.node(index) else { return Found::Absent };
        if self.inherit && self.notes.strict {
            self.notes.inherited.insert(index);
        }
        if node.kind == Kind::Null {
            return Found::Null;
        }
        let frame = Frame::under(at.frame, Step::Field(self.name, at.tape, object));
        let mode = if self.quoted { Mode::Quoted } else { Mode::Plain };
        let before = self.notes.total();
        let value =
            T::decode(&mut Json { at: At { tape, spot: Spot::Node(index), frame: &frame }, notes: self.notes, mode });
        if self.notes.total() != before {
            return Found::Faulty(value);
        }
        let count = || (node.kind == Kind::List).then(|| tape.elements(index).count());
        match self.broken_rule(&value, || Some(tape.text(node)), count) {
            None => Found::Value(value),
            Some(fault) => {
                frame.note(self.notes, fault);
                Found::Faulty(value)
            }
        }
    }

    fn find_texts(&mut self, texts: Texts<'_>) -> Found<T> {
        let value = match texts.read::<T>(self.name, self.notes) {
            Ok(Some(value)) => value,
            Ok(None) => return Found::Absent,
            Err(fault) => {
                self.note(fault);
                return Found::Faulty(with_nothing(Spot::Defaults, self.notes));
            }
        };
        match self.broken_rule(&value, || texts.first(self.name), || Some(texts.count(self.name))) {
            None => Found::Value(value),
            Some(fault) => {
                self.note(fault);
                Found::Faulty(value)
            }
        }
    }

    /// The first of the field's own rules that the value breaks.
    fn broken_rule<'t>(
        &self,
        value: &T,
        text: impl FnOnce() -> Option<Cow<'t, str>>,
        count: impl FnOnce() -> Option<usize>,
    ) -> Option<Fault> {
        if let Some(length) = self.length
            && count().is_some_and(|count| count != length)
        {
            return Some(wrong_length(length));
        }
        if let Some(options) = self.options
            && let Some(text) = text()
            && !options.contains(&&*text)
        {
            return Some(not_listed(options.iter().copied()));
        }
        let bounds = self.range.as_ref()?;
        (!(bounds.holds)(&bounds.range, value)).then(|| Fault::new(Rule::Range, (bounds.message)(&bounds.range)))
    }
}
