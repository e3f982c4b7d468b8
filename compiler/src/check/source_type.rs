//! `source-type`, `untyped-form-field`: what path, query, form and header can carry.

use super::tag::{Sourced, field_name, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Source;
use crate::resolve::Resolved;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        let reach = sourced.body.owner.map(|id| resolved.reach[id.0]).unwrap_or_default();
        // Where only JSON is read or written, the other sources have no say.
        let elsewhere = (reach.request || reach.response) && !reach.sources;
        if elsewhere || sourced.body.anonymous || sourced.pair.name == "-" {
            continue;
        }
        let shape = shape(resolved, &sourced.field.type_);
        if let Some(slot) = file_slot(&shape).filter(|_| sourced.source == Source::Form) {
            let message =
                format!("`{}` is a form field without a type: it is taken as {slot}", field_name(sourced.field));
            let found = Diagnostic::new(Code::UntypedFormField, sourced.field.type_.span, message);
            sink.push(found.help("give it a type, unless it takes a file"));
        } else if let Some(help) = misfit(sourced.source, &shape) {
            sink.push(refused(resolved, &sourced, help));
        }
    }
}

/// What a value without a type is in a form.
fn file_slot(shape: &Shape<'_>) -> Option<&'static str> {
    match shape {
        Shape::Any => Some("a file slot"),
        Shape::List(item) if **item == Shape::Any => Some("a slot for any number of files"),
        _ => None,
    }
}

fn misfit(source: Source, shape: &Shape<'_>) -> Option<&'static str> {
    // What has no form on the wire is refused as such.
    let scalar = |shape: &Shape<'_>| matches!(shape, Shape::Scalar(_) | Shape::Formless | Shape::Unknown);
    let list = |shape: &Shape<'_>| matches!(shape, Shape::Bytes) || matches!(shape, Shape::List(item) if scalar(item));
    match source {
        Source::Json => None,
        Source::Path => (!scalar(shape)).then_some("a path carries strings, bools and numbers"),
        Source::Form => {
            let fits = scalar(shape) || list(shape) || matches!(shape, Shape::Map(..));
            (!fits).then_some("a form carries strings, bools, numbers, lists of them, and a map as one JSON text")
        }
        Source::Header => {
            (!(scalar(shape) || list(shape))).then_some("a header carries strings, bools, numbers, and lists of them")
        }
    }
}

fn refused(resolved: &Resolved<'_>, sourced: &Sourced<'_>, help: &str) -> Diagnostic {
    let type_ = resolved.loaded.sources.slice(sourced.field.type_.span);
    // An anonymous struct is long; its first line says enough.
    let type_ = type_.lines().next().unwrap_or_default();
    let message =
        format!("`{}` is of type `{type_}`, which cannot come from `{}`", field_name(sourced.field), sourced.pair.key);
    Diagnostic::new(Code::SourceType, sourced.field.type_.span, message)
        .also(sourced.pair.key_span, "the source")
        .help(format!("{help}; put anything else into `json`"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_in_types};

    fn field(type_: &str, key: &str) -> Vec<String> {
        let types = format!("type B {{ Y int `json:\"y\"` }}\ntype A {{ X {type_} `{key}:\"x\"` }}\n");
        let path = if key == "path" { "/:x" } else { "/x" };
        found(&format!("{types}service a {{\n\t@handler h\n\tpost {path} (A)\n}}\n"))
    }

    #[test]
    fn structs_come_in_json_alone() {
        for (type_, key) in [
            ("B", "path"),
            ("[]int", "path"),
            ("B", "form"),
            ("[]B", "form"),
            ("map[string]int", "header"),
            ("any", "header"),
            ("[2]int", "form"),
            ("[2]any", "form"),
            ("[][]any", "form"),
            ("[]any", "header"),
        ] {
            assert_eq!(field(type_, key), ["2 source-type"], "{type_} from {key}");
        }
        for (type_, key) in
            [("*int", "path"), ("[]string", "form"), ("map[string]int", "form"), ("[]*bool", "header"), ("B", "json")]
        {
            assert_eq!(field(type_, key), [""; 0], "{type_} from {key}");
        }
        for type_ in ["interface{}", "any", "*any", "[]interface{}", "[]any"] {
            assert!(field(type_, "form").contains(&"2 untyped-form-field".to_owned()), "{type_}");
        }
    }

    #[test]
    fn types_without_a_route_are_held_to_it_too() {
        assert_eq!(found_in_types("type A { X []int `path:\"x\"` }"), ["1 source-type"]);
    }
}
