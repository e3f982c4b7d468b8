//! For people: the source with marks under it, drawn by codespan-reporting, of which no type leaves this file.

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic as Drawn, Label as Mark, LabelStyle, Severity as Loudness};
use codespan_reporting::files::{Error, Files};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Chars, Config, emit_to_write_style};

use super::short::line;
use super::{Look, Shown, capped, tame};
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::source::{Source, Sources};

/// All findings with their sources; at most 100 a file, then a count.
pub fn human(sources: &Sources, diagnostics: &[Diagnostic], look: Look) -> String {
    if look.color {
        let mut writer = Ansi::new(Vec::new());
        draw(sources, diagnostics, look, &mut writer);
        String::from_utf8(writer.into_inner()).unwrap_or_default()
    } else {
        let mut writer = NoColor::new(Vec::new());
        draw(sources, diagnostics, look, &mut writer);
        let text = String::from_utf8(writer.into_inner()).unwrap_or_default();
        // codespan fills lines between two marks with blanks.
        text.lines().fold(String::with_capacity(text.len()), |trimmed, line| trimmed + line.trim_end() + "\n")
    }
}

fn draw(sources: &Sources, diagnostics: &[Diagnostic], look: Look, writer: &mut impl WriteColor) {
    let chars = if look.ascii { Chars::ascii() } else { Chars::box_drawing() };
    let config = Config { tab_width: 4, chars, ..Config::default() };
    let texts = Texts { sources, tamed: sources.list.iter().map(|source| tame(&source.text)).collect() };
    for shown in capped(sources, diagnostics) {
        match shown {
            // A Vec takes every byte; but a label outside of its source, a bug of ours, must not cost the user the message.
            Shown::Finding(diagnostic) => {
                if emit_to_write_style(writer, &config, &texts, &drawn(diagnostic)).is_err() {
                    drop(writeln!(writer, "{}\n", line(sources, diagnostic)));
                }
            }
            Shown::Rest(left, path) => drop(writeln!(writer, "{path}: and {left} more\n")),
        }
    }
}

fn drawn(diagnostic: &Diagnostic) -> Drawn<usize> {
    let severity = match diagnostic.severity {
        Severity::Error => Loudness::Error,
        Severity::Warning => Loudness::Warning,
    };
    let mut marks = vec![mark(&diagnostic.primary, LabelStyle::Primary)];
    marks.extend(diagnostic.secondary.iter().map(|label| mark(label, LabelStyle::Secondary)));
    Drawn::new(severity)
        .with_code(diagnostic.code.slug())
        .with_message(tame(&diagnostic.message))
        .with_labels(marks)
        .with_notes(diagnostic.help.iter().map(|help| format!("help: {}", tame(help))).collect())
}

fn mark(label: &Label, style: LabelStyle) -> Mark<usize> {
    let span = label.span;
    Mark::new(style, span.source.0 as usize, span.start as usize..span.end as usize).with_message(tame(&label.text))
}

/// The sources as codespan wants them.
struct Texts<'s> {
    sources: &'s Sources,
    tamed: Vec<String>,
}

impl Texts<'_> {
    fn source(&self, id: usize) -> Result<&Source, Error> {
        self.sources.list.get(id).ok_or(Error::FileMissing)
    }
}

impl<'a> Files<'a> for Texts<'_> {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.source(id)?.path)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        self.tamed.get(id).map(String::as_str).ok_or(Error::FileMissing)
    }

    fn line_index(&'a self, id: usize, offset: usize) -> Result<usize, Error> {
        let starts = &self.source(id)?.line_starts;
        Ok(starts.partition_point(|start| *start as usize <= offset).saturating_sub(1))
    }

    fn line_range(&'a self, id: usize, line: usize) -> Result<Range<usize>, Error> {
        let source = self.source(id)?;
        let too_large = Error::LineTooLarge { given: line, max: source.line_starts.len().saturating_sub(1) };
        let start = *source.line_starts.get(line).ok_or(too_large)? as usize;
        let end = source.line_starts.get(line + 1).map_or(source.text.len(), |end| *end as usize);
        Ok(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::sample;
    use super::*;

    #[test]
    fn the_mark_stands_under_wide_text_behind_a_tab() {
        let (sources, mut found) = sample("type A {\n\t名字 X `json:\"名\"`\n}\n", false, &[(17, 18)]);
        found[0] = found[0].clone().label("not declared").help("declare `type X { … }`");
        let text = human(&sources, &found, Look::default());
        let expected = "error[undefined-type]: `X` is not declared
  ┌─ api/a.api:2:5
  │
2 │     名字 X `json:\"名\"`
  │          ^ not declared
  │
  = help: declare `type X { … }`

";
        assert_eq!(text, expected);
    }

    #[test]
    fn ascii_frames_and_the_end_of_a_text_without_line_end() {
        let (sources, found) = sample("type A {", false, &[(8, 8)]);
        let text = human(&sources, &found, Look { color: false, ascii: true });
        let expected = "error[undefined-type]: `X` is not declared
  --> api/a.api:1:9
  |
1 | type A {
  |         ^

";
        assert_eq!(text, expected);
    }

    #[test]
    fn color_is_only_there_when_asked_for() {
        let (sources, found) = sample("X", false, &[(0, 1)]);
        assert!(!human(&sources, &found, Look::default()).contains('\u{1b}'));
        assert!(human(&sources, &found, Look { color: true, ascii: false }).contains('\u{1b}'));
    }

    #[test]
    fn a_line_end_of_any_form_draws_one_line() {
        let (sources, found) = sample("a\r\nX\r\nb", false, &[(3, 4)]);
        assert!(human(&sources, &found, Look::default()).contains("2 │ X\n"));
        let (sources, found) = sample("a\rX\rb", false, &[(2, 3)]);
        assert!(human(&sources, &found, Look::default()).contains("2 │ X\n"));
    }
}
