//! The one warning about a malformed tag: what was mended, the tag as understood, and what go-zero makes of it.

use super::super::cursor::Cursor;
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::TagPair;

/// A step that was needed to read a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    Equals(String),
    Colon(String),
    Unclosed,
    Unopened,
    Single,
    Quote,
    Repeat,
    Comma,
    WideComma,
    Glued,
    Piece(String),
}

/// Reports a tag that needed mending.
pub(super) fn report(cursor: &mut Cursor<'_>, span: Span, written: &str, pairs: &[TagPair], faults: &[Fault]) {
    let broken_off = faults.iter().any(|fault| matches!(fault, Fault::Piece(_)));
    if let Some((first, _)) = written.split_once('\n').filter(|_| broken_off) {
        let line = Span { end: span.start + 1 + first.trim_end().len() as u32, ..span };
        let message = "this tag goes on over a line end: its closing backtick seems to be missing";
        return cursor
            .report(Diagnostic::new(Code::MalformedTag, line, message).help("write a backtick behind the tag"));
    }
    let mended =
        pairs.iter().map(|pair| format!("{}:{:?}", pair.key, Quoted(&pair.value))).collect::<Vec<_>>().join(" ");
    let mut steps: Vec<String> = Vec::new();
    for step in faults.iter().map(words) {
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    let mut diagnostic =
        Diagnostic::new(Code::MalformedTag, span, format!("this tag is malformed: {}", steps.join(", ")));
    if mended.is_empty() {
        diagnostic = diagnostic.help("write `` `json:\"name\"` ``, or no tag at all");
    } else if !mended.contains('`') {
        let tag = format!("`{mended}`");
        diagnostic = diagnostic.label(format!("read as {tag}")).help(format!("write {tag}")).safe_fix(
            "write the tag as it is read",
            span,
            tag,
        );
    }
    let go = go_pairs(written);
    if pairs.iter().any(|pair| go.iter().all(|(key, value)| *key != pair.key || *value != pair.value)) {
        let keys: Vec<String> = go.iter().map(|(key, value)| format!("{key}:\"{value}\"")).collect();
        let reads = if keys.is_empty() { "nothing".to_string() } else { format!("`{}`", keys.join(" ")) };
        diagnostic = diagnostic.help(format!("go-zero reads {reads} here"));
    }
    cursor.report(diagnostic);
}

/// Text as a Go string: quotes and backslashes are escaped, nothing else.
struct Quoted<'t>(&'t str);

impl std::fmt::Debug for Quoted<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "\"{}\"", self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

fn words(fault: &Fault) -> String {
    match fault {
        Fault::Equals(key) => format!("`=` behind `{key}` for `:`"),
        Fault::Colon(key) => format!("the colon behind `{key}` is not alone"),
        Fault::Unclosed => "a closing quote is missing".into(),
        Fault::Unopened => "an opening quote is missing".into(),
        Fault::Single => "there are single quotes instead of double ones".into(),
        Fault::Quote => "there is a quote too many".into(),
        Fault::Repeat => "a value is given again".into(),
        Fault::Comma => "pairs are parted by a blank and nothing else".into(),
        Fault::WideComma => "a comma is full-width".into(),
        Fault::Glued => "there is no blank between two pairs".into(),
        Fault::Piece(text) => format!("`{text}` is no pair"),
    }
}

/// What Go's `reflect.StructTag` finds: it stops at the first thing that it does not expect.
fn go_pairs(tag: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(' ');
        let key = rest.find(|c: char| c <= ' ' || c == ':' || c == '"' || c == '\u{7f}').unwrap_or(rest.len());
        let Some(value) = rest[key..].strip_prefix(":\"").filter(|_| key > 0) else { return pairs };
        let Some(end) = closing_quote(value) else { return pairs };
        pairs.push((rest[..key].to_string(), super::text::unescape(&value[..end]).text));
        rest = &value[end + 1..];
    }
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(at),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn go_stops_at_the_first_fault() {
        assert_eq!(go_pairs(r#"json:"a" form: "b""#), [("json".to_string(), "a".to_string())]);
        assert_eq!(go_pairs(r#"json:"a"form:"b""#).len(), 2);
        assert!(go_pairs("nonsense").is_empty());
    }
}
