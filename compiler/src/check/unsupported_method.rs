//! `unsupported-method`: methods that no server can serve.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in &resolved.routes {
        let method = &entry.route.method;
        if matches!(method.text.as_str(), "connect" | "trace") {
            let message = format!("no server can serve `{}`, and browsers refuse to send it", method.text);
            let found = Diagnostic::new(Code::UnsupportedMethod, method.span, message);
            sink.push(found.help("use `get`, `head`, `post`, `put`, `patch`, `delete` or `options`"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn connect_and_trace_are_refused() {
        let route = |method: &str| found(&format!("service a {{\n\t@handler h\n\t{method} /x\n}}\n"));
        assert_eq!(route("trace"), ["3 unsupported-method"]);
        assert_eq!(route("options"), [""; 0]);
    }
}
