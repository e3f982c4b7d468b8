//! Documentation as JSDoc: escaped, wrapped at 120 columns.

/// Widest line of a generated file.
pub(crate) const WIDTH: usize = 120;

/// Lines of a comment at `indent` columns, without the indentation; none for no text.
pub(crate) fn comment(indent: usize, text: &[String]) -> Vec<String> {
    let start = text.iter().position(|line| !line.trim().is_empty());
    let end = text.iter().rposition(|line| !line.trim().is_empty());
    let (Some(start), Some(end)) = (start, end) else { return Vec::new() };
    let text: Vec<String> = text[start..=end].iter().map(|line| escape(line)).collect();
    if let [line] = text.as_slice() {
        let short = format!("/** {line} */");
        if indent + short.chars().count() <= WIDTH {
            return vec![short];
        }
    }
    let mut lines = vec!["/**".to_string()];
    for line in text.iter().flat_map(|line| wrap(line, WIDTH - indent - 3)) {
        lines.push(format!(" * {line}").trim_end().to_string());
    }
    lines.push(" */".to_string());
    lines
}

/// Nothing in the text may end the comment, break its line or be read as an order to the compiler.
fn escape(line: &str) -> String {
    line.trim_end()
        .replace("*/", "*\\/")
        .replace("@ts-", "@ ts-")
        .replace(|letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}'), " ")
}

/// Breaks at blanks; in text without blanks (Chinese) between letters, but never inside an ASCII word, such as a URL.
fn wrap(line: &str, width: usize) -> Vec<String> {
    let letters: Vec<char> = line.chars().collect();
    let text = |part: &[char]| part.iter().collect::<String>().trim_end().to_string();
    let mut rest = letters.as_slice();
    let mut lines = Vec::new();
    while rest.len() > width {
        let blank = (1..=width).rev().find(|at| rest[*at] == ' ');
        let letter = (1..=width).rev().find(|at| !rest[*at - 1].is_ascii() && !rest[*at].is_ascii());
        let next = || (width..rest.len()).find(|at| rest[*at] == ' ');
        let Some(at) = blank.max(letter).or_else(next) else { break };
        lines.push(text(&rest[..at]));
        let skipped = rest[at..].iter().take_while(|letter| **letter == ' ').count();
        rest = &rest[at + skipped..];
    }
    lines.push(text(rest));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[&str]) -> Vec<String> {
        comment(2, &text.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn one_line_or_many() {
        assert_eq!(lines(&["", " "]), Vec::<String>::new());
        assert_eq!(lines(&["", "One.", ""]), ["/** One. */"]);
        assert_eq!(lines(&["One.", "", "Two."]), ["/**", " * One.", " *", " * Two.", " */"]);
    }

    #[test]
    fn nothing_gets_out_of_the_comment() {
        assert_eq!(lines(&["a */ b `c` {@d [x]"]), ["/** a *\\/ b `c` {@d [x] */"]);
        assert_eq!(lines(&["@ts-ignore"]), ["/** @ ts-ignore */"]);
        assert_eq!(lines(&["a\u{2028}b\rc"]), ["/** a b c */"]);
    }

    #[test]
    fn long_lines_break_at_blanks_or_between_chinese_letters_but_not_in_a_url() {
        let words = "word ".repeat(40);
        assert!(lines(&[&words]).iter().all(|line| line.chars().count() <= 118));
        let chinese = "书".repeat(200);
        assert_eq!(lines(&[&chinese]).iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [3, 118, 88, 3]);
        let url = format!("See https://example.com/{} for more.", "x".repeat(150));
        assert_eq!(lines(&[&url])[2], format!(" * https://example.com/{}", "x".repeat(150)));
    }
}
