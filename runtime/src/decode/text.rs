//! Sources that bring text rather than JSON: a path, a query or form, headers.

use std::borrow::Cow;

use http::HeaderMap;

use super::file::Named;
use super::form::Pair;
use super::frame::Frame;
use super::json::{At, Json, Spot};
use super::mode::Mode;
use super::tape::{Kind, Tape};
use super::violation::{Fault, Location, Notes, Rule};
use super::{Decode, Shape, header};

/// The texts of one source.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Texts<'a> {
    /// The matched segment, still percent-encoded.
    Path(&'a str),
    /// The pairs of query and body, and the files that only other fields may ask for.
    Form(&'a [Pair<'a>], &'a [Named], Location),
    /// The query of a GET or HEAD without body, asked for a JSON field: scalars and lists only (row 46).
    Query(&'a [Pair<'a>]),
    /// The headers, and the authority of an HTTP/2 request, which stands for `Host`.
    Headers(&'a HeaderMap, Option<&'a str>),
}

impl<'a> Texts<'a> {
    pub(crate) fn location(&self) -> Location {
        match self {
            Self::Path(_) => Location::Path,
            Self::Form(_, _, location) => *location,
            Self::Query(_) => Location::Query,
            Self::Headers(..) => Location::Header,
        }
    }

    /// Reads a value; `None` if the source has none under this name.
    pub(crate) fn read<T: Decode>(&self, name: &str, notes: &mut Notes) -> Result<Option<T>, Fault> {
        match T::SHAPE {
            Shape::Scalar => self.scalar(name)?.map(|text| T::from_text(&text)).transpose(),
            Shape::List => {
                let texts = self.list(name)?;
                texts.map(|texts| T::from_texts(&texts)).transpose()
            }
            Shape::Tree if matches!(self, Self::Query(_)) => Ok(None),
            Shape::Tree => match self.scalar(name)? {
                Some(text) => self.tree(&text, name, notes),
                None => Ok(None),
            },
        }
    }

    /// How many values there are under a name.
    pub(crate) fn count(&self, name: &str) -> usize {
        match self {
            Self::Path(_) => 1,
            Self::Form(pairs, ..) | Self::Query(pairs) => values(pairs, name).count(),
            Self::Headers(headers, authority) => header::count(headers, *authority, name),
        }
    }

    /// Whether there is anything under a name, a file included.
    pub(crate) fn has(&self, name: &str) -> bool {
        let is_file = matches!(self, Self::Form(_, files, _) if files.iter().any(|(key, _)| is_named(key, name)));
        is_file || self.count(name) > 0
    }

    /// The first value as sent.
    pub(crate) fn first(&self, name: &str) -> Option<Cow<'a, str>> {
        self.scalar(name).ok().flatten()
    }

    fn scalar(&self, name: &str) -> Result<Option<Cow<'a, str>>, Fault> {
        match self {
            Self::Path(segment) => super::path::decode(segment).map(Some),
            Self::Form(pairs, ..) | Self::Query(pairs) => Ok(values(pairs, name).next().map(Cow::Borrowed)),
            Self::Headers(headers, authority) => {
                header::scalar(headers, *authority, name).map(|text| text.map(Cow::Borrowed))
            }
        }
    }

    fn list(&self, name: &str) -> Result<Option<Vec<Cow<'a, str>>>, Fault> {
        let texts: Vec<_> = match self {
            Self::Path(segment) => vec![super::path::decode(segment)?],
            Self::Form(pairs, ..) | Self::Query(pairs) => values(pairs, name).map(Cow::Borrowed).collect(),
            Self::Headers(headers, _) => return header::list(headers, name),
        };
        Ok((!texts.is_empty()).then_some(texts))
    }

    /// A map as one JSON text. What is wrong inside of it is noted under the field's name.
    fn tree<T: Decode>(&self, text: &str, name: &str, notes: &mut Notes) -> Result<Option<T>, Fault> {
        let tape = Tape::scan(text).map_err(|_| Fault::new(Rule::Syntax, "must be JSON"))?;
        if tape.node(0).is_none_or(|node| node.kind == Kind::Null) {
            return Ok(None);
        }
        let frame = Frame::source(self.location(), name);
        Ok(Some(T::decode(&mut Json {
            at: At { tape: &tape, spot: Spot::Node(0), frame: &frame },
            notes,
            mode: Mode::Text,
        })))
    }
}

/// The values under `name` or `name[]`; an empty one counts as absent (row 15).
fn values<'a>(pairs: &'a [Pair<'a>], name: &str) -> impl Iterator<Item = &'a str> {
    pairs.iter().filter(move |(key, value)| !value.is_empty() && is_named(key, name)).map(|(_, value)| &**value)
}

/// Whether a key of a form means a field.
pub(super) fn is_named(key: &str, name: &str) -> bool {
    key.strip_suffix("[]").unwrap_or(key) == name
}
