//! `anonymous-body`: a struct without a name as a body, or inside of one.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // Bodies own no declared type; an anonymous struct inside another one needs no report of its own.
    let mut end = None;
    for body in resolved.structs.iter().filter(|body| body.owner.is_none()) {
        let span = body.struct_.span;
        if end.is_some_and(|(source, end)| source == span.source && span.end <= end) {
            continue;
        }
        end = Some((span.source, span.end));
        let found = Diagnostic::new(Code::AnonymousBody, span, "a struct in a body has no name");
        sink.push(
            found.help("declare it as `type Name { … }` and write `Name` here: clients and documents need the name"),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn bodies_have_names() {
        let text = "service a {\n\t@handler h\n\tpost /x ({ A int `json:\"a\"` }) returns ([]int)\n}\n";
        assert_eq!(found(text), ["3 anonymous-body"]);
        assert_eq!(found(&text.replace("({", "([]{")), ["3 anonymous-body"]);
    }
}
