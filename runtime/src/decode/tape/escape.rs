//! JSON text with escapes: resolved, or compared with a key as it is.

/// Resolves escapes.
pub(super) fn resolve(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        out.extend(next_char(&mut rest));
    }
    out.push_str(rest);
    out
}

/// Whether a text with escapes is this key. It stops at the first difference: a hostile body holds many such keys.
pub(super) fn is(raw: &str, key: &str) -> bool {
    let mut rest = raw;
    key.chars().all(|char| next_char(&mut rest) == Some(char)) && rest.is_empty()
}

/// Takes one character off the front. The scan has checked the escapes; half a surrogate pair becomes U+FFFD, as in encoding/json.
fn next_char(rest: &mut &str) -> Option<char> {
    let mut chars = rest.chars();
    let char = chars.next()?;
    *rest = chars.as_str();
    if char != '\\' {
        return Some(char);
    }
    let escape = chars.next()?;
    *rest = chars.as_str();
    Some(match escape {
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => {
            let first = hex(rest)?;
            *rest = rest.get(4..)?;
            let low = rest.strip_prefix("\\u").and_then(hex).filter(|low| (0xDC00..0xE000).contains(low));
            match low.filter(|_| (0xD800..0xDC00).contains(&first)) {
                Some(low) => {
                    *rest = rest.get(6..)?;
                    char::from_u32(0x10000 + ((first - 0xD800) << 10) + (low - 0xDC00))?
                }
                None => char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER),
            }
        }
        other => other,
    })
}

fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text.get(..4)?, 16).ok()
}
