//! Whether a stretch of text holds anything but blanks and comments: lists that look empty only because their items could not be read are not empty.

/// Blanks, braces and whole comments alone.
pub(super) fn is_blank(mut text: &str) -> bool {
    loop {
        text =
            text.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '{' | '}' | ';' | ','));
        if let Some(rest) = text.strip_prefix("//") {
            text = rest.find(['\n', '\r']).map_or("", |end| &rest[end..]);
        } else if let Some(rest) = text.strip_prefix("/*") {
            text = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else {
            return text.is_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_blank;

    #[test]
    fn comments_are_blank_and_words_are_not() {
        assert!(is_blank("{ // } x\n /* y */ ; }"));
        assert!(!is_blank("{ // }\n x }"));
    }
}
