//! What is wrong with a request: one record per value, collected over all sources.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

/// The most violations one answer carries.
const MAX_SENT: usize = 100;

/// The part of a request in which a violation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// A parameter of the path.
    Path,
    /// A field that clients send in the query string.
    Query,
    /// A field that clients send in a url-encoded body.
    Form,
    /// A header.
    Header,
    /// The JSON body; `field` is a JSON pointer.
    Body,
}

impl Location {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Form => "form",
            Self::Header => "header",
            Self::Body => "body",
        }
    }

    /// The place in the order of an answer: query and form are one source.
    fn rank(self) -> usize {
        match self {
            Self::Path => 0,
            Self::Query | Self::Form => 1,
            Self::Header => 2,
            Self::Body => 3,
        }
    }
}

/// The rule that a value broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Rule {
    /// Bytes that are not what they claim to be: JSON, url-encoding, UTF-8.
    Syntax,
    /// Too many form values, or JSON nested too deeply.
    Size,
    /// A key nobody asked for, where that is refused.
    Unexpected,
    /// Absent without being optional.
    Required,
    /// Null without being optional.
    Null,
    /// Another kind of value.
    Type,
    /// A fixed array with another count of elements.
    Length,
    /// Not one of the listed values.
    Options,
    /// Outside of the bounds.
    Range,
    /// Present without, or absent beside, the field it depends on.
    Dependency,
}

impl Rule {
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Size => "size",
            Self::Unexpected => "unexpected",
            Self::Required => "required",
            Self::Null => "null",
            Self::Type => "type",
            Self::Length => "length",
            Self::Options => "options",
            Self::Range => "range",
            Self::Dependency => "dependency",
        }
    }
}

/// One fault of one value of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Violation {
    /// Where the value was looked for.
    pub location: Location,
    /// Its wire name; in the body a JSON pointer; empty for the whole source.
    pub field: String,
    /// The rule it broke.
    pub rule: Rule,
    /// English prose for people, never to be parsed.
    pub message: Cow<'static, str>,
}

/// Why a single value was refused; its place is added by whoever knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub(crate) rule: Rule,
    pub(crate) message: Cow<'static, str>,
}

impl Fault {
    pub(crate) fn new(rule: Rule, message: impl Into<Cow<'static, str>>) -> Self {
        Self { rule, message: message.into() }
    }

    pub(crate) const fn kind(message: &'static str) -> Self {
        Self { rule: Rule::Type, message: Cow::Borrowed(message) }
    }
}

/// Collects the violations of one request.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    list: Vec<Violation>,
    /// By source; unexpected keys apart, since they come last and must not crowd out the rest.
    kept: [[usize; 2]; 4],
    total: usize,
    /// `[wire] strict`: what the contract does not ask for is a fault.
    pub(crate) strict: bool,
    /// Nodes that were found for a field of another object (`inherit`); only kept if strict.
    pub(crate) inherited: BTreeSet<u32>,
}

/// How far [`Notes`] had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    kept: [[usize; 2]; 4],
    total: usize,
}

impl Notes {
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }

    /// How many faults were noted, those that will not be sent included.
    pub(crate) fn total(&self) -> usize {
        self.total
    }

    /// What was noted so far.
    pub(crate) fn mark(&self) -> Mark {
        Mark { kept: self.kept, total: self.total }
    }

    /// Forgets what was noted since.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        self.list.truncate(mark.kept.as_flattened().iter().sum());
        (self.kept, self.total) = (mark.kept, mark.total);
    }

    /// Notes a fault. The field's name is only made when the violation is kept, so a hostile body cannot make it costly.
    pub(crate) fn add(&mut self, location: Location, field: impl FnOnce() -> String, fault: Fault) {
        self.total += 1;
        let kept = &mut self.kept[location.rank()][usize::from(fault.rule == Rule::Unexpected)];
        if *kept < MAX_SENT {
            *kept += 1;
            self.list.push(Violation { location, field: field(), rule: fault.rule, message: fault.message });
        }
    }

    /// All that is sent, in the order of the sources; within one source the order of noting stays, and unexpected keys come last.
    pub(crate) fn into_violations(mut self) -> Vec<Violation> {
        self.list.sort_by_key(|violation| (violation.location.rank(), violation.rule == Rule::Unexpected));
        self.list.truncate(MAX_SENT);
        self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_by_source_and_keeps_the_order_within() {
        let mut notes = Notes::default();
        for (location, field) in [
            (Location::Body, "/a"),
            (Location::Query, "q"),
            (Location::Path, "p"),
            (Location::Form, "f"),
            (Location::Body, "/b"),
        ] {
            notes.add(location, || field.to_owned(), Fault::kind("must be a number"));
        }
        let fields: Vec<_> = notes.into_violations().into_iter().map(|violation| violation.field).collect();
        assert_eq!(fields, ["p", "q", "f", "/a", "/b"]);
    }

    #[test]
    fn keeps_a_hundred_and_counts_all() {
        let mut notes = Notes::default();
        for index in 0..250 {
            notes.add(Location::Body, || format!("/{index}"), Fault::kind("must be a number"));
        }
        notes.add(Location::Path, || "id".to_owned(), Fault::kind("must be a number"));
        assert_eq!(notes.total(), 251);
        let violations = notes.into_violations();
        assert_eq!(violations.len(), 100);
        assert_eq!(violations[0].field, "id");
        assert_eq!(violations[99].field, "/98");
    }
}
