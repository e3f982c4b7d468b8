//! All that a request sends as pairs of key and value: its query, its url-encoded or multipart body.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use http::Method;

use super::body::Kind;
use super::file::{Form, Named};
use super::form::{self, Pair};
use super::object::unexpected;
use super::text::is_named;
use super::violation::{Fault, Location, Notes, Rule};

/// The pairs of a request, in the order in which fields look at them.
#[derive(Debug)]
pub(super) struct Sent<'a> {
    pub(super) pairs: Vec<Pair<'a>>,
    /// Those from the query string; the others are from a body.
    in_query: Range<usize>,
    pub(super) files: Vec<Named>,
    /// Names of files that the route does not take.
    skipped: Vec<String>,
    /// Something could not be read, which has been noted: no field of a form is looked for.
    pub(super) broken: bool,
}

impl<'a> Sent<'a> {
    /// A url-encoded body comes before the query, a multipart body after it (language.md §7.1).
    pub(super) fn read(
        body: Option<&'a [u8]>,
        query: &'a str,
        multipart: Option<Result<Form, Fault>>,
        notes: &mut Notes,
    ) -> Self {
        let mut pairs = Vec::new();
        let mut broken = false;
        if let Some(body) = body {
            let body = std::str::from_utf8(body).map_err(|_| Fault::new(Rule::Syntax, "is not UTF-8"));
            broken |= note(notes, Location::Form, body.and_then(|text| form::parse(text, &mut pairs)));
        }
        let before = pairs.len();
        broken |= note(notes, Location::Query, form::parse(query, &mut pairs));
        let in_query = before..pairs.len();
        let form = multipart.transpose().unwrap_or_else(|fault| {
            broken |= note(notes, Location::Form, Err(fault));
            None
        });
        let form = form.unwrap_or_default();
        pairs.extend(form.texts.into_iter().map(|(key, value)| (Cow::Owned(key), Cow::Owned(value))));
        Self { pairs, in_query, files: form.files, skipped: form.skipped, broken }
    }

    /// Notes each key that no field asked for, once.
    pub(super) fn note_strangers(&self, asked: &[&str], notes: &mut Notes) {
        if self.broken {
            return;
        }
        let texts = self.pairs.iter().enumerate().map(|(index, (key, _))| {
            (if self.in_query.contains(&index) { Location::Query } else { Location::Form }, &**key)
        });
        let files = self.files.iter().map(|(key, _)| key).chain(&self.skipped);
        let mut seen = BTreeSet::new();
        for (location, key) in texts.chain(files.map(|key| (Location::Form, key.as_str()))) {
            let known = asked.iter().any(|name| is_named(key, name));
            if !known && seen.insert((location == Location::Form, key)) {
                notes.add(location, || key.to_owned(), unexpected());
            }
        }
    }
}

/// The bytes of a url-encoded body, on the methods that have one.
pub(super) fn encoded<'a>(method: &Method, kind: Kind, body: &'a [u8]) -> Option<&'a [u8]> {
    (takes_form(method) && kind == Kind::Form && !body.is_empty()).then_some(body)
}

pub(super) fn takes_form(method: &Method) -> bool {
    matches!(*method, Method::POST | Method::PUT | Method::PATCH)
}

/// Notes the fault of a whole source.
fn note(notes: &mut Notes, location: Location, parsed: Result<(), Fault>) -> bool {
    let Err(fault) = parsed else { return false };
    notes.add(location, String::new, fault);
    true
}
