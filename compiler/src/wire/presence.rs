//! What a request must say and what an answer holds, field by field (language.md §7.1).

use std::collections::BTreeMap;

use super::default::default_value;
use super::shape::{Shape, shape};
use crate::ir::{Input, Output, WireName};
use crate::resolve::{Resolved, TypeId};
use crate::tree::{Field, Member, TagOption, TagPair, TypeExpression, TypeKind};

/// The tag keys that name a source of a request.
const SOURCES: [&str; 4] = ["path", "form", "header", "json"];

/// What [`may_be_absent`] found out about declared structs.
#[derive(Debug, Default)]
pub(crate) struct Absences {
    /// `[wire] strict`: what is required is never read as empty.
    strict: bool,
    known: BTreeMap<TypeId, bool>,
    /// How many structs the walk is inside of.
    depth: usize,
}

impl Absences {
    pub(crate) fn new(strict: bool) -> Self {
        Self { strict, ..Self::default() }
    }
}

/// Structs inside structs deeper than this count as required: the walk recurses, and a contract may chain as many as it likes.
const DEPTH: usize = 128;

/// What a request must say for one source of a field.
pub(crate) fn input(
    resolved: &Resolved<'_>,
    pair: Option<&TagPair>,
    type_: &TypeExpression,
    memo: &mut Absences,
) -> Input {
    let options = pair.map_or(&[][..], |pair| &pair.options);
    let shape = shape(resolved, type_);
    let default = default_of(options, &shape);
    // go-zero takes every option that starts with `optional` for it.
    let optional = options.iter().find(|option| option.name.starts_with("optional"));
    match (optional.map(|option| option.value.as_deref().unwrap_or_default()), default) {
        (Some(""), Some(value)) => Input::OptionalDefault(value),
        (Some(""), None) => Input::Optional,
        (Some(other), _) => match other.strip_prefix('!') {
            Some(other) => Input::Without(WireName::new(other)),
            None => Input::With(WireName::new(other)),
        },
        (None, Some(value)) => Input::Default(value),
        (None, None) if !memo.strict && may_be_absent(resolved, &shape, memo) => Input::Lenient,
        (None, None) => Input::Required,
    }
}

/// The default of a field whose presence depends on a sibling.
pub(crate) fn fallback(resolved: &Resolved<'_>, pair: &TagPair, type_: &TypeExpression) -> Option<serde_json::Value> {
    let dependent = |option: &TagOption| {
        option.name.starts_with("optional") && option.value.as_deref().is_some_and(|value| !value.is_empty())
    };
    pair.options.iter().any(dependent).then(|| default_of(&pair.options, &shape(resolved, type_))).flatten()
}

fn default_of(options: &[TagOption], shape: &Shape<'_>) -> Option<serde_json::Value> {
    let option = options.iter().find(|option| option.name == "default")?;
    default_value(option.value.as_deref().unwrap_or_default(), shape).ok()
}

/// Whether go-zero reads the absence of a required value as empty (language.md §7.4): every map, and a struct of which each field may be absent and
/// none is a map, a pointer to a struct or of another source.
pub(crate) fn may_be_absent(resolved: &Resolved<'_>, shape: &Shape<'_>, memo: &mut Absences) -> bool {
    match shape {
        Shape::Map(..) => true,
        Shape::Struct(id) => {
            if let Some(known) = memo.known.get(id) {
                return *known;
            }
            // A struct inside itself has no finite value, so the answer inside does not matter.
            memo.known.insert(*id, false);
            if memo.depth == DEPTH {
                return false;
            }
            memo.depth += 1;
            let absent = resolved.flatten(*id).iter().all(|flat| field_may_be_absent(resolved, flat.field, memo));
            memo.depth -= 1;
            memo.known.insert(*id, absent);
            absent
        }
        Shape::Inline(struct_) => struct_.members.iter().all(|member| match member {
            Member::Field(field) => field_may_be_absent(resolved, field, memo),
            Member::Embedded(_) => false,
        }),
        _ => false,
    }
}

fn field_may_be_absent(resolved: &Resolved<'_>, field: &Field, memo: &mut Absences) -> bool {
    let pairs = field.tag.as_ref().map_or(&[][..], |tag| &tag.pairs);
    if pairs.iter().any(|pair| SOURCES[..3].contains(&pair.key.as_str())) {
        return false;
    }
    let inner = shape(resolved, &field.type_);
    let pointer_to_struct =
        matches!(field.type_.kind, TypeKind::Pointer(_)) && matches!(inner, Shape::Struct(_) | Shape::Inline(_));
    if pointer_to_struct || matches!(inner, Shape::Map(..)) {
        return false;
    }
    let json = pairs.iter().find(|pair| pair.key == "json");
    let may = json.is_some_and(|pair| {
        pair.name == "-"
            || pair.options.iter().any(|option| option.name.starts_with("optional") || option.name == "default")
    });
    may || may_be_absent(resolved, &inner, memo)
}

/// What an answer holds.
pub(crate) fn output(resolved: &Resolved<'_>, json: Option<&TagPair>, type_: &TypeExpression) -> Output {
    let omit = json.is_some_and(|pair| pair.options.iter().any(|option| option.name == "omitempty"));
    let shape = shape(resolved, type_);
    let pointer = matches!(type_.kind, TypeKind::Pointer(_)) && shape != Shape::Any;
    match (pointer, omit) {
        (true, true) => Output::OmitNull,
        (true, false) => Output::Nullable,
        // Go never leaves out a struct or an array.
        (false, true) if !matches!(shape, Shape::Struct(_) | Shape::Inline(_) | Shape::Array(..)) => Output::OmitEmpty,
        (false, _) => Output::Present,
    }
}
