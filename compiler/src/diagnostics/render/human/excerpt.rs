//! The lines that one finding shows, each clipped to the reader's width: a terminal that breaks a line itself would part the marks from their text.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files};

use super::super::{Look, tame};
use super::columns::{columns, window};
use crate::diagnostics::{Diagnostic, Label};
use crate::source::{Source, SourceId, Sources, Span};

/// Without a terminal.
const WIDTH: usize = 100;

/// The sources as codespan wants them, less what it will not draw.
pub(super) struct Excerpt<'s> {
    sources: &'s Sources,
    texts: BTreeMap<SourceId, Text>,
    ellipsis: &'static str,
}

/// The lines of one source that may be drawn.
#[derive(Default)]
struct Text {
    text: String,
    lines: Vec<Line>,
}

/// One of them.
struct Line {
    /// From 0.
    index: usize,
    /// Where it begins in the excerpt, and where what is taken from the source does: behind an ellipsis.
    start: usize,
    inner: usize,
    /// What is taken, and the end of the line in the source.
    taken: Range<usize>,
    /// Where it ends in the excerpt.
    end: usize,
}

// === impl Excerpt ===

impl<'s> Excerpt<'s> {
    pub(super) fn of(sources: &'s Sources, diagnostic: &Diagnostic, look: Look) -> Self {
        let mut excerpt = Self { sources, texts: BTreeMap::new(), ellipsis: if look.ascii { "..." } else { "…" } };
        let labels: Vec<_> = [&diagnostic.primary].into_iter().chain(&diagnostic.secondary).collect();
        let (mut wanted, mut last, mut tall) = (BTreeMap::new(), 0, 0);
        for label in labels {
            let Some((first, end)) = excerpt.lines(label) else { continue };
            last = last.max(end + 1);
            tall += usize::from(first != end);
            // codespan draws the first lines of a tall mark, its last ones, and a single line between two that are marked.
            let near = (first..=end.min(first + 4)).chain(end.saturating_sub(1).max(first)..=end + 1);
            let lines: &mut BTreeMap<usize, Option<Range<usize>>> = wanted.entry(label.span.source).or_default();
            lines.extend(near.map(|line| (line, lines.get(&line).cloned().flatten())).collect::<Vec<_>>());
            let span = label.span.start as usize..label.span.end as usize;
            lines.entry(end).or_default().get_or_insert(span.end..span.end);
            // The primary place comes first, and is what must be seen.
            lines.entry(first).or_default().get_or_insert(span);
        }
        let width = if look.width == 0 { WIDTH } else { look.width };
        let width = width.saturating_sub(last.to_string().len() + 4 + 2 * tall).max(20);
        for (id, lines) in wanted {
            lines.into_iter().for_each(|(line, seen)| excerpt.take(id, line, seen, width));
        }
        excerpt
    }

    /// The first and the last line of a label.
    fn lines(&self, label: &Label) -> Option<(usize, usize)> {
        let source = self.sources.get(label.span.source).filter(|source| source.holds(label.span))?;
        Some((source.line_column(label.span.start).0 - 1, source.line_column(label.span.end).0 - 1))
    }

    fn take(&mut self, id: SourceId, index: usize, seen: Option<Range<usize>>, width: usize) {
        let Some((source, whole)) = self.sources.get(id).and_then(|source| Some((source, span(source, index)?))) else {
            return;
        };
        let taken = match seen {
            _ if columns(&source.text[whole.clone()]) <= width => whole.clone(),
            seen => window(&source.text, &whole, &seen.unwrap_or(whole.start..whole.start), width),
        };
        let text = self.texts.entry(id).or_default();
        let start = text.text.len();
        if taken.start > whole.start {
            text.text.push_str(self.ellipsis);
        }
        let inner = text.text.len();
        // Where a line end would send the cursor back, the line goes on.
        text.text.push_str(&tame(&source.text[taken.clone()]).replace('\r', "?"));
        if taken.end < whole.end {
            text.text.push_str(self.ellipsis);
        }
        text.lines.push(Line { index, start, inner, taken, end: text.text.len() });
        text.text.push('\n');
    }

    /// Where a mark lies in the excerpt.
    pub(super) fn range(&self, span: Span) -> Range<usize> {
        let place = |offset: u32| {
            let line = self.sources.get(span.source).map_or(0, |source| source.line_column(offset).0 - 1);
            let text = self.texts.get(&span.source)?;
            let line = text.lines.iter().find(|known| known.index == line)?;
            let offset = (offset as usize).clamp(line.taken.start, line.taken.end.max(line.taken.start));
            Some(line.inner + offset - line.taken.start)
        };
        // A place that is nowhere makes codespan give up, and the finding is shown without its source.
        place(span.start).zip(place(span.end)).map_or(usize::MAX - 1..usize::MAX, |(start, end)| start..end)
    }

    fn text(&self, id: usize) -> Result<&Text, Error> {
        self.texts.get(&SourceId(id as u32)).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Excerpt<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        self.sources.list.get(id).map(|source| source.path.as_str()).ok_or(Error::FileMissing)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.text(id)?.text)
    }

    fn line_index(&'a self, id: usize, offset: usize) -> Result<usize, Error> {
        let line = self.text(id)?.lines.iter().find(|line| (line.start..=line.end).contains(&offset));
        line.map(|line| line.index).ok_or(Error::IndexTooLarge { given: offset, max: self.text(id)?.text.len() })
    }

    fn line_range(&'a self, id: usize, index: usize) -> Result<Range<usize>, Error> {
        let line = self.text(id)?.lines.iter().find(|line| line.index == index);
        // A line that is inside of a tall mark and not drawn.
        Ok(line.map_or(0..0, |line| line.start..line.end))
    }

    fn column_number(&'a self, id: usize, index: usize, offset: usize) -> Result<usize, Error> {
        let (source, text) = (self.sources.list.get(id).ok_or(Error::FileMissing)?, self.text(id)?);
        let line = text.lines.iter().find(|line| line.index == index).ok_or(Error::FileMissing)?;
        let offset = line.taken.start + offset.saturating_sub(line.inner);
        Ok(source.line_column(offset.min(line.taken.end) as u32).1)
    }
}

/// A line of a source without its end.
fn span(source: &Source, index: usize) -> Option<Range<usize>> {
    let start = *source.line_starts.get(index)? as usize;
    let end = source.line_starts.get(index + 1).map_or(source.text.len(), |end| *end as usize);
    let line = source.text.get(start..end)?;
    let line = line.strip_suffix('\n').unwrap_or(line);
    Some(start..start + line.strip_suffix('\r').unwrap_or(line).len())
}
