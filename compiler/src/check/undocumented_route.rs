//! `undocumented-route` (lint): a route with neither `@doc` nor a comment above it.

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Resolved, RouteEntry};
use crate::trivia::above;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in resolved.routes.iter().filter(|entry| entry.doc.is_none() && !has_comment(resolved, entry)) {
        let span = entry.route.method.span.to(entry.route.path.span);
        let found = Diagnostic::new(Code::UndocumentedRoute, span, format!("`{}` is not documented", display(entry)));
        sink.push(found.help("write `@doc \"what it does\"`, or a comment directly above `@handler`"));
    }
}

fn has_comment(resolved: &Resolved<'_>, entry: &RouteEntry<'_>) -> bool {
    let index = entry.source.0 as usize;
    let (Some(source), Some(parsed)) = (resolved.loaded.sources.get(entry.source), resolved.loaded.parsed.get(index))
    else {
        return false;
    };
    above(source, &parsed.trivia, entry.item.span.start)
        .iter()
        .any(|comment| !source.slice(comment.span).starts_with("// apic:"))
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn a_comment_above_documents() {
        let text = "service a {\n\t// Lists.\n\t@handler h\n\tget /x\n\n\t@doc \"y\"\n\t@handler i\n\tget /y\n\n\t@handler k\n\tget /z\n}\n";
        assert_eq!(found_with(text, &[Code::UndocumentedRoute]), ["11 undocumented-route"]);
    }
}
