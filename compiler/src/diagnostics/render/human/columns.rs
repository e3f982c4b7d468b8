//! Widths on a terminal, where a letter has none to four columns.

use std::ops::Range;

use unicode_width::UnicodeWidthChar as _;

use super::TAB;

/// The part of a line that is shown: it begins a little before what must be seen.
pub(super) fn window(text: &str, whole: &Range<usize>, seen: &Range<usize>, width: usize) -> Range<usize> {
    // An ellipsis has up to three columns at either end.
    let room = width - 6;
    let before = &text[whole.start..seen.start.clamp(whole.start, whole.end)];
    let marked = columns(&text[whole.start..seen.end.clamp(whole.start, whole.end)]);
    let start = if marked <= room { whole.start } else { whole.start + before.len() - tail(before, room / 4) };
    let mut end = start;
    let mut used = 0;
    for letter in text[start..whole.end].chars() {
        used += wide(letter, used);
        if used > room {
            break;
        }
        end += letter.len_utf8();
    }
    start..end
}

/// How many bytes at the end of a text fill so many columns.
fn tail(text: &str, width: usize) -> usize {
    let mut used = 0;
    text.chars()
        .rev()
        .take_while(|letter| {
            used += if *letter == '\t' { TAB } else { wide(*letter, 0) };
            used <= width
        })
        .map(char::len_utf8)
        .sum()
}

/// How wide a text is drawn.
pub(super) fn columns(text: &str) -> usize {
    text.chars().fold(0, |column, letter| column + wide(letter, column))
}

fn wide(letter: char, column: usize) -> usize {
    match letter {
        '\t' => TAB - column % TAB,
        // Drawn as something of one column.
        _ if letter.is_control() => 1,
        _ => letter.width().unwrap_or(0).max(usize::from(letter == '\u{200d}')),
    }
}
