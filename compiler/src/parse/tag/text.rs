//! The text of a tag's value: Go escapes undone, places kept.

/// A value as Go reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    /// Where each byte of `text` stands in what was written, and the end; empty if they are the same.
    offsets: Vec<usize>,
}

impl Text {
    /// Where a byte stands in what was written.
    pub(super) fn written(&self, at: usize) -> usize {
        self.offsets.get(at).copied().unwrap_or(at)
    }
}

/// Undoes `\"`, `\\`, `\n` and the like, `\xXX`, `\uXXXX`; an unknown escape stays as it is.
pub(super) fn unescape(written: &str) -> Text {
    if !written.contains('\\') {
        return Text { text: written.to_string(), offsets: Vec::new() };
    }
    let mut text = Text { text: String::new(), offsets: Vec::new() };
    let mut at = 0;
    while let Some(c) = written[at..].chars().next() {
        let (meant, length) = if c == '\\' { escape(&written[at..]) } else { (c, c.len_utf8()) };
        text.text.push(meant);
        text.offsets.resize(text.text.len(), at);
        at += length;
    }
    text.offsets.push(at);
    text
}

/// The character that an escape stands for, and its length as written.
fn escape(written: &str) -> (char, usize) {
    let hex = |digits: usize| {
        let code = written.get(2..2 + digits).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        code.and_then(char::from_u32).map(|c| (c, 2 + digits))
    };
    let known = match written[1..].chars().next() {
        Some(c @ ('"' | '\\')) => Some((c, 2)),
        Some('n') => Some(('\n', 2)),
        Some('t') => Some(('\t', 2)),
        Some('r') => Some(('\r', 2)),
        Some('x') => hex(2),
        Some('u') => hex(4),
        Some('U') => hex(8),
        _ => None,
    };
    known.unwrap_or(('\\', 1))
}

/// Full-width commas in a value that go-zero splits at commas.
pub(super) fn has_wide_comma(key: &str, value: &str) -> bool {
    matches!(key, "json" | "form" | "path" | "header") && value.contains('，')
}

/// Full-width commas become plain ones.
pub(super) fn with_plain_commas(text: &Text) -> Text {
    let mut plain = Text { text: String::new(), offsets: Vec::new() };
    for (at, c) in text.text.char_indices() {
        plain.text.push(if c == '，' { ',' } else { c });
        plain.offsets.resize(plain.text.len(), text.written(at));
    }
    plain.offsets.push(text.written(text.text.len()));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_escapes_and_keeps_places() {
        let text = unescape(r#"a\\,\"b\u0041"#);
        assert_eq!(text.text, "a\\,\"bA");
        assert_eq!(text.written(2), 3);
        assert_eq!(text.written(3), 4);
        assert_eq!(text.written(6), 13);
        assert_eq!(unescape("x\\").text, "x\\");
    }
}
