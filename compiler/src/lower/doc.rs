//! Comments as documentation (language.md §9): attached once here, for every output.

use super::Context;
use super::field::tag_doc;
use super::units::Unit;
use crate::ir::{Doc, RouteDoc};
use crate::resolve::route::entry;
use crate::resolve::{FlatField, RouteEntry};
use crate::source::{Source, SourceId};
use crate::tree::{Annotation, DocForm, Service};
use crate::trivia::{Comment, Trivia, above, behind, within};

/// Documentation of a struct: above its name, above a group that holds only it, or behind its brace.
pub(super) fn struct_(context: &Context<'_>, unit: &Unit<'_>) -> Doc {
    let Some((declaration, group)) = unit.declaration else { return Doc::default() };
    let Some((source, trivia)) = file(context, unit.source) else { return Doc::default() };
    let mut lines = clean(source, above(source, trivia, declaration.span.start));
    if lines.is_empty()
        && let Some(group) = group
    {
        lines = clean(source, above(source, trivia, group.start));
    }
    if lines.is_empty() {
        lines = clean(source, behind(source, trivia, declaration.struct_.open.end));
    }
    Doc { lines }
}

/// Documentation of a field: above it, then behind it as a further paragraph; without comments, the tag keys that document.
pub(super) fn field(context: &Context<'_>, flat: &FlatField<'_>) -> Doc {
    let Some((source, trivia)) = file(context, flat.source) else { return Doc::default() };
    let mut lines = clean(source, above(source, trivia, flat.field.span.start));
    append(&mut lines, clean(source, behind(source, trivia, flat.field.span.end)));
    if lines.is_empty() {
        lines.extend(tag_doc(flat).into_iter().flat_map(str::lines).map(|line| line.trim().to_string()));
    }
    Doc { lines }
}

/// Documentation of a service block: above `@server` or `service`.
pub(super) fn service(context: &Context<'_>, source: SourceId, service: &Service) -> Vec<String> {
    let Some((source, trivia)) = file(context, source) else { return Vec::new() };
    let mut lines = clean(source, above(source, trivia, service.span.start));
    if service.server.is_some() {
        append(&mut lines, clean(source, above(source, trivia, service.keyword.start)));
    }
    lines
}

/// Documentation of a route: `@doc` first, then the comments around the item.
pub(super) fn route(context: &Context<'_>, route: &RouteEntry<'_>) -> RouteDoc {
    let mut doc = written(route);
    let Some((source, trivia)) = file(context, route.source) else { return doc };
    let mut lines = clean(source, above(source, trivia, route.item.span.start));
    if doc.summary.is_empty() {
        doc.summary = split_summary(&mut lines);
    }
    let text = |lines: &[String]| lines.join(" ");
    if text(&lines) != doc.summary && text(&lines) != text(&doc.description) {
        append(&mut doc.description, lines);
    }
    append(&mut doc.description, clean(source, &around(source, trivia, route)));
    if doc.summary.is_empty() {
        doc.summary = split_summary(&mut doc.description);
    }
    doc
}

/// Comments between the annotations and the route line, and behind them.
fn around(source: &Source, trivia: &Trivia, route: &RouteEntry<'_>) -> Vec<Comment> {
    let mut comments: Vec<Comment> = within(trivia, route.item.span.start, route.item.span.end)
        .iter()
        .filter(|comment| !route.item.annotations.iter().any(|annotation| inside(annotation, comment)))
        .cloned()
        .collect();
    comments.extend_from_slice(behind(source, trivia, route.route.span.end));
    comments
}

/// Comments inside the brackets of `@doc(…)` or `@server(…)` document nothing.
fn inside(annotation: &Annotation, comment: &Comment) -> bool {
    let span = match annotation {
        Annotation::Doc(doc) => doc.span,
        Annotation::Server(server) => server.span,
        Annotation::Handler(_) => return false,
    };
    span.start <= comment.span.start && comment.span.end <= span.end
}

/// What `@doc` says.
fn written(route: &RouteEntry<'_>) -> RouteDoc {
    let mut doc = RouteDoc::default();
    match route.doc.map(|doc| &doc.form) {
        Some(DocForm::Text(text)) => {
            let mut lines: Vec<String> = text.text.lines().map(|line| line.trim().to_string()).collect();
            doc.summary = if lines.is_empty() { String::new() } else { lines.remove(0) };
            append(&mut doc.description, lines);
        }
        Some(DocForm::Keys(block)) => {
            let text = |key| entry(block, key).map_or("", |entry| entry.value.text.as_str());
            doc.summary = text("summary").lines().map(str::trim).collect::<Vec<_>>().join(" ");
            doc.description = text("description").lines().map(|line| line.trim().to_string()).collect();
            doc.deprecated = text("deprecated") == "true";
            let rest = block.entries.iter().filter(|entry| {
                !matches!(entry.key.text.as_str(), "summary" | "description" | "deprecated" | "respCode")
            });
            doc.carried = rest.map(super::info::carried).collect();
        }
        Some(DocForm::Missing(_)) | None => {}
    }
    doc
}

