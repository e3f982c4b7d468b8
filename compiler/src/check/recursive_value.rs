//! `recursive-value`, `optional-recursion`: a type that holds itself with no list, map or pointer in between.

use super::cycle::{components, cycles};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Resolved, TypeId};
use crate::source::Span;
use crate::tree::{Field, Member, Struct, Tag, TypeExpression, TypeKind};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let edges: Vec<Vec<Edge>> =
        resolved.types.iter().map(|declared| of_struct(resolved, &declared.declaration.struct_)).collect();
    let graph = |keep: fn(&Edge) -> bool| -> Vec<Vec<usize>> {
        edges.iter().map(|edges| edges.iter().filter(|edge| keep(edge)).map(|edge| edge.target).collect()).collect()
    };
    let required = graph(|edge| edge.kind != Kind::Optional);
    for cycle in cycles(&required) {
        report(resolved, &edges, &cycle, sink);
    }
    let components = components(&graph(|_| true));
    for (node, edges) in edges.iter().enumerate() {
        for edge in
            edges.iter().filter(|edge| edge.kind == Kind::Optional && components[edge.target] == components[node])
        {
            let name = &resolved.types[node].declaration.name.text;
            let message = format!("`{name}` holds itself by way of this optional field, so it is boxed");
            let found = Diagnostic::new(Code::OptionalRecursion, edge.span, message);
            sink.push(found.help(format!("write a pointer: `*{}`", resolved.types[edge.target].declaration.name.text)));
        }
    }
}

/// That a value of one type holds a value of another.
struct Edge {
    target: usize,
    kind: Kind,
    span: Span,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Embedded,
    Required,
    Optional,
}

fn of_struct(resolved: &Resolved<'_>, struct_: &Struct) -> Vec<Edge> {
    let mut edges = Vec::new();
    members(resolved, struct_, false, &mut edges);
    edges
}

fn members(resolved: &Resolved<'_>, struct_: &Struct, optional: bool, edges: &mut Vec<Edge>) {
    for member in &struct_.members {
        match member {
            Member::Field(field) => expression(resolved, &field.type_, optional || is_optional(field), edges),
            Member::Embedded(embedded) if embedded.pointer => {}
            Member::Embedded(embedded) => {
                if let Some(TypeId(target)) = resolved.declared(&embedded.name.text) {
                    let kind = if optional { Kind::Optional } else { Kind::Embedded };
                    edges.push(Edge { target, kind, span: embedded.name.span });
                }
            }
        }
    }
}

/// Lists, maps and pointers cut a cycle; an array of none does too.
fn expression(resolved: &Resolved<'_>, type_: &TypeExpression, optional: bool, edges: &mut Vec<Edge>) {
    match &type_.kind {
        TypeKind::Name(name) => {
            if let Some(TypeId(target)) = resolved.declared(&name.text) {
                let kind = if optional { Kind::Optional } else { Kind::Required };
                edges.push(Edge { target, kind, span: name.span });
            }
        }
        TypeKind::Array(length, inner) if length.length > 0 => expression(resolved, inner, optional, edges),
        TypeKind::Struct(struct_) => members(resolved, struct_, optional, edges),
        TypeKind::Any
        | TypeKind::Broken
        | TypeKind::Pointer(_)
        | TypeKind::List(_)
        | TypeKind::Array(..)
        | TypeKind::Map(..) => {}
    }
}

fn is_optional(field: &Field) -> bool {
    let pairs =
        |tag: &Tag| tag.pairs.iter().any(|pair| pair.options.iter().any(|option| option.name.starts_with("optional")));
    field.tag.as_ref().is_some_and(pairs)
}

fn report(resolved: &Resolved<'_>, edges: &[Vec<Edge>], cycle: &[usize], sink: &mut Sink) {
    let name = |node: usize| resolved.types[node].declaration.name.text.as_str();
    let next = |position: usize| cycle[(position + 1) % cycle.len()];
    // Of two edges the field is the one to change; embedding alone is `embedding-cycle`.
    let edge = |position: usize| {
        let to_next = || edges[cycle[position]].iter().filter(|edge| edge.target == next(position));
        to_next()
            .find(|edge| edge.kind == Kind::Required)
            .or_else(|| to_next().find(|edge| edge.kind == Kind::Embedded))
    };
    let steps: Vec<&Edge> = (0..cycle.len()).filter_map(edge).collect();
    let Some(at) = steps.iter().position(|edge| edge.kind == Kind::Required) else { return };
    let found = Diagnostic::new(
        Code::RecursiveValue,
        steps[at].span,
        format!(
            "a value of `{}` holds another one inside itself, without end{}",
            name(cycle[0]),
            way(&cycle.iter().map(|node| name(*node)).collect::<Vec<_>>())
        ),
    );
    let target = name(steps[at].target);
    let found = found.help(format!("write `*{target}` or `[]{target}`, or make the field optional"));
    let others = steps.iter().enumerate().filter(|(position, _)| *position != at).take(SHOWN);
    sink.push(others.fold(found, |found, (_, step)| found.also(step.span, format!("holds `{}`", name(step.target)))));
}

/// How many steps of a long cycle a message shows.
const SHOWN: usize = 6;

/// ` (A → B → A)`; nothing for a type that holds itself directly.
pub(super) fn way(names: &[&str]) -> String {
    match names {
        [] | [_] => String::new(),
        [first, ..] if names.len() <= SHOWN => format!(" ({} → {first})", names.join(" → ")),
        [first, ..] => format!(" ({} → … → {first})", names[..SHOWN].join(" → ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn cycles_by_value_have_no_finite_value() {
        assert_eq!(found_in_types("type A { X A }"), ["1 recursive-value"]);
        assert_eq!(found_in_types("type A { X C }\ntype C { X A }"), ["1 recursive-value"]);
        assert_eq!(found_in_types("type A {\n X [2]A\n}"), ["2 recursive-value"]);
        assert_eq!(found_in_types("type A {\n X { Y A `json:\"y\"` }\n}"), ["2 recursive-value"]);
        assert_eq!(found_in_types("type A {\n B\n}\ntype B {\n X A `json:\"x\"`\n}"), ["5 recursive-value"]);
    }

    #[test]
    fn lists_maps_and_pointers_cut_them() {
        assert_eq!(found_in_types("type A {\n X []A\n Y map[string]A\n Z *A\n}"), [""; 0]);
    }

    #[test]
    fn an_optional_field_is_boxed() {
        assert_eq!(found_in_types("type A {\n X A `json:\"x,optional\"`\n}"), ["2 optional-recursion"]);
        assert_eq!(
            found_in_types("type B {\n X A `json:\"x\"`\n}\ntype A {\n X B `json:\"x,optional\"`\n}"),
            ["5 optional-recursion"]
        );
    }
}
