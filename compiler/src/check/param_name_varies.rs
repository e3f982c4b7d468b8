//! `param-name-varies` (lint): one position of a path under two parameter names.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::Span;
use crate::tree::PathPiece;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut first: BTreeMap<String, (&str, Span)> = BTreeMap::new();
    for entry in &resolved.routes {
        let mut position = String::new();
        for piece in &entry.path {
            let PathPiece::Parameter(name) = piece else {
                let PathPiece::Literal(text) = piece else { continue };
                position.extend(["/", text]);
                continue;
            };
            position.push_str("/:");
            let own = entry.route.path.segments.iter().find(|segment| segment.piece == *piece);
            let span = own.map_or(entry.route.path.span, |segment| segment.span);
            let (known, place) = *first.entry(position.clone()).or_insert((name, span));
            if known != name {
                let message = format!("the parameter `:{name}` is called `:{known}` in another route");
                let found = Diagnostic::new(Code::ParamNameVaries, span, message).also(place, "the other name");
                sink.push(found.help("use one name for one position"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn names_at_one_position_agree() {
        let text =
            "service a {\n\t@handler h\n\tget /x/:id\n\t@handler k\n\tget /x/:no/y\n\t@handler l\n\tget /z/:no\n}\n";
        assert_eq!(found_with(text, &[Code::ParamNameVaries]), ["5 param-name-varies"]);
    }
}
