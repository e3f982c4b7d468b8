//! `body-on-get`: JSON fields on methods whose requests travel without a body.

use super::duplicate_route::display;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Face, Source};
use crate::resolve::embed::{SOURCES, pair, view};
use crate::resolve::reach::request_struct;
use crate::resolve::{Resolved, RouteEntry};
use crate::tree::Field;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for entry in resolved.routes.iter().filter(|entry| matches!(entry.route.method.text.as_str(), "get" | "head")) {
        check_route(resolved, entry, sink);
    }
}

fn check_route(resolved: &Resolved<'_>, entry: &RouteEntry<'_>, sink: &mut Sink) {
    let Some(body) = &entry.route.request else { return };
    let Some(type_) = &body.type_ else { return };
    let (what, place) = if let Some(id) = request_struct(resolved, Some(body)) {
        let flat = resolved.flatten(id);
        if !flat.iter().any(|field| may_be_json(field.field)) {
            return;
        }
        let view = view(&flat, Face::Request);
        let Some(shown) = view.shown.iter().find(|shown| shown.source == Source::Json) else { return };
        (format!("field `{}`", shown.wire), Some(flat[shown.field].name.span))
    } else {
        match shape(resolved, type_) {
            Shape::Unknown | Shape::Inline(_) => return,
            _ => ("the whole request".to_string(), None),
        }
    };
    let message = format!("`{}` takes {what} from a JSON body, which browsers cannot send", display(entry));
    let mut found = Diagnostic::new(Code::BodyOnGet, type_.span, message);
    if let Some(place) = place {
        found = found.also(place, "read from the body");
    }
    sink.push(found.help("use `form` tags, which are read from the query, or make it `post`"));
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
