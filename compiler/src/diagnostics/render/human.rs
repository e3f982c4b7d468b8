//! For people: the source with marks under it, drawn by codespan-reporting, of which no type leaves this file.

mod columns;
mod excerpt;

use codespan_reporting::diagnostic::{Diagnostic as Drawn, Label as Mark, LabelStyle, Severity as Loudness};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Chars, Config, emit_to_write_style};

use self::excerpt::Excerpt;
use super::short::line;
use super::{Look, Shown, capped, tame};
use crate::diagnostics::{Diagnostic, Label, Severity};
use crate::source::Sources;

/// Columns from one stop of a tab to the next.
const TAB: usize = 4;

/// All findings with their sources; at most 100 a file, then a count.
pub fn human(sources: &Sources, diagnostics: &[Diagnostic], look: Look) -> String {
    if diagnostics.is_empty() {
        // Nothing to draw, and the sources may be large.
        return String::new();
    }
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
    let config = Config { tab_width: TAB, chars, ..Config::default() };
    for shown in capped(sources, diagnostics) {
        match shown {
            // A Vec takes every byte; but a label outside of its source, a bug of ours, must not cost the user the message.
            Shown::Finding(diagnostic) => {
                let excerpt = Excerpt::of(sources, diagnostic, look);
                if emit_to_write_style(writer, &config, &excerpt, &drawn(diagnostic, &excerpt)).is_err() {
                    drop(writeln!(writer, "{}\n", line(sources, diagnostic)));
                }
            }
            Shown::Rest(left, path) => drop(writeln!(writer, "{path}: and {left} more\n")),
        }
    }
}

fn drawn(diagnostic: &Diagnostic, excerpt: &Excerpt<'_>) -> Drawn<usize> {
    let severity = match diagnostic.severity {
        Severity::Error => Loudness::Error,
        Severity::Warning => Loudness::Warning,
    };
    let mut marks = vec![mark(&diagnostic.primary, LabelStyle::Primary, excerpt)];
    marks.extend(diagnostic.secondary.iter().map(|label| mark(label, LabelStyle::Secondary, excerpt)));
    Drawn::new(severity)
        .with_code(diagnostic.code.slug())
        .with_message(tame(&diagnostic.message))
        .with_labels(marks)
        .with_notes(notes(diagnostic))
}

/// What to write, and behind the last line the command that writes it.
fn notes(diagnostic: &Diagnostic) -> Vec<String> {
    let mut notes: Vec<_> = diagnostic.help.iter().map(|help| format!("help: {}", tame(help))).collect();
    if let (Some(last), true) = (notes.last_mut(), diagnostic.fixes.iter().any(|fix| fix.safe)) {
        *last += &format!("   (apic fix {})", diagnostic.code.slug());
    }
    notes
}

fn mark(label: &Label, style: LabelStyle, excerpt: &Excerpt<'_>) -> Mark<usize> {
    Mark::new(style, label.span.source.0 as usize, excerpt.range(label.span)).with_message(tame(&label.text))
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthChar as _;

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
    fn the_command_that_mends_stands_behind_the_help() {
        let (sources, mut found) = sample("X", false, &[(0, 1), (0, 1)]);
        found[0] = found[0].clone().help("write `Y`").safe_fix("write `Y`", found[0].primary.span, "Y");
        found[1] = found[1].clone().help("write `Z`").fix("write `Z`", found[1].primary.span, "Z");
        let text = human(&sources, &found, Look::default());
        assert!(text.contains("= help: write `Y`   (apic fix undefined-type)\n"), "{text}");
        assert!(text.contains("= help: write `Z`\n"), "not without the user: {text}");
    }

    #[test]
    fn ascii_frames_and_the_end_of_a_text_without_line_end() {
        let (sources, found) = sample("type A {", false, &[(8, 8)]);
        let text = human(&sources, &found, Look { ascii: true, ..Look::default() });
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
        assert!(human(&sources, &found, Look { color: true, ..Look::default() }).contains('\u{1b}'));
    }

    #[test]
    fn a_line_end_of_any_form_draws_one_line() {
        let (sources, found) = sample("a\r\nX\r\nb", false, &[(3, 4)]);
        assert!(human(&sources, &found, Look::default()).contains("2 │ X\n"));
        let (sources, found) = sample("a\rX\rb", false, &[(2, 3)]);
        assert!(human(&sources, &found, Look::default()).contains("2 │ X\n"));
    }

    /// The text above each mark, found by columns.
    fn marked(drawing: &str) -> Vec<String> {
        let columns = |text: &str| text.chars().map(|letter| letter.width().unwrap_or(0)).sum::<usize>();
        let lines: Vec<_> = drawing.lines().collect();
        let marks = lines.windows(2).filter(|pair| pair[1].contains('^'));
        marks
            .map(|pair| {
                let start = columns(&pair[1][..pair[1].find('^').unwrap()]);
                let end = columns(&pair[1][..=pair[1].rfind('^').unwrap()]);
                let mut column = 0;
                let inside = pair[0].chars().filter(|letter| {
                    column += letter.width().unwrap_or(0);
                    column > start && column <= end
                });
                inside.collect()
            })
            .collect()
    }

    #[test]
    fn marks_stand_under_their_text_by_columns() {
        for before in ["名字", "👍🏽 ", "👨‍👩‍👧 ", "\t名\t", "é́", "\u{1b}[31m", "ｗｉｄｅ　"]
        {
            for room in ["", &"长".repeat(300)] {
                let text = format!("a\n{room}{before}Missing{room}\n");
                let start = 2 + room.len() + before.len();
                let (sources, found) = sample(&text, false, &[(start, start + 7)]);
                let drawing = human(&sources, &found, Look::default());
                assert_eq!(marked(&drawing), ["Missing"], "{drawing}");
                let (_, column) = sources.list[0].line_column(start as u32);
                assert!(drawing.contains(&format!("api/a.api:2:{column}\n")), "{drawing}");
                let widest = drawing.lines().map(|line| line.chars().filter_map(|it| it.width()).sum()).max();
                assert!(widest <= Some(100), "{widest:?}\n{drawing}");
            }
        }
    }

    #[test]
    fn a_long_line_is_cut_to_the_width() {
        let (sources, found) = sample(&format!("{}X{}", "a".repeat(90), "b".repeat(90)), false, &[(90, 91)]);
        let drawing = human(&sources, &found, Look { width: 40, ..Look::default() });
        assert!(drawing.contains("1 │ …aaaaaaXbbbbbbbbbbbbbbbbbbbbbb…\n  │        ^\n"), "{drawing}");
    }

    #[test]
    fn a_lone_carriage_return_is_seen() {
        let (sources, found) = sample("a\rb\n", false, &[(1, 2)]);
        assert!(human(&sources, &found, Look::default()).contains("1 │ a?b\n  │  ^\n"));
    }

    #[test]
    fn a_mark_over_many_lines_shows_both_ends() {
        let (sources, found) = sample(&"line\n".repeat(50), false, &[(1, 200)]);
        let drawing = human(&sources, &found, Look::default());
        assert!(
            drawing.contains(" 1 │   line\n   │ ╭──^\n") && drawing.contains("41 │ │ line\n   │ ╰^\n"),
            "{drawing}"
        );
    }
}
