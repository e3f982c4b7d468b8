//! Which comments belong to a construct (language.md §9): the block above it, the comments behind it on its last line.

use super::{Comment, Trivia};
use crate::source::Source;

/// The comments directly above `start`, each on lines of its own, no blank line between them and the construct; in source order.
pub(crate) fn above<'a>(source: &Source, trivia: &'a Trivia, start: u32) -> &'a [Comment] {
    let last = trivia.comments.partition_point(|comment| comment.span.end <= start);
    let mut first = last;
    let mut below = start;
    while let Some(comment) = first.checked_sub(1).and_then(|index| trivia.comments.get(index)) {
        if !comment.own_line || !adjacent(source, comment.span.end, below) {
            break;
        }
        first -= 1;
        below = comment.span.start;
    }
    trivia.comments.get(first..last).unwrap_or_default()
}

/// The comments behind `end` on the same line, with nothing but blanks and separators before and between them.
pub(crate) fn behind<'a>(source: &Source, trivia: &'a Trivia, end: u32) -> &'a [Comment] {
    let first = trivia.comments.partition_point(|comment| comment.span.start < end);
    let mut last = first;
    let mut before = end;
    while let Some(comment) = trivia.comments.get(last) {
        let gap = text(source, before, comment.span.start);
        if !gap.chars().all(|letter| matches!(letter, ' ' | '\t' | ',' | ';')) {
            break;
        }
        last += 1;
        before = comment.span.end;
        if text(source, comment.span.start, comment.span.end).contains('\n') {
            break;
        }
    }
    trivia.comments.get(first..last).unwrap_or_default()
}

/// The comments that lie between two offsets.
pub(crate) fn within(trivia: &Trivia, start: u32, end: u32) -> &[Comment] {
    let first = trivia.comments.partition_point(|comment| comment.span.start < start);
    let last = trivia.comments.partition_point(|comment| comment.span.end <= end);
    trivia.comments.get(first..last.max(first)).unwrap_or_default()
}

/// Whether a line end, and no blank line, is all that lies between.
fn adjacent(source: &Source, start: u32, end: u32) -> bool {
    let gap = text(source, start, end);
    let lines = if source.text.contains('\n') { gap.matches('\n').count() } else { gap.matches('\r').count() };
    lines == 1 && gap.chars().all(char::is_whitespace)
}

fn text(source: &Source, start: u32, end: u32) -> &str {
    source.text.get(start as usize..end as usize).unwrap_or_default()
}
