//! One line, or a line per item: decided by width, the same way for every language.

/// Where a list stands, in columns.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    /// What stands in front of its first line.
    pub indent: usize,
    /// No line is longer, if it can be helped.
    pub width: usize,
    /// One level of indentation.
    pub step: &'static str,
}

/// `head`, the items joined by `, `, `tail` on one line if that fits; else `head`, a line per item (one step deeper, each ended by a comma), `tail`.
/// Lines come without the outer indentation.
pub fn list(page: Page, head: &str, items: &[String], tail: &str) -> Vec<String> {
    let one = format!("{head}{}{tail}", items.join(", "));
    if items.is_empty() || page.indent + one.chars().count() <= page.width {
        return vec![one];
    }
    let mut lines = vec![head.trim_end().to_string()];
    lines.extend(items.iter().map(|item| format!("{}{item},", page.step)));
    lines.push(tail.trim_start().to_string());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_only_past_the_width() {
        let items = ["a: 1".to_string(), "b: 2".to_string()];
        assert_eq!(list(Page { indent: 0, width: 14, step: "  " }, "{ ", &items, " }"), ["{ a: 1, b: 2 }"]);
        assert_eq!(
            list(Page { indent: 1, width: 14, step: "  " }, "{ ", &items, " }"),
            ["{", "  a: 1,", "  b: 2,", "}"]
        );
    }
}