/// Takes the first sentence, or the first line if it holds none, off the front.
fn split_summary(lines: &mut Vec<String>) -> String {
    let Some(first) = lines.first().cloned() else { return String::new() };
    lines.remove(0);
    // A full stop ends a sentence before a blank; the Chinese one needs none.
    let end =
        first.find(". ").map(|at| at + 1).into_iter().chain(first.find('。').map(|at| at + '。'.len_utf8())).min();
    let (summary, rest) = first.split_at(end.unwrap_or(first.len()));
    if !rest.trim().is_empty() {
        lines.insert(0, rest.trim().to_string());
    }
    while lines.first().is_some_and(String::is_empty) {
        lines.remove(0);
    }
    summary.to_string()
}

/// Adds a paragraph.
fn append(lines: &mut Vec<String>, more: Vec<String>) {
    if !lines.is_empty() && !more.is_empty() {
        lines.push(String::new());
    }
    lines.extend(more);
}

fn file<'a>(context: &Context<'a>, id: SourceId) -> Option<(&'a Source, &'a Trivia)> {
    let loaded = context.resolved.loaded;
    Some((loaded.sources.get(id)?, &loaded.parsed.get(id.0 as usize)?.trivia))
}

/// The text of comments: openers, closers and leading stars stripped; rulers, directives, notes to self and code dropped; an empty line ends a
/// paragraph.
fn clean(source: &Source, comments: &[Comment]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for comment in comments {
        let text = source.slice(comment.span);
        let inner = if comment.block {
            text.trim_start_matches("/*").trim_end_matches("*/")
        } else {
            text.trim_start_matches('/')
        };
        // Not `lines()`: an empty `//` is one line, and it parts paragraphs.
        for line in inner.split('\n') {
            let line = if comment.block { line.trim_start().trim_start_matches('*') } else { line };
            let line = line.strip_prefix([' ', '\t']).unwrap_or(line).trim_end();
            if line.trim().is_empty() {
                if lines.last().is_some_and(|last| !last.is_empty()) {
                    lines.push(String::new());
                }
            } else if !is_noise(line.trim()) {
                lines.push(line.to_string());
            }
        }
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn is_noise(line: &str) -> bool {
    let ruler = line.chars().all(|letter| "-=*#/~".contains(letter));
    let note = ["TODO", "FIXME", "XXX", "apic:"].iter().any(|word| line.starts_with(word));
    ruler || note || is_code(line)
}

/// Commented-out code: an annotation, a route, a declaration, a field with a tag.
fn is_code(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.first().copied().unwrap_or_default();
    let second = words.get(1).copied().unwrap_or_default();
    let method = matches!(first, "get" | "head" | "post" | "put" | "patch" | "delete" | "options");
    let annotation = ["@handler", "@doc", "@server"].iter().any(|word| first.starts_with(word));
    let tagged = words.len() >= 3 && line.ends_with('`') && line.contains(":\"") && words[2].starts_with('`');
    let brace = matches!(first, "type" | "service") && line.ends_with('{');
    annotation || (method && second.starts_with('/')) || tagged || brace || matches!(line, "}" | ")")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_the_summary() {
        let mut lines = vec!["Lend a book. Fails when the book is out.".to_string()];
        assert_eq!(split_summary(&mut lines), "Lend a book.");
        assert_eq!(lines, ["Fails when the book is out."]);
        let mut lines = vec!["借书。书不在时失败".to_string()];
        assert_eq!(split_summary(&mut lines), "借书。");
        let mut lines = vec!["One line".to_string(), String::new(), "More".to_string()];
        assert_eq!(split_summary(&mut lines), "One line");
        assert_eq!(lines, ["More"]);
    }

    #[test]
    fn noise_is_told_from_text() {
        for noise in
            ["-----", "TODO: later", "Id int64 `json:\"id\"`", "@handler x", "get /x (Q)", "type A {", "apic:ignore x"]
        {
            assert!(is_noise(noise), "{noise}");
        }
        for text in ["get the book", "1:on 2:off", "A | 中文", "typed by hand"] {
            assert!(!is_noise(text), "{text}");
        }
    }
}
