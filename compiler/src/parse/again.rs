//! A file that was parsed before and edited since: only the statements around the edit are parsed again.
//!
//! The grammar looks ahead and never back, so a statement reads the same wherever it stands, as long as everything around it is whole. Whoever edits leaves
//! everything whole most of the time; in all other cases the file is parsed as if nothing were known.

use std::ops::Range;

use crate::diagnostics::Sink;
use crate::load::Parsed;
use crate::source::{Source, SourceId};
use crate::tree::{File, Moves as _, Statement};
use crate::trivia::{Comment, Trivia};

/// What is known of a file.
#[derive(Debug)]
pub(crate) struct Known {
    /// Every place in the tree says it.
    pub(crate) id: SourceId,
    pub(crate) text: String,
    pub(crate) parsed: Parsed,
}

/// Parses a file; the same as [`parse`](super::parse), and faster the less was changed.
pub(crate) fn parse_again(source: &Source, bad_bytes: &[u32], known: Option<Known>, sink: &mut Sink) -> Parsed {
    let again = known.filter(|_| bad_bytes.is_empty()).and_then(|known| again(source, known));
    again.unwrap_or_else(|| super::parse(source, bad_bytes, sink))
}

/// `None` = the whole file must be looked at.
fn again(source: &Source, known: Known) -> Option<Parsed> {
    let Known { id, text: old, parsed } = known;
    let new = &source.text;
    if id != source.id || !parsed.clean {
        return None;
    }
    if old == *new {
        return Some(parsed);
    }
    let front = same(old.as_bytes().chunks_exact(CHUNK), new.as_bytes().chunks_exact(CHUNK)) * CHUNK;
    let front = front + same(old.bytes().skip(front), new.bytes().skip(front));
    let (old_rest, new_rest) = (&old.as_bytes()[front..], &new.as_bytes()[front..]);
    let back = same(old_rest.rchunks_exact(CHUNK), new_rest.rchunks_exact(CHUNK)) * CHUNK;
    let back = back + same(old_rest.iter().rev().skip(back), new_rest.iter().rev().skip(back));
    let moved = new.len() as i64 - old.len() as i64;
    let mut head = parsed.file.statements;
    let mut tail = head.split_off(head.partition_point(|statement| place(statement).start < old.len() - back));
    // What a statement is may hang on what follows it: the last one before the edit is parsed again, too.
    head.truncate(head.partition_point(|statement| place(statement).end <= front).saturating_sub(1));
    let gone =
        head.last().map_or(0, |last| place(last).end)..tail.first().map_or(old.len(), |first| place(first).start);
    let edit = gone.start..(gone.end as i64 + moved) as usize;
    let middle = middle(source, edit)?;
    tail.move_by(moved);
    let mut statements = head;
    statements.extend(middle.file.statements);
    statements.extend(tail);
    lawful(&statements).then(|| Parsed {
        file: File { statements },
        trivia: joined(parsed.trivia, middle.trivia, &gone, moved),
        clean: true,
        ..Parsed::default()
    })
}

/// Bytes that are compared at once.
const CHUNK: usize = 256;

/// How many items two lists have in common from where they start.
fn same<Item: PartialEq>(one: impl Iterator<Item = Item>, other: impl Iterator<Item = Item>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

fn place(statement: &Statement) -> Range<usize> {
    let span = match statement {
        Statement::Syntax(syntax) => syntax.span,
        Statement::Info(info) => info.span,
        Statement::Import(import) => import.span,
        Statement::Type(declaration) => declaration.span,
        Statement::TypeGroup(group) => group.span,
        Statement::Service(service) => service.span,
    };
    span.start as usize..span.end as usize
}

/// The statements of a part that begins and ends beside others. `None` = there is something to say about it, or it goes on behind its end.
fn middle(source: &Source, edit: Range<usize>) -> Option<Parsed> {
    let text = source.text.get(edit.clone())?;
    let (first, last) = (edit.start == 0, edit.end == source.text.len());
    let part = Source::new(source.id, source.path.clone(), text.to_string(), source.bom);
    let mut parsed = super::parse(&part, &[], &mut Sink::default());
    let open = |comment: &Comment| !comment.block && comment.span.end as usize == text.len();
    let swallows = !last && parsed.trivia.comments.last().is_some_and(open);
    // Without a line feed in it, a part takes other line ends for its own than the whole does.
    if !parsed.clean || swallows || text.contains('\r') && !text.contains('\n') {
        return None;
    }
    let line_ends = |range: Option<&str>| range.is_some_and(|text| text.contains('\n'));
    for comment in &mut parsed.trivia.comments {
        comment.own_line &= first || line_ends(text.get(..comment.span.start as usize));
    }
    // On its first and last line stand its neighbors.
    parsed.trivia.blank_lines.retain(|at| (first || *at > 0) && (last || line_ends(text.get(*at as usize..))));
    parsed.file.statements.move_by(edit.start as i64);
    parsed.trivia.move_by(edit.start as i64);
    Some(parsed)
}

/// Whether no statement is out of place (see `statement`).
fn lawful(statements: &[Statement]) -> bool {
    let syntax = |statement: &Statement| matches!(statement, Statement::Syntax(_));
    let infos = statements.iter().filter(|statement| matches!(statement, Statement::Info(_))).count();
    infos <= 1 && !statements.iter().skip(1).any(syntax)
}

/// The comments and blank lines before what is gone, those in its place, and those behind it.
fn joined(old: Trivia, new: Trivia, gone: &Range<usize>, moved: i64) -> Trivia {
    let (mut joined, mut behind) = (old, Trivia::default());
    let comments = &mut joined.comments;
    behind.comments = comments.split_off(comments.partition_point(|comment| (comment.span.start as usize) < gone.end));
    comments.truncate(comments.partition_point(|comment| (comment.span.start as usize) < gone.start));
    let lines = &mut joined.blank_lines;
    behind.blank_lines = lines.split_off(lines.partition_point(|at| (*at as usize) < gone.end));
    lines.truncate(lines.partition_point(|at| (*at as usize) < gone.start));
    behind.move_by(moved);
    for part in [new, behind] {
        joined.comments.extend(part.comments);
        joined.blank_lines.extend(part.blank_lines);
    }
    joined
}

#[cfg(test)]
mod edits;
#[cfg(test)]
mod tests;
