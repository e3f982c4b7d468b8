//! `path-dots`: two dots in a row inside a segment, of which goctl loses one or both.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::PathPiece;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for segment in resolved.routes.iter().flat_map(|entry| &entry.route.path.segments) {
        let (PathPiece::Literal(text) | PathPiece::Parameter(text)) = &segment.piece;
        // A segment `..` alone is refused by the parser.
        if text.contains("..") && !text.trim_matches('.').is_empty() {
            let found = Diagnostic::new(Code::PathDots, segment.span, format!("`{text}` holds two dots in a row"));
            sink.push(found.help("apic keeps both; goctl loses one or both, so a single one is safer"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn one_dot_is_fine() {
        let route = |path: &str| found(&format!("service a {{\n\t@handler h\n\tget {path}\n}}\n"));
        assert_eq!(route("/a..b"), ["3 path-dots"]);
        assert_eq!(route("/v1.0"), [""; 0]);
    }
}
