//! The sources of one request, from which a generated decoder takes its fields.

use http::{HeaderMap, Method};

use super::Decode;
use super::asked::Asked;
use super::body::Kind;
use super::document::{Body, is_null, not_an_object};
use super::field::{Field, Place};
use super::file::{self, FileField, Form};
use super::frame::Frame;
use super::json::{At, Json, Spot};
use super::mode::Mode;
use super::sent::{self, Sent};
use super::text::Texts;
use super::violation::{Fault, Location, Notes, Rule};
use crate::error::ApiError;
use crate::path::Params;
use crate::rejection::Rejection;

/// What a request consists of, before anything is decoded.
pub(crate) struct Source<'a> {
    pub(crate) method: &'a Method,
    pub(crate) params: Params<'a>,
    pub(crate) query: &'a str,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) authority: Option<&'a str>,
    /// What the headers say of the body.
    pub(crate) kind: Kind,
    /// The bytes of the body, empty if there is none.
    pub(crate) body: &'a [u8],
    /// The parts of a multipart body, which is not in `body` then.
    pub(crate) multipart: Option<Result<Form, Fault>>,
    /// `[wire] strict`.
    pub(crate) strict: bool,
}

/// The sources of a request. Fields are taken by name; faults are collected.
#[derive(Debug)]
pub struct Parts<'a> {
    params: Params<'a>,
    headers: &'a HeaderMap,
    authority: Option<&'a str>,
    sent: Sent<'a>,
    /// Where clients send form fields with this method.
    form: Location,
    root: Frame<'a>,
    json: Body<'a>,
    other_type_asked: bool,
    asked: Asked,
    notes: Notes,
}

impl<'a> Parts<'a> {
    pub(crate) fn read(source: Source<'a>) -> Self {
        let mut notes = Notes::new(source.strict);
        let kind = source.kind;
        let other_type = source.multipart.is_some();
        let encoded = sent::encoded(source.method, kind, source.body);
        let sent = Sent::read(encoded, source.query, source.multipart, &mut notes);
        // A missing type counts as JSON (language.md §7.4 row 4), unless strict.
        let untyped = kind == Kind::Untyped && !source.body.is_empty() && !other_type && source.strict;
        let json = if other_type || untyped {
            Body::OtherType
        } else if source.body.is_empty() {
            Body::Absent { in_query: matches!(*source.method, Method::GET | Method::HEAD) }
        } else if matches!(kind, Kind::Json | Kind::Untyped) {
            Body::scan(source.body, &mut notes)
        } else {
            Body::OtherType
        };
        Self {
            params: source.params,
            headers: source.headers,
            authority: source.authority,
            sent,
            form: if sent::takes_form(source.method) { Location::Form } else { Location::Query },
            root: Frame::source(Location::Body, ""),
            json,
            other_type_asked: untyped,
            asked: Asked::new(source.strict),
            notes,
        }
    }

    /// A parameter of the path.
    pub fn path<T>(&mut self, name: &'static str) -> Field<'_, T> {
        let place =
            self.params.get(name).map_or(Place::Absent(Location::Path), |segment| Place::Texts(Texts::Path(segment)));
        Field::new(place, name, &mut self.notes)
    }

    /// A `form` field that clients send in the query string, whatever the method.
    pub fn query<T>(&mut self, name: &'static str) -> Field<'_, T> {
        self.pair(name, Location::Query)
    }

    /// A `form` field: clients send it in the url-encoded body of POST, PUT and PATCH, else in the query string.
    pub fn form<T>(&mut self, name: &'static str) -> Field<'_, T> {
        self.pair(name, self.form)
    }

    fn pair<T>(&mut self, name: &'static str, location: Location) -> Field<'_, T> {
        self.asked.pair(name);
        let Sent { pairs, files, broken, .. } = &self.sent;
        let place = if *broken { Place::Broken } else { Place::Texts(Texts::Form(pairs, files, location)) };
        Field::new(place, name, &mut self.notes)
    }

    /// A file of a multipart body.
    pub fn file(&mut self, name: &'static str) -> FileField<'_> {
        self.asked.pair(name);
        let Sent { pairs, files, broken, .. } = &self.sent;
        FileField::new(name, file::Source { files, pairs, broken: *broken }, &mut self.notes)
    }

    /// A header.
    pub fn header<T>(&mut self, name: &'static str) -> Field<'_, T> {
        Field::new(Place::Texts(Texts::Headers(self.headers, self.authority)), name, &mut self.notes)
    }

    /// A field of the JSON body.
    pub fn body<T>(&mut self, name: &'static str) -> Field<'_, T> {
        if let Body::Json(tape) = &self.json
            && let Some(fault) = not_an_object(tape)
        {
            self.root.note(&mut self.notes, fault);
            self.json = Body::Broken;
        }
        self.asked.member(name, matches!(self.json, Body::Absent { in_query: true }));
        let place = match &self.json {
            Body::Absent { in_query: true } if self.sent.broken => Place::Broken,
            Body::Absent { in_query: true } => Place::Texts(Texts::Query(&self.sent.pairs)),
            Body::Absent { in_query: false } => Place::Absent(Location::Body),
            Body::OtherType => Place::OtherType(&mut self.other_type_asked),
            Body::Broken => Place::Broken,
            Body::Json(tape) => Place::Object(At { tape, spot: Spot::Node(0), frame: &self.root }),
        };
        Field::new(place, name, &mut self.notes)
    }

    /// The whole body as one value: a list, a map or a scalar.
    pub(crate) fn whole<T: Decode>(&mut self) -> Option<T> {
        self.asked.whole();
        match &self.json {
            Body::Broken => None,
            Body::OtherType => {
                self.other_type_asked = true;
                None
            }
            Body::Absent { .. } => {
                self.root.note(&mut self.notes, Fault::new(Rule::Required, "is required"));
                None
            }
            Body::Json(tape) if !T::TAKES_NULL && is_null(tape) => {
                self.root.note(&mut self.notes, Fault::new(Rule::Null, "must not be null"));
                None
            }
            Body::Json(tape) => {
                let at = At { tape, spot: Spot::Node(0), frame: &self.root };
                Some(T::decode(&mut Json { at, notes: &mut self.notes, mode: Mode::Plain }))
            }
        }
    }

    /// Refuses the request if anything was wrong with it.
    pub(crate) fn finish(mut self) -> Result<(), ApiError> {
        if self.other_type_asked {
            return Err(Rejection::UnsupportedMediaType.into());
        }
        self.asked.note_strangers(&self.sent, &self.json, &self.root, &mut self.notes);
        if self.notes.total() > 0 {
            return Err(ApiError::invalid(self.notes.into_violations()));
        }
        Ok(())
    }
}
