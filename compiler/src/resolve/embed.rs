//! Embedded structs: a struct's fields in one list, and which of them the wire shows (language.md §7.1: the shallowest wins).

use std::collections::{BTreeMap, VecDeque};

use super::{FlatField, Resolved, TypeId};
use crate::ir::{Face, Source};
use crate::source::SourceId;
use crate::tree::{Embedded, Field, Member, Struct, Tag, TagPair};

/// Embedding deeper than this is refused by the check `embedding_cycle`, and not followed here at all.
pub(crate) const DEPTH: usize = 128;

/// One name of one field on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Index into the flattened fields.
    pub(crate) field: usize,
    pub(crate) source: Source,
    pub(crate) wire: String,
}

/// Two fields of one struct with one wire name in one source, at one depth: the second is off the wire there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash {
    pub(crate) kept: usize,
    pub(crate) lost: Shown,
}

/// What one side sees of a flattened struct.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct View {
    /// In the order of the fields; those of one field in the order path, form, header, json.
    pub(crate) shown: Vec<Shown>,
    /// Hiding by a shallower field is normal and not listed.
    pub(crate) clashes: Vec<Clash>,
}

/// The keys of a tag that put a field on the wire.
pub(crate) const SOURCES: [(&str, Source); 4] =
    [("path", Source::Path), ("form", Source::Form), ("header", Source::Header), ("json", Source::Json)];

/// The pair of that key which counts: the first.
pub(crate) fn pair<'a>(tag: Option<&'a Tag>, key: &str) -> Option<&'a TagPair> {
    tag?.pairs.iter().find(|pair| pair.key == key)
}

/// Names of one field on the wire, hidden or not. `Face::Both` is read as a request.
pub(crate) fn wire_names(field: &FlatField<'_>, face: Face) -> Vec<(Source, String)> {
    if field.name.text == "_" {
        return Vec::new();
    }
    let tag = field.field.tag.as_ref();
    let name_of = |pair: &TagPair| if pair.name.is_empty() { go_name(&field.name.text) } else { pair.name.clone() };
    let named = |(key, source)| pair(tag, key).map(|pair| (source, name_of(pair)));
    let mut names: Vec<_> = match face {
        Face::Response => SOURCES.into_iter().filter(|(_, source)| *source == Source::Json).filter_map(named).collect(),
        Face::Request | Face::Both => SOURCES.into_iter().filter_map(named).collect(),
    };
    if names.is_empty() {
        names.push((Source::Json, go_name(&field.name.text)));
    }
    names.retain(|(_, name)| name != "-");
    names
}

/// What a request or a response shows of flattened fields: of one name in one source the shallowest, of those the first.
pub(crate) fn view(fields: &[FlatField<'_>], face: Face) -> View {
    let named: Vec<Shown> = fields
        .iter()
        .enumerate()
        .flat_map(|(field, flat)| {
            wire_names(flat, face).into_iter().map(move |(source, wire)| Shown { field, source, wire })
        })
        .collect();
    let depth = |shown: &Shown| fields[shown.field].origin.len();
    let mut winners: BTreeMap<(Source, &str), &Shown> = BTreeMap::new();
    for shown in &named {
        let winner = winners.entry((shown.source, &shown.wire)).or_insert(shown);
        if depth(shown) < depth(winner) {
            *winner = shown;
        }
    }
    let mut view = View::default();
    for shown in &named {
        let Some(winner) = winners.get(&(shown.source, shown.wire.as_str())) else { continue };
        if *winner == shown {
            view.shown.push(shown.clone());
        } else if depth(winner) == depth(shown) {
            view.clashes.push(Clash { kept: winner.field, lost: shown.clone() });
        }
    }
    view
}

/// The name that goctl gives the Go field.
pub(crate) fn go_name(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a field has no name on that side of the wire.
pub(crate) fn off_wire(field: &Field, face: Face) -> bool {
    let tag = field.tag.as_ref();
    let mut pairs = SOURCES.iter().filter(|(_, source)| face != Face::Response || *source == Source::Json);
    let mut named = pairs.by_ref().filter_map(|(key, _)| pair(tag, key)).peekable();
    field.names.iter().all(|name| name.text == "_") || (named.peek().is_some() && named.all(|pair| pair.name == "-"))
}

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
