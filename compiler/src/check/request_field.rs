//! `reserved-header`, `path-optional`, `multi-source-field`, `omitempty-not-optional`: what a request field promises and cannot keep.

use super::tag::{Sourced, field_name, fields, is_optional, option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Source;
use crate::resolve::Resolved;
use crate::resolve::embed::{SOURCES, pair};
use crate::tree::Field;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        match sourced.source {
            Source::Header => reserved_header(&sourced, sink),
            Source::Path => path_optional(&sourced, sink),
            Source::Form | Source::Json => {}
        }
        if sourced.body.owner.is_some_and(|id| resolved.reach[id.0].request) {
            omitempty(&sourced, sink);
        }
    }
    for (body, field) in fields(resolved) {
        if !body.anonymous && body.owner.is_some_and(|id| resolved.reach[id.0].sources) {
            multi_source(field, sink);
        }
    }
}

fn reserved_header(sourced: &Sourced<'_>, sink: &mut Sink) {
    let name = &sourced.pair.name;
    if ["accept", "content-type", "authorization"].contains(&name.to_ascii_lowercase().as_str()) {
        let message = format!("clients set the header `{name}` themselves");
        let found = Diagnostic::new(Code::ReservedHeader, sourced.pair.name_span, message);
        sink.push(
            found.help("use a header of your own, such as `X-Locale`; for tokens declare `jwt` on the service block"),
        );
    }
}

fn path_optional(sourced: &Sourced<'_>, sink: &mut Sink) {
    let optional = sourced.pair.options.iter().find(|option| option.name.starts_with("optional"));
    if let Some(optional) = optional {
        let message =
            format!("path field `{}` is never absent: a path without it is another path", field_name(sourced.field));
        sink.push(
            Diagnostic::new(Code::PathOptional, optional.span, message)
                .help("remove `optional`, or leave it for the routes that lack the parameter"),
        );
    }
}

fn omitempty(sourced: &Sourced<'_>, sink: &mut Sink) {
    let Some(omitempty) = option(sourced.pair, "omitempty") else { return };
    if !is_optional(sourced.pair) && option(sourced.pair, "default").is_none() {
        let message =
            format!("`omitempty` does not make `{}` optional: requests must hold it", field_name(sourced.field));
        let found = Diagnostic::new(Code::OmitemptyNotOptional, omitempty.span, message);
        sink.push(found.help("add `optional` if requests may leave it out: `omitempty` speaks of answers alone"));
    }
}

fn multi_source(field: &Field, sink: &mut Sink) {
    let required = |(key, _): &(&str, Source)| {
        pair(field.tag.as_ref(), key)
            .filter(|pair| pair.name != "-" && !is_optional(pair) && option(pair, "default").is_none())
    };
    let mut required = SOURCES.iter().filter_map(required);
    if let (Some(first), Some(second)) = (required.next(), required.next()) {
        let message = format!(
            "`{}` is required from `{}` and from `{}`: clients must send it in both",
            field_name(field),
            first.key,
            second.key
        );
        let found =
            Diagnostic::new(Code::MultiSourceField, second.key_span, message).also(first.key_span, "the other source");
        sink.push(found.help("keep one source, or write `optional` for the others"));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_in_request};

    #[test]
    fn headers_that_clients_set() {
        assert_eq!(found_in_request("X string `header:\"authorization\"`"), ["1 reserved-header"]);
        assert_eq!(found_in_request("X string `header:\"X-Token\"`"), [""; 0]);
    }

    #[test]
    fn a_path_field_is_always_there() {
        assert_eq!(
            found("type A { Id int `path:\"id,optional\"` }\nservice a {\n\t@handler h\n\tget /x/:id (A)\n}\n"),
            ["1 path-optional"]
        );
    }

    #[test]
    fn one_required_source_is_enough() {
        assert_eq!(found_in_request("X string `json:\"x\" form:\"x\"`"), ["1 multi-source-field"]);
        assert_eq!(found_in_request("X string `json:\"x,optional\" form:\"x\"`"), [""; 0]);
    }

    #[test]
    fn omitempty_speaks_of_answers() {
        assert_eq!(found_in_request("X string `json:\"x,omitempty\"`"), ["1 omitempty-not-optional"]);
        assert_eq!(found_in_request("X string `json:\"x,omitempty,optional\"`"), [""; 0]);
        assert_eq!(
            found("type A { X int `json:\"x,omitempty\"` }\nservice a {\n\t@handler h\n\tget /x returns (A)\n}\n"),
            [""; 0]
        );
    }
}
