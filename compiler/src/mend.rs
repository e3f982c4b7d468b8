//! `apic fix`: the safe edits that diagnostics carry, applied in memory until none is left.

use std::collections::BTreeMap;

use crate::compile::{Compiled, Settings, compile};
use crate::diagnostics::{Code, Edit};
use crate::load::{EntryFault, decoded};
use crate::source::{Opened, ReadFault, Reader, Source, SourceId, Span};

/// Every round removes what it finds, so few are ever needed; a fix that brings back what it mends must not run for ever.
const ROUNDS: usize = 100;

/// What came of a contract.
#[derive(Debug)]
pub struct Mended {
    /// The files that change, in order of their paths.
    pub files: Vec<MendedFile>,
    /// How many findings of each code were mended.
    pub applied: BTreeMap<Code, usize>,
    /// The contract after all edits.
    pub compiled: Compiled,
}

/// A file that changes; bytes, because comments may hold what is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MendedFile {
    /// As shown to the user.
    pub path: String,
    pub old: Vec<u8>,
    pub new: Vec<u8>,
}

/// Applies the safe fixes of these codes to a contract and all that it imports. Levels must let the codes through: what is not said is not mended.
///
/// # Errors
/// When the entry cannot be read.
pub fn mend(reader: &dyn Reader, entry: &str, settings: &Settings, codes: &[Code]) -> Result<Mended, EntryFault> {
    let mut overlay = Overlay { reader, files: BTreeMap::new() };
    let mut applied = BTreeMap::new();
    let mut compiled = compile(&overlay, entry, settings)?;
    for _ in 0..ROUNDS {
        let mut edits: BTreeMap<_, Vec<&Edit>> = BTreeMap::new();
        for (code, fix) in chosen(&compiled, codes) {
            *applied.entry(code).or_default() += 1;
            fix.iter().for_each(|edit| edits.entry(edit.span.source).or_default().push(edit));
        }
        let mut changed = false;
        for (source, edits) in edits {
            if let Some(source) = compiled.sources.get(source) {
                changed |= overlay.edit(source, edits);
            }
        }
        if !changed {
            break;
        }
        compiled = compile(&overlay, entry, settings)?;
    }
    let mut files: Vec<_> = overlay.files.into_values().filter(|file| file.old != file.new).collect();
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(Mended { files, applied, compiled })
}

/// The first safe fix of each finding, as far as it keeps clear of those chosen before: the rest waits for the next round.
fn chosen<'a>(compiled: &'a Compiled, codes: &[Code]) -> Vec<(Code, &'a [Edit])> {
    let mut taken = Taken::new();
    let mut chosen = Vec::new();
    for diagnostic in compiled.diagnostics.iter().filter(|diagnostic| codes.contains(&diagnostic.code)) {
        let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.safe) else { continue };
        let idle = fix.edits.iter().all(|edit| compiled.sources.slice(edit.span) == edit.text);
        let free = |edit: &Edit| is_free(&taken, edit.span);
        if !idle && fix.edits.iter().all(free) {
            taken.extend(fix.edits.iter().map(|edit| ((edit.span.source, edit.span.start), edit.span.end)));
            chosen.push((diagnostic.code, fix.edits.as_slice()));
        }
    }
    chosen
}

/// Spans that are edited, none touching another: where each ends, by where it begins.
type Taken = BTreeMap<(SourceId, u32), u32>;

/// Whether a span touches none of them: only the last that begins before it ends could reach into it.
fn is_free(taken: &Taken, span: Span) -> bool {
    let before = taken.range((span.source, 0)..=(span.source, span.end)).next_back();
    before.is_none_or(|(_, end)| *end < span.start)
}

/// The files of another reader, with the edits so far.
struct Overlay<'a> {
    reader: &'a dyn Reader,
    /// By identity.
    files: BTreeMap<String, MendedFile>,
}

impl Reader for Overlay<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        let mut opened = self.reader.read(path)?;
        if let Some(file) = self.files.get(&opened.identity) {
            opened.bytes.clone_from(&file.new);
        }
        Ok(opened)
    }
}

impl Overlay<'_> {
    /// Applies edits that do not touch each other; leaves a file alone that is no longer what was compiled.
    fn edit(&mut self, source: &Source, mut edits: Vec<&Edit>) -> bool {
        let Ok(Opened { identity, bytes }) = self.read(&source.path) else { return false };
        if decoded(source.id, source.path.clone(), bytes.clone()).text != source.text {
            return false;
        }
        edits.sort_by_key(|edit| edit.span.start);
        let bom = if source.bom { 3 } else { 0 };
        let mut new = Vec::with_capacity(bytes.len());
        let mut taken = 0;
        for edit in edits {
            // Places in the text are those in the file, less the mark at its start.
            let (start, end) = (edit.span.start as usize + bom, edit.span.end as usize + bom);
            if let Some(kept) = bytes.get(taken..start).filter(|_| start <= end && end <= bytes.len()) {
                new.extend_from_slice(kept);
                new.extend_from_slice(edit.text.as_bytes());
                taken = end;
            }
        }
        new.extend_from_slice(bytes.get(taken..).unwrap_or_default());
        let path = source.path.clone();
        let file = self.files.entry(identity).or_insert(MendedFile { path, old: bytes, new: Vec::new() });
        file.new = new;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct One(Vec<u8>);

    impl Reader for One {
        fn read(&self, path: &str) -> Result<Opened, ReadFault> {
            if path != "a.api" {
                return Err(ReadFault::Missing);
            }
            Ok(Opened { identity: path.to_string(), bytes: self.0.clone() })
        }
    }

    fn mended(text: &[u8], codes: &[Code]) -> (String, Mended) {
        let mended = mend(&One(text.to_vec()), "a.api", &Settings::default(), codes).unwrap();
        let new = mended.files.first().map_or(text, |file| &file.new);
        (String::from_utf8_lossy(new).into_owned(), mended)
    }

    #[test]
    fn only_the_codes_that_were_named_are_mended() {
        let text = b"service a {\n\t@handler h\n\tPOST /x (*any)\n}\n";
        let (new, done) = mended(text, &[Code::MethodCase]);
        assert_eq!(new, "service a {\n\t@handler h\n\tpost /x (*any)\n}\n");
        assert_eq!(done.applied, BTreeMap::from([(Code::MethodCase, 1)]));
        assert!(mended(text, &[Code::UnusedType]).1.files.is_empty());
    }

    #[test]
    fn mark_line_ends_and_bad_bytes_stay() {
        let text =
            b"\xef\xbb\xbf// \xff\r\nservice a {\r\n\t@handler h\r\n\tPOST /x\r\n\t@handler i\r\n\tGET /y\r\n}\r\n";
        let done = mended(text, &[Code::MethodCase]).1;
        let expected =
            b"\xef\xbb\xbf// \xff\r\nservice a {\r\n\t@handler h\r\n\tpost /x\r\n\t@handler i\r\n\tget /y\r\n}\r\n";
        assert_eq!(done.files[0].new, expected);
        assert_eq!(done.files[0].old, text);
        assert_eq!(done.applied[&Code::MethodCase], 2);
    }

    #[test]
    fn what_touches_waits_for_the_next_round() {
        let text =
            b"type A {\n\tX int `json:\"x\" json:\"y\" json:\"z\"`\n}\nservice a {\n\t@handler h\n\tpost /x (A)\n}\n";
        let (new, done) = mended(text, &[Code::DuplicateTagKey]);
        assert!(new.contains("\tX int `json:\"x\"`\n"), "{new}");
        assert!(done.compiled.diagnostics.is_empty(), "{:?}", done.compiled.diagnostics);
    }
}
