//! `sse-without-response`: a stream of events without a type for the events.

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::route::entry;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for route in &resolved.routes {
        let has_response = route.route.response.as_ref().is_some_and(|body| body.type_.is_some());
        let sse =
            route.server.and_then(|server| entry(&server.block, "sse")).filter(|entry| entry.value.text == "true");
        if let Some(sse) = sse.filter(|_| !has_response) {
            let message = format!("`{}` streams events but has no type for them", display(route));
            let span = route.route.method.span.to(route.route.path.span);
            let found = Diagnostic::new(Code::SseWithoutResponse, span, message).also(sse.span, "makes it a stream");
            sink.push(found.help("write `returns (Event)`: the response type is the type of one event"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn the_response_is_the_event() {
        let text = |returns: &str| {
            format!("type E {{}}\n@server (\n\tsse: true\n)\nservice a {{\n\t@handler h\n\tget /x{returns}\n}}\n")
        };
        assert_eq!(found(&text("")), ["7 sse-without-response"]);
        assert_eq!(found(&text(" returns ()")), ["7 sse-without-response"]);
        assert_eq!(found(&text(" returns (E)")), [""; 0]);
    }
}
