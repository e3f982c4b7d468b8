//! Path parameters: a segment of the path, decoded after splitting.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use super::form::escapes_are_whole;
use super::violation::{Fault, Rule};

/// Decodes one segment.
pub(crate) fn decode(segment: &str) -> Result<Cow<'_, str>, Fault> {
    // Nearly all segments are as they were written.
    if segment.bytes().all(|byte| byte != b'%') {
        return Ok(Cow::Borrowed(segment));
    }
    if !escapes_are_whole(segment) {
        return Err(Fault::new(Rule::Syntax, "is not url-encoded"));
    }
    percent_decode_str(segment).decode_utf8().map_err(|_| Fault::new(Rule::Syntax, "is not UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_once_and_keeps_the_rest() {
        assert_eq!(decode("a%2Fb+c%2520").unwrap(), "a/b+c%20");
        assert!(matches!(decode("plain"), Ok(Cow::Borrowed("plain"))));
        assert_eq!(decode("%").unwrap_err().rule, Rule::Syntax);
        assert_eq!(decode("%ff").unwrap_err().rule, Rule::Syntax);
    }
}
