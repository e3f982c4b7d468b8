//! Texts as goctl's default grammar accepts them (measured with goctl 1.10.2).

/// Letter or `_`, then letters, digits and `_`.
pub(super) fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// `a`, or `a-api`.
pub(super) fn is_service_name(text: &str) -> bool {
    text.is_empty() || is_word(text.strip_suffix("-api").unwrap_or(text))
}

/// Words joined by dashes.
fn is_dashed(text: &str) -> bool {
    text.split('-').all(is_word)
}

/// Words joined by dashes and dots; the first may begin with a number, unless that reads as a duration (`1st`, `5m`).
pub(super) fn is_segment(text: &str) -> bool {
    let behind = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let first_is_number = behind.len() < text.len();
    if first_is_number && ["h", "m", "s", "µs", "ns"].iter().any(|unit| behind.starts_with(unit)) {
        return false;
    }
    let mut parts = behind.split(['-', '.']);
    let first = parts.next().unwrap_or_default();
    let double_dot = text.contains("..");
    (is_word(first) || (first_is_number && first.is_empty()))
        && parts.all(|part| is_word(part) || (double_dot && part.is_empty()))
}

/// What may stand bare in `@server`.
pub(super) fn is_server_value(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        || text.split(',').all(is_word)
        || is_dashed(text)
        || is_path(text)
        || is_duration(text)
}

/// Segments with at most one dash each; the first of a relative path with none.
fn is_path(text: &str) -> bool {
    let few_dashes = |part: &str| is_dashed(part) && part.matches('-').count() <= 1;
    match text.strip_prefix('/') {
        Some(rest) => rest.split('/').all(few_dashes),
        None => text.split('/').enumerate().all(|(index, part)| few_dashes(part) && (index > 0 || !part.contains('-'))),
    }
}

/// Whole numbers, units in falling order.
fn is_duration(text: &str) -> bool {
    const UNITS: [&str; 6] = ["h", "m", "s", "ms", "µs", "ns"];
    let mut rest = text;
    let mut least = 0;
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let behind = &rest[digits..];
        let unit = &behind[..behind.find(|letter: char| letter.is_ascii_digit()).unwrap_or(behind.len())];
        match UNITS.iter().skip(least).position(|known| *known == unit) {
            Some(position) if digits > 0 => least += position + 1,
            _ => return false,
        }
        rest = &behind[unit.len()..];
    }
    !text.is_empty()
}

/// goctl ends a block comment at the first `/` behind any inner star.
pub(super) fn ends_early(comment: &str) -> bool {
    let inner = comment.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")).unwrap_or_default();
    inner.split_once('*').is_some_and(|(_, behind)| behind.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_goctl_reads() {
        for good in ["Auth", "A,B", "/v1", "v1/v2", "/a-b/c-d", "a-b-c", "1024", "1h2m3s4ms5µs6ns", "a/b/c"] {
            assert!(is_server_value(good), "{good}");
        }
        for bad in
            ["/", "/a-b-c", "a-b/c", "/v1.0", "/1", "/v1/", "/:id", "a.b", "1s1m", "1.5s", "5us", "a b", "v1/v2-"]
        {
            assert!(!is_server_value(bad), "{bad}");
        }
    }

    #[test]
    fn segments_that_goctl_reads() {
        for good in ["a-b", "a.html", "a..b", "1", "2fa", "2b", "_foo_bar-baz"] {
            assert!(is_segment(good), "{good}");
        }
        for bad in ["a-1", "-a", "v1.0", ".well-known", "1st", "5m", "x-", "~me"] {
            assert!(!is_segment(bad), "{bad}");
        }
    }

    #[test]
    fn comments_that_end_early() {
        assert!(ends_early("/* 2*3 4/5 */") && !ends_early("/* a/b */") && !ends_early("/*** c ***/"));
    }
}
