//! Documentation of the contract as Rust doc lines: escaped so that Markdown and rustdoc read plain text, and wrapped.

/// Lines of `/// …`, without the slashes; each fits `width`.
pub(crate) fn lines<'a>(lines: impl IntoIterator<Item = &'a str>, width: usize) -> Vec<String> {
    let wrapped = lines.into_iter().flat_map(|line| wrapped(&escaped(line.trim()), width));
    wrapped.map(|line| format!("/// {line}").trim_end().to_string()).collect()
}

/// What Markdown would read as a link or HTML gets a backslash; addresses become links, as rustdoc wants them.
fn escaped(line: &str) -> String {
    if line.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" .,;'!?-_*#=|`/".contains(&byte)) {
        return unmarked(line);
    }
    let escape = |char: char| match char {
        '<' | '>' | '[' | ']' => format!("\\{char}"),
        _ if char.is_control() => " ".to_string(),
        // rustc refuses text that changes its direction.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char.escape_unicode().to_string(),
        _ => char.to_string(),
    };
    let word = |word: &str| match word.starts_with("http://") || word.starts_with("https://") {
        true if !word.contains(['<', '>']) => format!("<{word}>"),
        _ => word.chars().map(escape).collect(),
    };
    unmarked(&line.split(' ').map(word).collect::<Vec<String>>().join(" "))
}

/// What would open a list, a heading, a rule, a table or a code block at the start of a line gets a backslash.
fn unmarked(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|char: char| char.is_ascii_digit()).len();
    let (number, rest) = line.split_at(digits);
    if digits > 0 && rest.starts_with(['.', ')']) {
        return format!("{number}\\{rest}");
    }
    let marker = ["-", "+", "*", "#", "=", "|", "```", "~~~", "_"].iter().any(|marker| line.starts_with(marker));
    if marker { format!("\\{line}") } else { line.to_string() }
}

/// Breaks at blanks. A word that is too long stays whole, unless it is written without blanks (Chinese, Japanese).
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        for piece in pieces(word, width) {
            let line = lines.last_mut().expect("there is a line from the start");
            let wide = line.chars().count() + 1 + piece.chars().count() > width;
            if line.is_empty() {
                line.push_str(&piece);
            } else if wide {
                lines.push(unmarked(&piece));
            } else {
                line.push(' ');
                line.push_str(&piece);
            }
        }
    }
    lines
}

fn pieces(word: &str, width: usize) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_string()];
    }
    let letters: Vec<char> = word.chars().collect();
    letters.chunks(width).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_reads_it_as_text() {
        let given = [
            "  - a list",
            "1. one",
            "# head",
            "Vec<T> [x]",
            "```rust",
            "*/ \"quoted\" \\ end",
            "",
            "a\tb",
            "x\u{202e}y",
        ];
        let expected = [
            "/// \\- a list",
            "/// 1\\. one",
            "/// \\# head",
            "/// Vec\\<T\\> \\[x\\]",
            "/// \\```rust",
            "/// \\*/ \"quoted\" \\ end",
            "///",
            "/// a b",
            "/// x\\u{202e}y",
        ];
        assert_eq!(lines(given, 80), expected);
    }

    #[test]
    fn long_lines_break_at_blanks_and_between_chinese_letters() {
        assert_eq!(lines(["one two three - four"], 9), ["/// one two", "/// three -", "/// four"]);
        assert_eq!(lines(["这个店员的工号"], 3), ["/// 这个店", "/// 员的工", "/// 号"]);
        assert_eq!(lines(["https://example.org/long"], 9), ["/// <https://example.org/long>"]);
    }
}
