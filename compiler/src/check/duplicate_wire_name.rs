//! `duplicate-wire-name`, `ambiguous-embedding`: two fields of a struct, own or embedded at one depth, that share a name in one source.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Face, Source};
use crate::resolve::embed::{Clash, Shown, View, go_name, pair, view};
use crate::resolve::flatten::repeats;
use crate::resolve::{FlatField, Resolved, StructUse, TypeId};
use crate::source::Span;
use crate::tree::{Embedded, Member};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for body in &resolved.structs {
        let flat = match body.owner.filter(|_| !body.anonymous) {
            Some(id) => resolved.flatten(id),
            None => resolved.flatten_anonymous(body.struct_),
        };
        let view = view(&flat, Face::Request);
        for clash in &view.clashes {
            report(resolved, body, &flat, clash, sink);
        }
        report_repeats(resolved, body, &flat, &view, sink);
    }
}

fn report(resolved: &Resolved<'_>, body: &StructUse<'_>, flat: &[FlatField<'_>], clash: &Clash<'_>, sink: &mut Sink) {
    let (kept, lost) = (&flat[clash.kept], &flat[clash.lost.field]);
    let wire = &clash.lost.wire;
    if lost.origin.is_empty() {
        if go_name(&lost.name.text) == go_name(&kept.name.text) {
            // One name twice is `duplicate-field`.
            return;
        }
        let message = format!(
            "`{}` and `{}` share the {} name `{wire}`",
            kept.name.text,
            lost.name.text,
            source_name(clash.lost.source)
        );
        let found = Diagnostic::new(Code::DuplicateWireName, wire_span(lost, clash.lost.source), message)
            .also(wire_span(kept, clash.lost.source), "this one keeps the name")
            .help(format!("give `{}` a name of its own: it is off the wire now", lost.name.text));
        return sink.push(found);
    }
    // Both from one embedded type: said there.
    if kept.origin.first() == lost.origin.first() {
        return;
    }
    let Some(way) = embedding(resolved, body, lost) else { return };
    let other = kept.origin.last().map_or("", |id| resolved.type_(*id).declaration.name.text.as_str());
    let own = lost.origin.last().map_or("", |id| resolved.type_(*id).declaration.name.text.as_str());
    let found = Diagnostic::new(
        Code::AmbiguousEmbedding,
        way.name.span,
        format!("`{other}` and `{own}`, embedded at one depth, both bring `{wire}`"),
    );
    let found = found.also(wire_span(kept, clash.lost.source), "this one keeps the name");
    let found = found.also(wire_span(lost, clash.lost.source), "this one is off the wire");
    sink.push(found.help(format!("rename one of them, or declare `{wire}` in the struct itself")));
}

/// A type that two ways reach at one depth clashes with itself in all its fields.
fn report_repeats(
    resolved: &Resolved<'_>,
    body: &StructUse<'_>,
    flat: &[FlatField<'_>],
    view: &View<'_>,
    sink: &mut Sink,
) {
    let repeats = repeats(resolved, body.owner.filter(|_| !body.anonymous), body.struct_);
    if repeats.is_empty() {
        return;
    }
    let mut first: BTreeMap<TypeId, &Shown<'_>> = BTreeMap::new();
    for shown in &view.shown {
        if let Some(id) = flat[shown.field].origin.last() {
            first.entry(*id).or_insert(shown);
        }
    }
    for (id, way) in repeats {
        let Some(shown) = first.get(&id) else { continue };
        // Both ways begin with one embedded type: said there.
        if flat[shown.field].origin.first() == resolved.declared(&way.name.text).as_ref() {
            continue;
        }
        let type_ = &resolved.type_(id).declaration.name;
        let message =
            format!("`{}` is embedded a second time at the same depth by way of `{}`", type_.text, way.name.text);
        let found = Diagnostic::new(Code::AmbiguousEmbedding, way.name.span, message)
            .also(type_.span, format!("brings `{}` and its other fields twice", shown.wire));
        sink.push(found.help(format!("embed `{}` once", type_.text)));
    }
}

/// The member of the struct that leads to an embedded field.
fn embedding<'a>(resolved: &Resolved<'a>, body: &StructUse<'a>, field: &FlatField<'_>) -> Option<&'a Embedded> {
    let first = *field.origin.first()?;
    body.struct_.members.iter().find_map(|member| match member {
        Member::Embedded(embedded) if resolved.declared(&embedded.name.text) == Some(first) => Some(embedded),
        Member::Embedded(_) | Member::Field(_) => None,
    })
}

fn source_name(source: Source) -> &'static str {
    match source {
        Source::Path => "path",
        Source::Form => "form",
        Source::Header => "header",
        Source::Json => "json",
    }
}

fn wire_span(field: &FlatField<'_>, source: Source) -> Span {
    let pair = pair(field.field.tag.as_ref(), source_name(source)).filter(|pair| !pair.name.is_empty());
    // Several names share one tag: then the name tells them apart.
    pair.filter(|_| field.field.names.len() == 1).map_or(field.name.span, |pair| pair.name_span)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    const PAIR: &str = "type A { N int `json:\"n\"` }\ntype B { N int `json:\"n\"` }\n";

    #[test]
    fn own_fields_of_one_source_need_two_names() {
        assert_eq!(found_in_types("type A {\n X int `json:\"a\"`\n Y int `json:\"a\"`\n}"), ["3 duplicate-wire-name"]);
        assert_eq!(found_in_types("type A {\n X int `json:\"a\"`\n Y int `form:\"a\"`\n}"), [""; 0]);
        assert_eq!(found_in_types("type A {\n X int `json:\"-\"`\n Y int `json:\"-\"`\n}"), [""; 0]);
        assert_eq!(found_in_types("type A {\n X, Y int `json:\"x\"`\n}"), ["2 duplicate-wire-name"]);
    }

    #[test]
    fn an_own_field_hides_and_equal_depth_clashes() {
        assert_eq!(found_in_types(&format!("{PAIR}type C {{\n A\n B\n}}")), ["5 ambiguous-embedding"]);
        assert_eq!(found_in_types(&format!("{PAIR}type C {{\n A\n B\n N int `json:\"n\"`\n}}")), [""; 0]);
        assert_eq!(found_in_types(&format!("{PAIR}type C {{\n A\n B\n}}\ntype D {{ C }}")), ["5 ambiguous-embedding"]);
    }

    #[test]
    fn one_type_by_two_ways_clashes_with_itself() {
        let types = "type Base { N int `json:\"n\"` }\ntype A { Base }\ntype B { Base }\ntype C {\n A\n B\n}";
        assert_eq!(found_in_types(types), ["6 ambiguous-embedding"]);
    }
}
