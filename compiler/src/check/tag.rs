//! Fields with their source tags, for the checks of options.

use crate::ir::Source;
use crate::resolve::embed::SOURCES;
use crate::resolve::{Resolved, StructUse};
use crate::source::{Sources, Span};
use crate::tree::{Field, Member, TagOption, TagPair};

/// One pair of a tag that names a source: `json:"a,optional"`.
#[derive(Clone, Copy)]
pub(super) struct Sourced<'a> {
    pub(super) body: StructUse<'a>,
    pub(super) field: &'a Field,
    pub(super) source: Source,
    pub(super) pair: &'a TagPair,
}

/// All fields, with the struct body of each.
pub(super) fn fields<'r, 'a>(
    resolved: &'r Resolved<'a>,
) -> impl Iterator<Item = (StructUse<'a>, &'a Field)> + use<'r, 'a> {
    resolved.structs.iter().flat_map(|body| {
        body.struct_.members.iter().filter_map(|member| match member {
            Member::Field(field) => Some((*body, field)),
            Member::Embedded(_) => None,
        })
    })
}

/// All pairs that name a source, in written order.
pub(super) fn sourced<'r, 'a>(resolved: &'r Resolved<'a>) -> impl Iterator<Item = Sourced<'a>> + use<'r, 'a> {
    fields(resolved).flat_map(|(body, field)| {
        let pairs = field.tag.iter().flat_map(|tag| &tag.pairs);
        pairs.filter_map(move |pair| {
            let (_, source) = SOURCES.iter().find(|(key, _)| *key == pair.key)?;
            Some(Sourced { body, field, source: *source, pair })
        })
    })
}

/// The option of that name which counts: the first.
pub(super) fn option<'a>(pair: &'a TagPair, name: &str) -> Option<&'a TagOption> {
    pair.options.iter().find(|option| option.name == name)
}

/// go-zero takes every option that starts with `optional` for it.
pub(super) fn is_optional(pair: &TagPair) -> bool {
    pair.options.iter().any(|option| option.name.starts_with("optional"))
}

/// The name of the field, or of its first if several share the tag.
pub(super) fn field_name(field: &Field) -> &str {
    field.names.first().map_or("", |name| &name.text)
}

/// An option with the blanks around it and the comma in front: what goes when it goes. `None` if no comma is there.
pub(super) fn with_comma(sources: &Sources, option: Span) -> Option<Span> {
    let text = sources.get(option.source)?.text.get(..option.start as usize)?;
    let comma = text.trim_end_matches([' ', '\t']).strip_suffix(',')?.len();
    Some(Span { start: comma as u32, end: blanks_behind(sources, option), ..option })
}

/// An option with the blanks around it.
pub(super) fn with_blanks(sources: &Sources, option: Span) -> Option<Span> {
    let text = sources.get(option.source)?.text.get(..option.start as usize)?;
    let start = text.trim_end_matches([' ', '\t']).len();
    Some(Span { start: start as u32, end: blanks_behind(sources, option), ..option })
}

fn blanks_behind(sources: &Sources, span: Span) -> u32 {
    let behind = sources.get(span.source).and_then(|source| source.text.get(span.end as usize..)).unwrap_or_default();
    span.end + (behind.len() - behind.trim_start_matches([' ', '\t']).len()) as u32
}
