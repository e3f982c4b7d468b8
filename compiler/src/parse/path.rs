//! Paths of routes: segments, and each mistake with its own hint.

use super::cursor::{Cursor, Node};
use super::name;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Path, PathPiece, PathSegment};

/// Reads a path that begins with a slash.
pub(super) fn path(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Path {
    let text = node.text();
    let mut segments = Vec::new();
    let mut start = 1;
    for part in text[1..].split('/') {
        let span = cursor.span(node.start() + start, node.start() + start + part.len());
        check(cursor, part, span);
        let piece = match part.strip_prefix(':') {
            Some(parameter) => PathPiece::Parameter(parameter.to_string()),
            None => PathPiece::Literal(part.to_string()),
        };
        segments.push(PathSegment { piece, span });
        start += part.len() + 1;
    }
    let rest = &cursor.text[node.end()..];
    if rest.starts_with("//") || rest.starts_with("/*") {
        let span = cursor.span(node.end(), node.end() + 2);
        if !cursor.is_cut(node.end()) {
            cursor.report(
                Diagnostic::new(
                    Code::CommentInPath,
                    span,
                    format!("`{}` directly behind a path opens a comment; the path is `{text}`", &rest[..2]),
                )
                .help("put a blank before the comment; a path has no empty segments and no wildcards"),
            );
        }
    }
    Path { text: text.to_string(), segments, span: node.span() }
}

fn check(cursor: &mut Cursor<'_>, part: &str, span: Span) {
    if part == "returns" {
        cursor.report(
            Diagnostic::new(
                Code::PathReservedWord,
                span,
                "`returns` cannot be a segment of a path: other tools end the path there",
            )
            .help("choose another word, such as `return`"),
        );
    } else if let Some((message, help)) = fault(part) {
        cursor.report(Diagnostic::new(Code::PathSyntax, span, message).help(help));
    } else if !part.is_ascii() {
        cursor.report(
            Diagnostic::new(Code::NonAsciiPath, span, format!("`{part}` is sent percent-encoded and matched decoded"))
                .help("write it in ASCII, which is easier to type and to log, or leave it: it works"),
        );
    }
}

/// What is wrong with a segment, and what to write.
fn fault(part: &str) -> Option<(String, String)> {
    let name = part.strip_prefix(':').unwrap_or(part);
    let words = |what: &str, help: &str| Some((format!("`{part}`: {what}"), help.to_string()));
    if part == ":" {
        return words("a parameter has no name", "write one behind the colon, such as `:id`");
    }
    if part == "." || part == ".." {
        return words("dot segments are cleaned away before a request is matched", "write the path that is meant");
    }
    if let Some(inner) = part.strip_prefix('{').and_then(|part| part.strip_suffix('}')) {
        return words("parameters are not written in braces", &format!("write `:{inner}`"));
    }
    let stray = name.chars().find(|c| !(c.is_alphanumeric() || matches!(c, '_' | '.' | '~' | '$' | '-')))?;
    match stray {
        ':' if part.starts_with("::") => {
            words("a parameter begins with one colon", &format!("write `:{}`", part.trim_start_matches(':')))
        }
        ':' => words("a parameter is a whole segment", "put `/` before the colon, or leave the colon out"),
        '*' => words("wildcards are not supported", "write a parameter, such as `:rest`, or one route for each path"),
        '?' => words("a query is no part of a path", "declare its values as fields with a `form` tag"),
        '%' => words("a path is written decoded", "write the character itself; clients encode it"),
        '+' => words("`+` means a blank in some places and itself in others", "leave it out"),
        '{' | '}' => {
            words("parameters are not written in braces, and are whole segments", "write `:name` between slashes")
        }
        '#' => words("a fragment is no part of a path", "leave it out"),
        '\u{ff01}'..='\u{ff5e}' => {
            // They stand in the order of ASCII.
            let plain = char::from_u32(stray as u32 - 0xfee0).unwrap_or(stray);
            words(&format!("`{stray}` is a full-width sign"), &format!("write `{plain}`"))
        }
        other => words(&format!("`{other}` cannot stand in a path"), "use letters, digits and `_ . ~ $ -`"),
    }
}

/// A path that does not begin with a slash.
pub(super) fn odd(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let text = node.text();
    let plain = text.trim_matches(['"', '`']);
    let slash = if plain.starts_with('/') { "" } else { "/" };
    let message = if plain.len() == text.len() {
        format!("the path `{text}` does not begin with `/`")
    } else {
        format!("the path `{text}` is quoted")
    };
    cursor.report(Diagnostic::new(Code::PathSyntax, node.span(), message).help(format!("write `{slash}{plain}`")));
}

/// Text behind a path that goctl would glue to it.
pub(super) fn rest(cursor: &mut Cursor<'_>, node: &Node<'_>, path: Option<&Path>) {
    let words: Vec<Node<'_>> = node.children().collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return };
    let span = first.span().to(last.span());
    let mut diagnostic =
        Diagnostic::new(Code::PathWhitespace, span, format!("`{}` cannot stand behind the path", first.text()));
    if let Some(path) = path {
        diagnostic = diagnostic.also(path.span, "the path ends here");
        let word = first.text();
        diagnostic = if word.len() < 10 && name::distance(word, "returns") <= 2 {
            diagnostic.help("did you mean `returns`?")
        } else {
            let glued: String = words.iter().map(Node::text).collect();
            diagnostic.help(format!("write `{}{glued}` without blanks, if that is meant", path.text))
        };
    }
    cursor.report(diagnostic);
}
