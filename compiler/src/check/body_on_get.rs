//! `body-on-get`: JSON fields on methods whose requests travel without a body.

use std::collections::BTreeMap;

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Face, Source};
use crate::resolve::embed::{SOURCES, pair, view};
use crate::resolve::reach::request_struct;
use crate::resolve::{Resolved, RouteEntry, TypeId};
use crate::source::Span;
use crate::tree::Field;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // By type, since many routes may share a large one.
    let mut requests: BTreeMap<TypeId, Option<JsonField>> = BTreeMap::new();
    for entry in resolved.routes.iter().filter(|entry| matches!(entry.route.method.text.as_str(), "get" | "head")) {
        let Some(type_) = entry.route.request.as_ref().and_then(|body| body.type_.as_ref()) else { continue };
        if let Some(id) = request_struct(resolved, entry.route.request.as_ref()) {
            if let Some(field) = requests.entry(id).or_insert_with(|| first_json(resolved, id)) {
                let found = found(entry, type_.span, &format!("field `{}`", field.wire));
                sink.push(found.also(field.span, "read from the body"));
            }
        } else if !matches!(shape(resolved, type_), Shape::Unknown | Shape::Inline(_)) {
            sink.push(found(entry, type_.span, "the whole request"));
        }
    }
}

fn found(entry: &RouteEntry<'_>, request: Span, what: &str) -> Diagnostic {
    let message = format!("`{}` takes {what} from a JSON body, which browsers cannot send", display(entry));
    Diagnostic::new(Code::BodyOnGet, request, message)
        .help("use `form` tags, which are read from the query, or make it `post`")
}

/// A field that is read from the body.
struct JsonField {
    wire: String,
    span: Span,
}

fn first_json(resolved: &Resolved<'_>, id: TypeId) -> Option<JsonField> {
    let flat = resolved.flatten(id);
    if !flat.iter().any(|field| may_be_json(field.field)) {
        return None;
    }
    let shown = view(&flat, Face::Request).shown.into_iter().find(|shown| shown.source == Source::Json)?;
    Some(JsonField { span: flat[shown.field].name.span, wire: shown.wire.into_owned() })
}

/// A look that saves most routes the whole view: `json` is named, or no source at all.
fn may_be_json(field: &Field) -> bool {
    let has = |key| pair(field.tag.as_ref(), key).is_some();
    has("json") || !SOURCES.iter().any(|(key, _)| has(key))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    fn route(method: &str, tag: &str) -> Vec<String> {
        found(&format!("type A {{ X int `{tag}` }}\nservice a {{\n\t@handler h\n\t{method} /x (A)\n}}\n"))
    }

    #[test]
    fn only_get_and_head_lack_a_body() {
        assert_eq!(route("get", "json:\"x\""), ["4 body-on-get"]);
        assert_eq!(route("head", "json:\"x\""), ["4 body-on-get"]);
        assert_eq!(route("delete", "json:\"x\""), [""; 0]);
        assert_eq!(route("get", "form:\"x\""), [""; 0]);
    }
}
