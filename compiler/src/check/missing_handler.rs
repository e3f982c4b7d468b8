//! `missing-handler`: a route without a name for the function that answers it.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Resolved, RouteEntry};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in resolved.routes.iter().filter(|entry| entry.handler.is_none()) {
        sink.push(found(entry));
    }
}

fn found(entry: &RouteEntry<'_>) -> Diagnostic {
    let route = entry.route;
    let message = format!("route `{} {}` has no handler", route.method.text, route.path.text);
    Diagnostic::new(Code::MissingHandler, route.method.span.to(route.path.span), message)
        .help("write `@handler name` in front of the route")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn every_route_has_its_own() {
        assert_eq!(found("service a {\n\t@handler h\n\tget /x\n\tpost /y\n}\n"), ["4 missing-handler"]);
        assert_eq!(found("service a {\n\t@doc \"x\"\n\tget /x\n}\n"), ["3 missing-handler"]);
    }
}
