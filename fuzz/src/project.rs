//! Several files in one input.

use std::borrow::Cow;
use std::collections::BTreeMap;

use apic_compiler::{Compiled, Opened, ReadFault, Reader, Settings, compile};

/// A line that begins so ends a file; the name of the next one stands behind it. Targets for single files read a comment.
pub const SEPARATOR: &str = "//==== ";

/// The files of an input; the first is `main.api`.
#[derive(Debug)]
pub(crate) struct Project<'a> {
    files: BTreeMap<String, Cow<'a, [u8]>>,
}

impl<'a> Project<'a> {
    pub(crate) fn single(text: &'a [u8]) -> Self {
        Self { files: [("main.api".to_string(), text.into())].into() }
    }

    pub(crate) fn of(mut bytes: &'a [u8]) -> Self {
        let mut files = BTreeMap::new();
        let mut name = "main.api".to_string();
        let separator = format!("\n{SEPARATOR}");
        while let Some(at) = bytes.windows(separator.len()).position(|window| window == separator.as_bytes()) {
            let (file, rest) = bytes.split_at(at + 1);
            files.entry(name).or_insert(file.into());
            let rest = rest.get(SEPARATOR.len()..).unwrap_or_default();
            let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
            name = String::from_utf8_lossy(&rest[..end]).trim().to_string();
            bytes = rest.get(end + 1..).unwrap_or_default();
        }
        files.entry(name).or_insert(bytes.into());
        Self { files }
    }

    /// Changes one of the files, if it is text.
    pub(crate) fn edit(&mut self, change: impl FnOnce(&str) -> String, which: usize) {
        let which = which % self.files.len();
        if let Some(bytes) = self.files.values_mut().nth(which)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            *bytes = change(text).into_bytes().into();
        }
    }

    pub(crate) fn compiled(&self, settings: &Settings) -> Compiled {
        compile(self, "main.api", settings).unwrap_or_else(|fault| panic!("{fault:?}"))
    }
}

impl Reader for Project<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let identity = path.trim_start_matches("./").to_string();
        match self.files.get(&identity) {
            Some(bytes) => Ok(Opened { identity, bytes: bytes.to_vec() }),
            None => Err(ReadFault::Missing),
        }
    }
}
