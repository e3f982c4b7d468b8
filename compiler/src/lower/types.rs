//! Structs of the model, one per face, and what their recursion asks for.

use super::enums::Enums;
use super::faces::{Faces, Side};
use super::field::{Fields, Seen};
use super::units::{Unit, Units};
use super::{Context, doc};
use crate::ir::{Enum, Face, Input, Name, Struct, StructId, TypeRef};

/// All structs in declaration order, and the enums of their fields.
pub(super) fn structs(context: &Context<'_>, units: &Units<'_>, faces: &[Faces]) -> (Vec<Struct>, Vec<Enum>) {
    let mut fields = Fields::new(context, units, faces);
    let mut structs = Vec::new();
    for (unit, decided) in units.list.iter().zip(faces) {
        for (face, _) in &decided.listed {
            structs.push(struct_(context, unit, decided, *face, &mut fields));
        }
    }
    let Enums { list, .. } = fields.enums;
    mark_recursion(&mut structs);
    (structs, list)
}

fn struct_(context: &Context<'_>, unit: &Unit<'_>, decided: &Faces, face: Face, fields: &mut Fields<'_>) -> Struct {
    let side = if face == Face::Response { Side::Response } else { Side::Request };
    let mut uses = decided.uses;
    match face {
        Face::Request => uses.response = false,
        Face::Response => (uses.request, uses.request_body) = (false, false),
        Face::Both => {}
    }
    let response = face != Face::Request && decided.uses.response;
    let twin = face == Face::Request && decided.listed.len() > 1;
    Struct {
        name: face_name(&unit.name, twin),
        face,
        uses,
        file: unit.file.clone(),
        doc: doc::struct_(context, unit),
        fields: fields.of_unit(unit, Seen { side, response }),
        recursive: false,
    }
}

/// `Item`, or `ItemInput` for the request face of a struct that has two.
fn face_name(name: &Name, twin: bool) -> Name {
    let mut name = name.clone();
    name.words.extend(twin.then(|| "Input".to_string()));
    name
}

/// Sets `recursive` and `boxed`. A pointer on a cycle of values has no finite value unless it may be absent, so it may.
fn mark_recursion(structs: &mut [Struct]) {
    let all = components(structs, innermost);
    let direct = components(structs, |type_| if let TypeRef::Struct(id) = type_ { Some(*id) } else { None });
    for (index, struct_) in structs.iter_mut().enumerate() {
        struct_.recursive = all.cyclic[all.of[index]];
        for field in &mut struct_.fields {
            let TypeRef::Struct(id) = field.type_ else { continue };
            field.boxed = direct.of[id.0] == direct.of[index] && direct.cyclic[direct.of[index]];
            if field.boxed {
                let inputs = field.slots.iter_mut().map(|slot| &mut slot.input);
                for input in inputs.chain([&mut field.presence.input]) {
                    if matches!(input, Input::Required | Input::Lenient) {
                        *input = Input::Optional;
                    }
                }
            }
        }
    }
}

/// The struct at the end of lists, arrays and maps.
fn innermost(type_: &TypeRef) -> Option<StructId> {
    match type_ {
        TypeRef::Struct(id) => Some(*id),
        TypeRef::List(item) | TypeRef::Array { item, .. } | TypeRef::Map { value: item, .. } => innermost(item),
        TypeRef::Scalar(_) | TypeRef::Bytes | TypeRef::Any | TypeRef::Enum(_) | TypeRef::File => None,
    }
}

/// Strongly connected components.
struct Components {
    /// Component of each struct.
    of: Vec<usize>,
    /// Whether the component holds a cycle.
    cyclic: Vec<bool>,
}

/// Tarjan's algorithm with an own stack, since contracts may chain structs deeper than the native stack holds.
fn components(structs: &[Struct], edge: impl Fn(&TypeRef) -> Option<StructId>) -> Components {
    const UNSEEN: usize = usize::MAX;
    let edges: Vec<Vec<usize>> = structs
        .iter()
        .map(|item| item.fields.iter().filter_map(|field| edge(&field.type_)).map(|id| id.0).collect())
        .collect();
    let count = structs.len();
    let (mut order, mut low, mut of) = (vec![UNSEEN; count], vec![0; count], vec![UNSEEN; count]);
    let (mut path, mut cyclic, mut next) = (Vec::new(), Vec::new(), 0);
    for root in 0..count {
        let mut calls = if order[root] == UNSEEN { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, at)) = calls.pop() {
            if at == 0 {
                (order[node], low[node]) = (next, next);
                next += 1;
                path.push(node);
            }
            if let Some(target) = edges[node].get(at).copied() {
                calls.push((node, at + 1));
                if order[target] == UNSEEN {
                    calls.push((target, 0));
                } else if of[target] == UNSEEN {
                    low[node] = low[node].min(order[target]);
                }
                continue;
            }
            if let Some((above, _)) = calls.last() {
                low[*above] = low[*above].min(low[node]);
            }
            if low[node] == order[node] {
                let start = path.iter().rposition(|member| *member == node).unwrap_or_default();
                let members = path.split_off(start);
                cyclic.push(members.len() > 1 || edges[node].contains(&node));
                for member in members {
                    of[member] = cyclic.len() - 1;
                }
            }
        }
    }
    Components { of, cyclic }
}
