//! `embedding-cycle`, `redundant-embedding`: a type that embeds itself, by value or by way of a pointer. Also `nesting-too-deep` of embeddings.

use super::cycle::{components, cycles};
use super::recursive_value::way;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::flatten::DEPTH;
use crate::resolve::{Resolved, TypeId};
use crate::tree::{Embedded, Member};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let embeddings: Vec<Vec<(usize, &Embedded)>> =
        (0..resolved.types.len()).map(|node| of_type(resolved, TypeId(node))).collect();
    let graph = |keep: fn(&Embedded) -> bool| -> Vec<Vec<usize>> {
        embeddings.iter().map(|list| list.iter().filter(|edge| keep(edge.1)).map(|edge| edge.0).collect()).collect()
    };
    for cycle in cycles(&graph(|embedded| !embedded.pointer)) {
        report_cycle(resolved, &embeddings, &cycle, sink);
    }
    let all = graph(|_| true);
    let components = components(&all);
    for (node, list) in embeddings.iter().enumerate() {
        for (_, embedded) in
            list.iter().filter(|(target, embedded)| embedded.pointer && components[*target] == components[node])
        {
            let name = &resolved.types[node].declaration.name.text;
            let message =
                format!("embedding `*{}` leads back to `{name}`: the inner copy adds no fields", embedded.name.text);
            let help = format!("remove it, or name it: `Inner *{}`", embedded.name.text);
            sink.push(Diagnostic::new(Code::RedundantEmbedding, embedded.span, message).help(help));
        }
    }
    report_depth(resolved, &all, &components, sink);
}

fn of_type<'a>(resolved: &Resolved<'a>, id: TypeId) -> Vec<(usize, &'a Embedded)> {
    let members = resolved.types[id.0].declaration.struct_.members.iter();
    let embedded = members.filter_map(|member| match member {
        Member::Embedded(embedded) => resolved.declared(&embedded.name.text).map(|target| (target.0, embedded)),
        Member::Field(_) => None,
    });
    embedded.collect()
}

fn report_cycle(resolved: &Resolved<'_>, embeddings: &[Vec<(usize, &Embedded)>], cycle: &[usize], sink: &mut Sink) {
    let names: Vec<&str> = cycle.iter().map(|node| resolved.types[*node].declaration.name.text.as_str()).collect();
    let next = cycle[1 % cycle.len()];
    let Some((_, embedded)) =
        embeddings[cycle[0]].iter().find(|(target, embedded)| *target == next && !embedded.pointer)
    else {
        return;
    };
    let message = format!("type `{}` embeds itself{}", names[0], way(&names));
    let found = Diagnostic::new(Code::EmbeddingCycle, embedded.name.span, message);
    sink.push(found.help("remove the embedding, or hold the other type in a field: a list, a map or a pointer"));
}

/// Embedding nests types too: the limit of language.md §3.3 keeps flattening linear.
fn report_depth(resolved: &Resolved<'_>, edges: &[Vec<usize>], components: &[usize], sink: &mut Sink) {
    let mut depths = vec![None; edges.len()];
    for root in 0..edges.len() {
        let mut open = vec![(root, false)];
        while let Some((node, ready)) = open.pop() {
            if depths[node].is_some() {
                continue;
            }
            let inner = edges[node].iter().filter(|target| components[**target] != components[node]);
            if ready {
                let depth = inner.filter_map(|target| depths[*target]).max().map_or(0, |deepest: usize| deepest + 1);
                depths[node] = Some(depth);
                if depth == DEPTH + 1 {
                    let name = &resolved.types[node].declaration.name;
                    let message = format!("type `{}` embeds types more than {DEPTH} levels deep", name.text);
                    sink.push(
                        Diagnostic::new(Code::NestingTooDeep, name.span, message).help("hold some of them in fields"),
                    );
                }
            } else {
                open.push((node, true));
                open.extend(inner.filter(|target| depths[**target].is_none()).map(|target| (*target, false)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn by_value_it_is_an_error_and_by_pointer_a_warning() {
        assert_eq!(found_in_types("type A {\n A\n}"), ["2 embedding-cycle"]);
        assert_eq!(found_in_types("type A {\n\tB\n}\ntype B {\n\tA\n}"), ["2 embedding-cycle"]);
        assert_eq!(found_in_types("type A {\n *A\n X int `json:\"x\"`\n}"), ["2 redundant-embedding"]);
        assert_eq!(
            found_in_types("type A {\n *B\n}\ntype B {\n *A\n}"),
            ["2 redundant-embedding", "5 redundant-embedding"]
        );
    }

    #[test]
    fn chains_have_a_limit() {
        let chain =
            |length: usize| -> String { (0..length).map(|n| format!("type T{n}x {{ T{}x }}\n", n + 1)).collect() };
        assert_eq!(found_in_types(&format!("{}type T128x {{}}", chain(128))), [""; 0]);
        assert_eq!(found_in_types(&format!("{}type T129x {{}}", chain(129))), ["1 nesting-too-deep"]);
    }
}
