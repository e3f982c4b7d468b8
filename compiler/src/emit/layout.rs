//! One line, or a line per item: decided by width, the same way for every language.

/// `head`, the items joined by `, `, `tail` on one line if that fits `width` behind `indent` columns; else `head`, a line per item (indented by
/// `step`, each ended by a comma), `tail`. Lines come without the outer indentation.
pub fn list(indent: usize, width: usize, step: &str, head: &str, items: &[String], tail: &str) -> Vec<String> {
    let one = format!("{head}{}{tail}", items.join(", "));
    if items.is_empty() || indent + one.chars().count() <= width {
        return vec![one];
    }
    let mut lines = vec![head.trim_end().to_string()];
    lines.extend(items.iter().map(|item| format!("{step}{item},")));
    lines.push(tail.trim_start().to_string());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_only_past_the_width() {
        let items = ["a: 1".to_string(), "b: 2".to_string()];
        assert_eq!(list(0, 14, "  ", "{ ", &items, " }"), ["{ a: 1, b: 2 }"]);
        assert_eq!(list(1, 14, "  ", "{ ", &items, " }"), ["{", "  a: 1,", "  b: 2,", "}"]);
    }
}
