//! Reads the examples out of a diagnostic code's page.

use crate::Memory;

/// The contract under a heading such as `## Example`. A block whose first line is `// file: NAME` is that file, any other is `main.api`;
/// in a block marked `api-escaped`, `\xNN`, `\u{N}`, `\0` and `\r` stand for what an editor would not show.
///
/// # Panics
/// When the page has no such heading, or no block below it.
pub fn example(page: &str, heading: &str) -> Memory {
    let start = page.find(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let section = &page[start + heading.len() + 2..];
    let section = section.split("\n## ").next().unwrap_or(section);
    let mut memory = Memory::default();
    let mut rest = section;
    while let Some(open) = rest.find("```api") {
        let (mark, body) = rest[open + 3..].split_once('\n').expect("a block opens on a line of its own");
        let end = if body.starts_with("```") { 0 } else { body.find("\n```").expect("a block is closed") + 1 };
        let text = &body[..end];
        let (name, text) = named(text);
        let bytes = if mark == "api-escaped" { unescape(text) } else { text.as_bytes().to_vec() };
        memory.files.insert(name.to_string(), bytes);
        rest = &body[end..];
    }
    assert!(!memory.files.is_empty(), "no block below {heading}");
    memory
}

fn named(text: &str) -> (&str, &str) {
    match text.strip_prefix("// file: ").and_then(|rest| rest.split_once('\n')) {
        Some((name, rest)) => (name.trim(), rest),
        None => ("main.api", text),
    }
}

fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let (byte_count, escape) = escaped(&rest[at + 1..]);
        bytes.extend(escape);
        rest = &rest[at + 1 + byte_count..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    bytes
}

/// How much text an escape takes, and the bytes that it stands for.
fn escaped(text: &str) -> (usize, Vec<u8>) {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).unwrap_or_else(|_| panic!("bad escape before {text:.10}"));
    match text.as_bytes().first() {
        Some(b'0') => (1, vec![0]),
        Some(b'r') => (1, vec![b'\r']),
        Some(b'n') => (1, vec![b'\n']),
        Some(b'x') => (3, vec![hex(&text[1..3]) as u8]),
        Some(b'u') => {
            let end = text.find('}').expect("`\\u{…}` is closed");
            let letter = char::from_u32(hex(&text[2..end])).expect("a character");
            (end + 1, letter.to_string().into_bytes())
        }
        _ => panic!("unknown escape before {text:.10}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_files_and_escapes_bytes() {
        let page = "# x\n\n## Example\n\n```api\n// file: a/b.api\nA\n```\n\n```api-escaped\nx\\xe9\\u{3000}\n```\n\n## Mended\n\n```api\nB\n```\n";
        let files = example(page, "## Example").files;
        assert_eq!(files["a/b.api"], b"A\n");
        assert_eq!(files["main.api"], b"x\xe9\xe3\x80\x80\n");
        assert_eq!(example(page, "## Mended").files["main.api"], b"B\n");
    }
}
