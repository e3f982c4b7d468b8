//! `untagged-field`: a field of a request without a source, or of a response with tags but without `json`.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::embed::{SOURCES, go_name, pair};
use crate::tree::{Field, Member};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for body in &resolved.structs {
        let Some(reach) = body.owner.map(|id| resolved.reach[id.0]) else { continue };
        for member in &body.struct_.members {
            let Member::Field(field) = member else { continue };
            let tag = field.tag.as_ref();
            let has_source = SOURCES.iter().any(|(key, _)| pair(tag, key).is_some());
            if reach.request && !has_source {
                report(field, "no source reads", sink);
            } else if reach.response && tag.is_some_and(|tag| !tag.pairs.is_empty()) && pair(tag, "json").is_none() {
                report(field, "no `json` tag names", sink);
            }
        }
    }
}

fn report(field: &Field, what: &str, sink: &mut Sink) {
    for name in field.names.iter().filter(|name| name.text != "_" && !name.text.is_empty()) {
        let go_name = go_name(&name.text);
        let found = Diagnostic::new(
            Code::UntaggedField,
            name.span,
            format!("{what} `{}`: it travels as JSON `{go_name}`", name.text),
        );
        sink.push(found.help(format!("give it a tag, such as `json:\"{}\"`", lower_camel(&name.text))));
    }
}

fn lower_camel(name: &str) -> String {
    crate::emit::camel(&crate::wire::words(name))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_in_request, found_in_types};

    #[test]
    fn requests_need_a_source() {
        assert_eq!(found_in_request("X string"), ["1 untagged-field"]);
        assert_eq!(found_in_request("X string `db:\"x\"`"), ["1 untagged-field"]);
        assert_eq!(found_in_request("X string `form:\"x\"`"), [""; 0]);
        assert_eq!(found_in_types("type A { X string }"), [""; 0]);
    }

    #[test]
    fn responses_need_json_beside_other_tags() {
        let text = "type A {\n X int `form:\"x\"`\n Y int\n}\nservice a {\n\t@handler h\n\tget /x returns (A)\n}\n";
        assert_eq!(found(text), ["2 untagged-field"]);
    }
}
