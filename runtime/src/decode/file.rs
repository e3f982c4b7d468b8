//! A file slot: a form field of type `interface{}`, or a list of them.

use super::text;
use super::violation::{Fault, Location, Notes, Rule};
use crate::upload::Upload;

/// The values of a multipart body.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(super) texts: Vec<(String, String)>,
    pub(super) files: Vec<(String, Upload)>,
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
    files: Vec<Upload>,
    /// Text was sent where a file is wanted.
    text: bool,
    broken: bool,
    location: Location,
    notes: &'f mut Notes,
}

// === impl Form ===

impl Form {
    pub(crate) fn len(&self) -> usize {
        self.texts.len() + self.files.len()
    }

    pub(crate) fn add_text(&mut self, name: String, text: String) {
        self.texts.push((name, text));
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
    pub(super) fn new(name: &'static str, source: Source<'_>, notes: &'f mut Notes) -> Self {
        let files = source.files.iter().filter(|(key, _)| text::is_named(key, name));
        let files = files.map(|(_, upload)| upload.clone()).collect();
        let Source { text, broken, location, .. } = source;
        Self { name, files, text, broken, location, notes }
    }

    /// Absence is a violation.
    pub fn required<T: FromFiles>(mut self) -> T {
        if self.files.is_empty() && !self.broken {
            let fault =
                if self.text { Fault::kind("must be a file") } else { Fault::new(Rule::Required, "is required") };
            self.note(fault);
        }
        if self.files.is_empty() { T::placeholder() } else { T::from_files(self.files) }
    }

    /// Absence means `None`.
    pub fn optional<T: FromFiles>(mut self) -> Option<T> {
        if self.files.is_empty() && self.text {
            self.note(Fault::kind("must be a file"));
        }
        (!self.files.is_empty()).then(|| T::from_files(self.files))
    }

    fn note(&mut self, fault: Fault) {
        self.notes.add(self.location, || self.name.to_owned(), fault);
    }
}

/// What a request says about its files.
pub(super) struct Source<'a> {
    pub(super) files: &'a [(String, Upload)],
    pub(super) text: bool,
    pub(super) broken: bool,
    pub(super) location: Location,
}
