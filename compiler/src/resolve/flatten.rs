//! A struct's own and embedded fields in one list.

use std::collections::{BTreeMap, VecDeque};

use super::{FlatField, Resolved, TypeId};
use crate::source::SourceId;
use crate::tree::{Embedded, Member, Struct};

/// Embedding deeper than this is refused by the check `embedding_cycle`, and not followed here at all.
pub(crate) const DEPTH: usize = 128;

/// Own and embedded fields in written order. See [`Resolved::flatten`].
pub(super) fn flatten<'a>(
    resolved: &Resolved<'a>,
    id: Option<TypeId>,
    struct_: &'a Struct,
    source: SourceId,
) -> Vec<FlatField<'a>> {
    let mut flat = Vec::with_capacity(struct_.members.len());
    let root = Holder { id, struct_, source };
    let places = shallowest(resolved, root).taken;
    collect(resolved, &places, &mut vec![root], &mut flat);
    flat
}

/// The embeddings of a struct whose fields would count twice at one depth: type, and the struct's own member that leads to the later place.
pub(crate) fn repeats<'a>(
    resolved: &Resolved<'a>,
    id: Option<TypeId>,
    struct_: &'a Struct,
) -> Vec<(TypeId, &'a Embedded)> {
    shallowest(resolved, Holder { id, struct_, source: struct_.span.source }).repeated
}

/// A struct whose members are being read.
#[derive(Clone, Copy)]
struct Holder<'a> {
    /// `None` for an anonymous root.
    id: Option<TypeId>,
    struct_: &'a Struct,
    source: SourceId,
}

/// A place where a type is embedded: the type that holds it, and its position there.
type Place = (Option<TypeId>, usize);

#[derive(Default)]
struct Places<'a> {
    /// For each embedded type the one place where its fields are taken: the first among the shallowest.
    taken: BTreeMap<TypeId, Place>,
    repeated: Vec<(TypeId, &'a Embedded)>,
}

fn shallowest<'a>(resolved: &Resolved<'a>, root: Holder<'a>) -> Places<'a> {
    let mut places = Places::default();
    if !has_embedded(root.struct_) {
        return places;
    }
    let mut depths: BTreeMap<TypeId, usize> = root.id.map(|id| (id, 0)).into_iter().collect();
    let mut queue = VecDeque::from([(root, None::<&Embedded>, 0)]);
    while let Some((holder, way, depth)) = queue.pop_front() {
        if depth == DEPTH && has_embedded(holder.struct_) {
            // An error; following all the ways of a long chain from each of its types would cost its square.
            return Places::default();
        }
        for (position, member) in holder.struct_.members.iter().enumerate() {
            let Member::Embedded(embedded) = member else { continue };
            let Some(id) = resolved.declared(&embedded.name.text) else { continue };
            let way = way.unwrap_or(embedded);
            match depths.get(&id) {
                // The same type twice in one struct is `duplicate-field`.
                Some(known)
                    if *known == depth + 1 && places.taken.get(&id).is_some_and(|place| place.0 != holder.id) =>
                {
                    places.repeated.push((id, way));
                }
                Some(_) => {}
                None => {
                    depths.insert(id, depth + 1);
                    places.taken.insert(id, (holder.id, position));
                    let declared = resolved.type_(id);
                    let struct_ = &declared.declaration.struct_;
                    queue.push_back((Holder { id: Some(id), struct_, source: declared.source }, Some(way), depth + 1));
                }
            }
        }
    }
    places
}

fn has_embedded(struct_: &Struct) -> bool {
    struct_.members.iter().any(|member| matches!(member, Member::Embedded(_)))
}

/// Recursion is bounded by [`DEPTH`]: only places that [`shallowest`] found are entered, each once.
fn collect<'a>(
    resolved: &Resolved<'a>,
    places: &BTreeMap<TypeId, Place>,
    trail: &mut Vec<Holder<'a>>,
    flat: &mut Vec<FlatField<'a>>,
) {
    let Some(holder) = trail.last().copied() else { return };
    for (position, member) in holder.struct_.members.iter().enumerate() {
        match member {
            Member::Field(field) => flat.extend(field.names.iter().map(|name| FlatField {
                field,
                name,
                origin: trail[1..].iter().filter_map(|holder| holder.id).collect(),
                source: holder.source,
            })),
            Member::Embedded(embedded) => {
                let Some(id) = resolved.declared(&embedded.name.text) else { continue };
                if places.get(&id) == Some(&(holder.id, position)) {
                    let declared = resolved.type_(id);
                    let struct_ = &declared.declaration.struct_;
                    trail.push(Holder { id: Some(id), struct_, source: declared.source });
                    collect(resolved, places, trail, flat);
                    trail.pop();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::resolved;
    use crate::resolve::Resolved;

    const TYPES: &str = "type Base {\n\tId int `json:\"id\"`\n}\ntype Left {\n\tBase\n\tL int `json:\"l\"`\n}\ntype Right {\n\tR int `json:\"r\"`\n\t*Base\n}\n";

    /// Each field as `Origin.Name`.
    fn fields(text: &str, type_: &str) -> Vec<String> {
        resolved(&format!("{TYPES}{text}"), |resolved: &Resolved<'_>| {
            let name = |id| resolved.type_(id).declaration.name.text.clone();
            let flat = resolved.flatten(resolved.declared(type_).unwrap());
            flat.iter()
                .map(|field| {
                    field
                        .origin
                        .iter()
                        .map(|id| name(*id))
                        .chain([field.name.text.clone()])
                        .collect::<Vec<_>>()
                        .join(".")
                })
                .collect()
        })
    }

    #[test]
    fn embedded_fields_stand_where_they_are_embedded() {
        let text = "type A {\n\tX, Y int `json:\"x\"`\n\tLeft\n\tZ int `json:\"z\"`\n}\n";
        assert_eq!(fields(text, "A"), ["X", "Y", "Left.Base.Id", "Left.L", "Z"]);
    }

    #[test]
    fn a_type_counts_at_its_shallowest_place() {
        assert_eq!(fields("type A {\n\tLeft\n\tRight\n\tBase\n}\n", "A"), ["Left.L", "Right.R", "Base.Id"]);
        assert_eq!(fields("type A {\n\tLeft\n\tRight\n}\n", "A"), ["Left.Base.Id", "Left.L", "Right.R"]);
    }

    #[test]
    fn cycles_and_unknown_names_end() {
        assert_eq!(fields("type A {\n\t*A\n\tNobody\n\tX int `json:\"x\"`\n}\n", "A"), ["X"]);
    }
}
