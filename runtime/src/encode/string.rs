//! Text in quotes.

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Whether a byte may begin something that is written in another way. A table, for this is the innermost loop.
static SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        special[byte] = true;
        byte += 1;
    }
    special[b'"' as usize] = true;
    special[b'\\' as usize] = true;
    special[0xE2] = true;
    special
};

/// Appends a JSON string. Go also escapes the line separators U+2028 and U+2029, for readers that take JSON for JavaScript.
pub(crate) fn string(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.reserve(bytes.len() + 2);
    out.push(b'"');
    let mut rest = bytes;
    let mut from = 0;
    // `from` is where the next look begins: the first byte of U+20xx may turn out to be nothing special.
    while let Some(at) = rest.get(from..).and_then(|bytes| bytes.iter().position(|byte| SPECIAL[usize::from(*byte)])) {
        let at = from + at;
        let Some(&byte) = rest.get(at) else { break };
        let (escape, width): (&[u8], usize) = match byte {
            b'"' => (b"\\\"", 1),
            b'\\' => (b"\\\\", 1),
            b'\n' => (b"\\n", 1),
            b'\r' => (b"\\r", 1),
            b'\t' => (b"\\t", 1),
            8 => (b"\\b", 1),
            12 => (b"\\f", 1),
            0..0x20 => (&[b'\\', b'u', b'0', b'0', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]], 1),
            _ => match rest.get(at..at + 3) {
                Some([0xE2, 0x80, 0xA8]) => (b"\\u2028", 3),
                Some([0xE2, 0x80, 0xA9]) => (b"\\u2029", 3),
                _ => {
                    from = at + 1;
                    continue;
                }
            },
        };
        out.extend_from_slice(rest.get(..at).unwrap_or_default());
        out.extend_from_slice(escape);
        rest = rest.get(at + width..).unwrap_or_default();
        from = 0;
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}
