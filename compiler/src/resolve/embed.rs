//! Which fields of a flattened struct the wire shows, under which names (language.md §7.1: the shallowest wins).

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::FlatField;
use crate::ir::{Face, Source};
use crate::tree::{Field, Tag, TagPair};

/// One name of one field on the wire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown<'a> {
    /// Index into the flattened fields.
    pub(crate) field: usize,
    pub(crate) source: Source,
    pub(crate) wire: Cow<'a, str>,
}

/// Two fields of one struct with one wire name in one source, at one depth: the second is off the wire there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Clash<'a> {
    pub(crate) kept: usize,
    pub(crate) lost: Shown<'a>,
}

/// What one side sees of a flattened struct.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct View<'a> {
    /// In the order of the fields; those of one field in the order path, form, header, json.
    pub(crate) shown: Vec<Shown<'a>>,
    /// Hiding by a shallower field is normal and not listed.
    pub(crate) clashes: Vec<Clash<'a>>,
}

/// The keys of a tag that put a field on the wire.
pub(crate) const SOURCES: [(&str, Source); 4] =
    [("path", Source::Path), ("form", Source::Form), ("header", Source::Header), ("json", Source::Json)];

/// The pair of that key which counts: the first.
pub(crate) fn pair<'a>(tag: Option<&'a Tag>, key: &str) -> Option<&'a TagPair> {
    tag?.pairs.iter().find(|pair| pair.key == key)
}

/// Names of one field on the wire, hidden or not. `Face::Both` is read as a request.
pub(crate) fn wire_names<'a>(field: &FlatField<'a>, face: Face) -> Vec<(Source, Cow<'a, str>)> {
    if field.name.text == "_" {
        return Vec::new();
    }
    let tag = field.field.tag.as_ref();
    let go_name = || Cow::Owned(go_name(&field.name.text));
    let name_of = |pair: &'a TagPair| if pair.name.is_empty() { go_name() } else { Cow::Borrowed(pair.name.as_str()) };
    let named = |(key, source)| pair(tag, key).map(|pair| (source, name_of(pair)));
    let mut names: Vec<_> = match face {
        Face::Response => SOURCES.into_iter().filter(|(_, source)| *source == Source::Json).filter_map(named).collect(),
        Face::Request | Face::Both => SOURCES.into_iter().filter_map(named).collect(),
    };
    if names.is_empty() {
        names.push((Source::Json, go_name()));
    }
    names.retain(|(_, name)| name != "-");
    names
}

/// What a request or a response shows of flattened fields: of one name in one source the shallowest, of those the first.
pub(crate) fn view<'a>(fields: &[FlatField<'a>], face: Face) -> View<'a> {
    let named: Vec<Shown<'a>> = fields
        .iter()
        .enumerate()
        .flat_map(|(field, flat)| {
            wire_names(flat, face).into_iter().map(move |(source, wire)| Shown { field, source, wire })
        })
        .collect();
    let depth = |shown: &Shown<'_>| fields[shown.field].origin.len();
    let mut winners: BTreeMap<(Source, &str), &Shown<'a>> = BTreeMap::new();
    for shown in &named {
        let winner = winners.entry((shown.source, &shown.wire)).or_insert(shown);
        if depth(shown) < depth(winner) {
            *winner = shown;
        }
    }
    if winners.len() == named.len() {
        // No name comes twice.
        return View { shown: named, clashes: Vec::new() };
    }
    let mut view = View::default();
    for shown in &named {
        let Some(winner) = winners.get(&(shown.source, &*shown.wire)) else { continue };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::resolved;

    /// Each shown name as `source name <- Field` of type `A`.
    fn shown(text: &str, face: Face) -> Vec<String> {
        resolved(text, |resolved| {
            let flat = resolved.flatten(resolved.declared("A").unwrap());
            let line =
                |shown: &Shown<'_>| format!("{:?} {} <- {}", shown.source, shown.wire, flat[shown.field].name.text);
            view(&flat, face).shown.iter().map(line).collect()
        })
    }

    #[test]
    fn the_shallowest_wins_in_each_source() {
        let text = "type B {\n\tId int `json:\"id\" form:\"id\"`\n}\ntype A {\n\tB\n\tOwn int `json:\"id\"`\n}\n";
        assert_eq!(shown(text, Face::Request), ["Form id <- Id", "Json id <- Own"]);
        assert_eq!(shown(text, Face::Response), ["Json id <- Own"]);
    }

    #[test]
    fn names_that_are_not_written() {
        let text = "type A {\n\tx int\n\tY int `json:\",optional\"`\n\tZ int `form:\"z\"`\n\tOff int `json:\"-\"`\n\t_ int\n}\n";
        assert_eq!(shown(text, Face::Request), ["Json X <- x", "Json Y <- Y", "Form z <- Z"]);
        assert_eq!(shown(text, Face::Response), ["Json X <- x", "Json Y <- Y", "Json Z <- Z"]);
    }

    #[test]
    fn of_two_at_one_depth_the_first_stays() {
        let text = "type A {\n\tX int `json:\"n\"`\n\tY int `json:\"n\"`\n}\n";
        assert_eq!(shown(text, Face::Request), ["Json n <- X"]);
    }
}
