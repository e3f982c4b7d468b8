//! A file slot: a form field of type `interface{}`, or a list of them.

use super::field::broken_dependency;
use super::form::Pair;
use super::text::{self, Texts};
use super::violation::{Fault, Location, Notes, Rule};
use crate::upload::Upload;

/// A file with the key it came under.
pub(super) type Named = (String, Upload);

/// The values of a multipart body.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(super) texts: Vec<(String, String)>,
    pub(super) files: Vec<Named>,
    /// Names of files that the route does not take.
    pub(super) skipped: Vec<String>,
}

/// A type that a file slot can have.
pub trait FromFiles: Sized {
    /// Takes what was sent under the name; at least one.
    #[doc(hidden)]
    fn from_files(files: Vec<Upload>) -> Self;

    /// What stands for a slot whose fault has been noted.
    #[doc(hidden)]
    fn placeholder() -> Self;
}

/// A file slot on its way to a value: one ending says what absence means.
#[derive(Debug)]
pub struct FileField<'f> {
    name: &'static str,
    source: Source<'f>,
    notes: &'f mut Notes,
}

/// What a request says about its files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    pub(super) files: &'a [Named],
    /// Text, which may have been sent where a file is wanted.
    pub(super) pairs: &'a [Pair<'a>],
    pub(super) broken: bool,
}

/// What was sent under a name.
enum Found {
    /// At least one.
    Files(Vec<Upload>),
    /// Text where a file is wanted.
    Text,
    Absent,
}

const NO_FILE: Fault = Fault::kind("must be a file");

// === impl Form ===

impl Form {
    pub(crate) fn len(&self) -> usize {
        self.texts.len() + self.files.len() + self.skipped.len()
    }

    pub(crate) fn add_text(&mut self, name: String, text: String) {
        self.texts.push((name, text));
    }

    pub(crate) fn skip_file(&mut self, name: String) {
        self.skipped.push(name);
    }

    pub(crate) fn add_file(&mut self, name: String, upload: Upload) {
        self.files.push((name, upload));
    }
}

// === impl FromFiles ===

impl FromFiles for Upload {
    fn from_files(files: Vec<Upload>) -> Self {
        files.into_iter().next().unwrap_or_default()
    }

    fn placeholder() -> Self {
        Self::default()
    }
}

impl FromFiles for Vec<Upload> {
    fn from_files(files: Vec<Upload>) -> Self {
        files
    }

    fn placeholder() -> Self {
        Self::new()
    }
}

// === impl FileField ===

impl<'f> FileField<'f> {
    pub(super) fn new(name: &'static str, source: Source<'f>, notes: &'f mut Notes) -> Self {
        Self { name, source, notes }
    }

    /// Absence is a violation.
    pub fn required<T: FromFiles>(mut self) -> T {
        match self.find() {
            Found::Files(files) => return T::from_files(files),
            Found::Absent => self.note(Fault::new(Rule::Required, "is required")),
            Found::Text => self.note(NO_FILE),
        }
        T::placeholder()
    }

    /// Absence means `None`.
    pub fn optional<T: FromFiles>(mut self) -> Option<T> {
        match self.find() {
            Found::Files(files) => return Some(T::from_files(files)),
            Found::Absent => {}
            Found::Text => self.note(NO_FILE),
        }
        None
    }

    /// `optional=k`: present exactly when `k` is.
    pub fn with<T: FromFiles>(self, other: &str) -> Option<T> {
        self.depending(other, true)
    }

    /// `optional=!k`: present exactly when `k` is not.
    pub fn without<T: FromFiles>(self, other: &str) -> Option<T> {
        self.depending(other, false)
    }

    fn depending<T: FromFiles>(mut self, other: &str, together: bool) -> Option<T> {
        let wanted = self.source.texts().has(other) == together;
        match (self.find(), wanted) {
            (Found::Files(files), true) => return Some(T::from_files(files)),
            (Found::Absent, false) => {}
            (Found::Text, _) => self.note(NO_FILE),
            (Found::Files(_), false) | (Found::Absent, true) => self.note(broken_dependency(wanted, other, together)),
        }
        None
    }

    fn find(&self) -> Found {
        let named = self.source.files.iter().filter(|(key, _)| text::is_named(key, self.name));
        let files: Vec<_> = named.map(|(_, upload)| upload.clone()).collect();
        match files.is_empty() {
            false => Found::Files(files),
            true if self.source.texts().count(self.name) > 0 => Found::Text,
            true => Found::Absent,
        }
    }

    /// Nothing more is said about a body that could not be read.
    fn note(&mut self, fault: Fault) {
        if !self.source.broken {
            self.notes.add(Location::Form, || self.name.to_owned(), fault);
        }
    }
}

// === impl Source ===

impl<'a> Source<'a> {
    fn texts(self) -> Texts<'a> {
        Texts::Form(self.pairs, self.files, Location::Form)
    }
}
