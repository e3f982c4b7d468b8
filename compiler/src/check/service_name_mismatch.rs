//! `service-name-mismatch`, `empty-service`: the blocks of a closure are one service with one name; a block without routes is none.

use super::blank::is_blank;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::Span;
use crate::tree::{Name, Service, Statement};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut first: Option<&Name> = None;
    for statement in resolved.loaded.parsed.iter().flat_map(|parsed| &parsed.file.statements) {
        let Statement::Service(service) = statement else { continue };
        if service.items.iter().all(|item| item.route.is_none()) {
            report_empty(resolved, service, sink);
            continue;
        }
        let name = &service.name;
        match first {
            _ if name.text.is_empty() => {}
            None => first = Some(name),
            Some(first) if first.text == name.text => {}
            Some(first) => {
                let message = format!(
                    "service `{}` is called `{}` elsewhere: a contract describes one service",
                    name.text, first.text
                );
                let found =
                    Diagnostic::new(Code::ServiceNameMismatch, name.span, message).also(first.span, "first named here");
                sink.push(found.help(format!("write `service {}`", first.text)));
            }
        }
    }
}

fn report_empty(resolved: &Resolved<'_>, service: &Service, sink: &mut Sink) {
    let inside = Span { start: service.name.span.end, ..service.span };
    // Routes that could not be read are reported as such.
    if service.items.is_empty() && is_blank(resolved.loaded.sources.slice(inside)) {
        let span = if service.name.text.is_empty() { service.keyword } else { service.name.span };
        let message = format!("this block of service `{}` has no routes", service.name.text);
        let found = Diagnostic::new(Code::EmptyService, span, message);
        sink.push(found.help("remove the block, or write `@handler name` and `get /path` in it"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    const ROUTE: &str = "{\n\t@handler h\n\tget /x\n}\n";

    #[test]
    fn blocks_share_a_name() {
        let second = "{\n\t@handler k\n\tget /y\n}\n";
        assert_eq!(found(&format!("service a {ROUTE}service a {second}")), [""; 0]);
        assert_eq!(found(&format!("service a {ROUTE}service a-api {second}")), ["5 service-name-mismatch"]);
    }

    #[test]
    fn an_empty_block_may_have_any_name() {
        assert_eq!(found(&format!("service b {{ // later\n}}\nservice a {ROUTE}")), ["1 empty-service"]);
    }
}
