//! `no-routes`: a closure without any route.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::{SourceId, Span};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // A route that could not be read is no missing route.
    if resolved.routes.is_empty() && !sink.has_errors() {
        let found = Diagnostic::new(Code::NoRoutes, Span::new(SourceId(0), 0, 0), "the contract has no route");
        sink.push(found.help(
            "write a service: `service name { @handler ping get /ping }`; a file of types is meant to be imported",
        ));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn types_alone_serve_nothing() {
        assert_eq!(found("type A {}\n"), ["1 no-routes"]);
    }

    #[test]
    fn an_unreadable_route_is_a_route() {
        assert_eq!(found("service a {\n\t@handler h\n\tfetch /x\n}\n"), ["3 unknown-method"]);
    }
}
