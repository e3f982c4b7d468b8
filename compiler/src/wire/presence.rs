//! What a request must say and what an answer holds, field by field (language.md §7.1).

use std::collections::BTreeMap;

use super::default::default_value;
use super::shape::{Shape, shape};
use crate::ir::{Input, Output, WireName};
use crate::resolve::{Resolved, TypeId};
use crate::tree::{Field, Member, Struct, TagOption, TagPair, TypeExpression, TypeKind};

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

/// Whether go-zero reads the absence of a required value as empty (language.md §7.4): every map, and a struct of which each field may be absent.
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
            let declared = resolved.types.get(id.0);
            let absent =
                declared.is_some_and(|declared| members_may_be_absent(resolved, &declared.declaration.struct_, memo));
            memo.depth -= 1;
            memo.known.insert(*id, absent);
            absent
        }
        Shape::Inline(struct_) => members_may_be_absent(resolved, struct_, memo),
        _ => false,
    }
}

fn members_may_be_absent(resolved: &Resolved<'_>, struct_: &Struct, memo: &mut Absences) -> bool {
    struct_.members.iter().all(|member| match member {
        Member::Field(field) => field_may_be_absent(resolved, field, memo),
        Member::Embedded(embedded) => {
            let id = resolved.declared(&embedded.name.text).filter(|_| !embedded.pointer);
            id.is_some_and(|id| may_be_absent(resolved, &Shape::Struct(id), memo))
        }
    })
}

/// A field inside of a required value. go-zero asks for `optional`, unless it stands with a `!`, or a `default`; a field without any option must be a
/// struct of such fields. A required map or pointer, which elsewhere may be absent, may not be so here.
fn field_may_be_absent(resolved: &Resolved<'_>, field: &Field, memo: &mut Absences) -> bool {
    let pairs = field.tag.as_ref().map_or(&[][..], |tag| &tag.pairs);
    let json = pairs.iter().find(|pair| pair.key == "json");
    match json.map_or(&[][..], |pair| &pair.options) {
        // Under tags of other sources alone it is never read from JSON.
        [] if json.is_none() && !pairs.is_empty() => false,
        [] => match shape(resolved, &field.type_) {
            _ if matches!(field.type_.kind, TypeKind::Pointer(_)) => false,
            inner @ (Shape::Struct(_) | Shape::Inline(_)) => may_be_absent(resolved, &inner, memo),
            _ => false,
        },
        options => {
            let value = |option: &TagOption| option.value.clone().unwrap_or_default();
            let optional = options.iter().find(|option| option.name.starts_with("optional")).map(value);
            match optional {
                Some(other) => !other.starts_with('!'),
                None => options.iter().any(|option| option.name == "default" && !value(option).is_empty()),
            }
        }
    }
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
