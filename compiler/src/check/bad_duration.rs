//! `bad-duration`, `bad-size`: `timeout` and `maxBytes` that are no time and no number.

use super::block::{servers, values};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::wire::{Wire, duration_ms, size};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for (key, value) in servers(resolved).flat_map(|server| values(&server.block)) {
        let text = &value.text;
        // A bare `0` has no unit either.
        if key == "timeout" && (duration_ms(text).is_none() || text == "0") {
            let found = Diagnostic::new(Code::BadDuration, value.span, format!("`{text}` is not a time"));
            sink.push(found.help(duration_help(text)));
        }
        if key == "maxBytes" && (size(text).is_none() || text.is_empty()) {
            let found = Diagnostic::new(Code::BadSize, value.span, format!("`{text}` is not a number of bytes"));
            sink.push(found.help("write a whole number below 2^63, without a unit: `1048576` for 1 MiB"));
        }
    }
}

fn duration_help(text: &str) -> String {
    if text.starts_with('-') {
        return "write `0s` to switch the timeout off".into();
    }
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("give the unit: `{text}s`, or `{text}ms`");
    }
    "write numbers with units out of `h`, `m`, `s`, `ms`, `us`, `ns`: `3s`, `1m30s`; `0s` means no timeout".into()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn value(entry: &str) -> Vec<String> {
        found(&format!("@server (\n\t{entry}\n)\nservice a {{\n\t@handler h\n\tget /x\n}}\n"))
    }

    #[test]
    fn times_need_units() {
        for good in ["3s", "1h2m3s4ms5µs6ns", "1s1m", "1.5s", "0s", "\"1m30s\""] {
            assert_eq!(value(&format!("timeout: {good}")), [""; 0], "{good}");
        }
        for bad in ["3", "0", "-1s", "soon", "3x", "\"\""] {
            assert_eq!(value(&format!("timeout: {bad}")), ["2 bad-duration"], "{bad}");
        }
    }

    #[test]
    fn sizes_have_none() {
        assert_eq!(value("maxBytes: \"2048\""), [""; 0]);
        assert_eq!(value("maxBytes: 1k"), ["2 bad-size"]);
        assert_eq!(value("maxBytes: 9223372036854775808"), ["2 bad-size"]);
    }
}
