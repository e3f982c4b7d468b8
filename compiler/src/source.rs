//! Source texts, places in them, and the trait through which files come in.

/// Index of a file in [`Sources`]; the entry is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct SourceId(pub u32);

/// A range of bytes in the text of one source (BOM not counted).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

/// One file as it was read.
#[derive(Debug, Clone)]
pub struct Source {
    pub id: SourceId,
    /// As shown to the user, `/` on every system.
    pub path: String,
    /// UTF-8 without a BOM.
    pub text: String,
    /// Whether the file began with a BOM: renderers and fixes add its 3 bytes again.
    pub bom: bool,
    /// Byte offset at which each line starts.
    pub line_starts: Vec<u32>,
}

/// All files of a run, in the order in which they were loaded.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    pub list: Vec<Source>,
}

/// A file that a [`Reader`] opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The same for two spellings of one file: its canonical path.
    pub identity: String,
    pub bytes: Vec<u8>,
}

/// Why a path could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadFault {
    /// Nothing is there.
    Missing,
    /// Something is there that is no regular file; says what: a folder, a pipe, a device, a link loop.
    NotRegular(String),
    /// The system refused; says why.
    Refused(String),
}

/// How the compiler gets at files; the only I/O it knows.
pub trait Reader {
    /// Reads the file at `path`, a path as the user would type it.
    fn read(&self, path: &str) -> Result<Opened, ReadFault>;
}

// === impl Span ===

impl Span {
    /// Both ends come from one source.
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        // Sources are capped below 4 GiB by `load`, so the cast keeps every offset.
        Self { source, start: start as u32, end: end as u32 }
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { source: self.source, start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

// === impl Source ===

impl Source {
    /// Indexes the lines of `text`.
    pub fn new(id: SourceId, path: String, text: String, bom: bool) -> Self {
        let has_lf = text.contains('\n');
        let mut line_starts = vec![0];
        for (offset, byte) in text.bytes().enumerate() {
            // A lone CR ends a line only in a file without any LF (language.md §2).
            if byte == b'\n' || (byte == b'\r' && !has_lf) {
                line_starts.push(offset as u32 + 1);
            }
        }
        Self { id, path, text, bom, line_starts }
    }

    /// The text of a span of this source; empty for a span that does not fit.
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Whether the span lies inside the text, on character boundaries.
    pub fn holds(&self, span: Span) -> bool {
        self.text.get(span.start as usize..span.end as usize).is_some()
    }

    /// Line and column of a byte offset, both from 1; columns count Unicode scalar values.
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts.get(line - 1).copied().unwrap_or_default() as usize;
        let column = self.text.get(start..offset as usize).map_or(0, |text| text.chars().count());
        (line, column + 1)
    }
}

// === impl Sources ===

impl Sources {
    /// The file with this id.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        self.list.get(id.0 as usize)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).map_or("", |source| source.slice(span))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_lines_count_from_one() {
        let source = Source::new(SourceId(0), "a.api".into(), "ab\n名x\r\ny".into(), false);
        assert_eq!(source.line_column(0), (1, 1));
        assert_eq!(source.line_column(6), (2, 2));
        assert_eq!(source.line_column(9), (3, 1));
    }

    #[test]
    fn a_lone_cr_ends_a_line_only_without_lf() {
        assert_eq!(Source::new(SourceId(0), String::new(), "a\rb".into(), false).line_starts, [0, 2]);
        assert_eq!(Source::new(SourceId(0), String::new(), "a\rb\n".into(), false).line_starts, [0, 4]);
    }
}
