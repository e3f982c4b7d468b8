//! The structs of a contract, declared and inline ones alike, with their flattened fields.

use std::collections::BTreeMap;

use super::Context;
use crate::ir::{Face, FileName, Name};
use crate::resolve::embed::{Shown, view};
use crate::resolve::{FlatField, TypeId};
use crate::source::{SourceId, Span};
use crate::tree::{Member, Struct, TypeDeclaration, TypeExpression, TypeKind};
use crate::wire::{Shape, shape, words};

/// Index into [`Units::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct UnitId(pub(super) usize);

/// One struct, before its faces are decided.
pub(super) struct Unit<'a> {
    /// `Item`, or `<Type><Field>` for an inline struct.
    pub(super) name: Name,
    pub(super) source: SourceId,
    pub(super) file: FileName,
    /// `None` for an inline struct.
    pub(super) declaration: Option<(&'a TypeDeclaration, Option<Span>)>,
    pub(super) fields: Vec<FlatField<'a>>,
    /// What a request shows of the fields.
    pub(super) request: Vec<Shown<'a>>,
    /// What a response shows of the fields.
    pub(super) response: Vec<Shown<'a>>,
}

/// All structs: declared ones in closure order, each followed by the inline ones in its own fields.
pub(super) struct Units<'a> {
    pub(super) list: Vec<Unit<'a>>,
    declared: BTreeMap<TypeId, UnitId>,
    /// By the place of the inline struct.
    inline: BTreeMap<Span, UnitId>,
}

/// Lists the structs of the closure.
pub(super) fn collect<'a>(context: &Context<'a>) -> Units<'a> {
    let mut units = Units { list: Vec::new(), declared: BTreeMap::new(), inline: BTreeMap::new() };
    for (index, declared) in context.resolved.types.iter().enumerate() {
        let id = TypeId(index);
        let declaration = declared.declaration;
        let unit = UnitId(units.list.len());
        units.declared.insert(id, unit);
        units.list.push(Unit {
            name: words(&declaration.name.text),
            source: declared.source,
            file: file_name(context, declared.source),
            declaration: Some((declaration, declared.sole_of_group)),
            ..Unit::of(context.resolved.flatten(id))
        });
        units.add_inline_of(context, unit, &declaration.struct_);
    }
    units
}

// === impl Units ===

impl<'a> Units<'a> {
    /// The unit behind an id.
    pub(super) fn get(&self, id: UnitId) -> &Unit<'a> {
        // Ids are made in this file alone, as indices into the list.
        &self.list[id.0]
    }

    /// The unit that a shape is, if it is a struct.
    pub(super) fn of_shape(&self, shape: &Shape<'_>) -> Option<UnitId> {
        match shape {
            Shape::Struct(id) => self.declared.get(id).copied(),
            Shape::Inline(struct_) => self.inline.get(&struct_.span).copied(),
            _ => None,
        }
    }

    /// The unit that a type holds, through lists and maps; `by_value` tells whether it holds it directly.
    pub(super) fn held(&self, context: &Context<'_>, type_: &TypeExpression) -> Option<(UnitId, bool)> {
        let mut shape = shape(context.resolved, type_);
        let mut by_value = true;
        loop {
            shape = match shape {
                Shape::List(item) | Shape::Array(_, item) | Shape::Map(_, item) => {
                    by_value = false;
                    *item
                }
                other => return self.of_shape(&other).map(|id| (id, by_value)),
            };
        }
    }

    /// Inline structs inside the fields of a struct, and those inside them. The parser caps the nesting.
    fn add_inline_of(&mut self, context: &Context<'a>, holder: UnitId, struct_: &'a Struct) {
        for member in &struct_.members {
            let Member::Field(field) = member else { continue };
            let Some(inner) = inline_struct(&field.type_) else { continue };
            // `X, Y { … }` declares one inline struct under the first name.
            let Some(field_name) = field.names.first() else { continue };
            let Unit { name, source, file, .. } = self.get(holder);
            let (mut name, source, file) = (name.clone(), *source, file.clone());
            name.words.extend(words(&field_name.text).words);
            let unit = UnitId(self.list.len());
            self.inline.insert(inner.span, unit);
            self.list.push(Unit { name, source, file, ..Unit::of(flatten_inline(context, inner, source)) });
            self.add_inline_of(context, unit, inner);
        }
    }
}

// === impl Unit ===

impl<'a> Unit<'a> {
    fn of(fields: Vec<FlatField<'a>>) -> Self {
        let request = view(&fields, Face::Request).shown;
        let response = view(&fields, Face::Response).shown;
        let file = FileName { parts: Vec::new() };
        let name = Name { words: Vec::new() };
        Self { name, source: SourceId(0), file, declaration: None, fields, request, response }
    }
}

/// The inline struct inside a type, through pointers, lists and maps.
fn inline_struct(type_: &TypeExpression) -> Option<&Struct> {
    match &type_.kind {
        TypeKind::Struct(struct_) => Some(struct_),
        TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) | TypeKind::Map(_, inner) => {
            inline_struct(inner)
        }
        TypeKind::Name(_) | TypeKind::Any | TypeKind::Broken => None,
    }
}

fn flatten_inline<'a>(context: &Context<'a>, struct_: &'a Struct, source: SourceId) -> Vec<FlatField<'a>> {
    let mut fields = Vec::new();
    for member in &struct_.members {
        match member {
            Member::Field(field) => {
                fields.extend(field.names.iter().map(|name| FlatField { field, name, origin: Vec::new(), source }));
            }
            Member::Embedded(embedded) => {
                let Some(id) = context.resolved.declared(&embedded.name.text) else { continue };
                fields.extend(context.resolved.flatten(id).into_iter().map(|mut flat| {
                    flat.origin.insert(0, id);
                    flat
                }));
            }
        }
    }
    fields
}

/// The file's path relative to the entry's folder, without `.api`, leading `..` dropped.
pub(super) fn file_name(context: &Context<'_>, source: SourceId) -> FileName {
    let sources = &context.resolved.loaded.sources;
    let path = |id| sources.get(id).map_or("", |source| source.path.as_str());
    let (entry, path) = (path(SourceId(0)), path(source));
    let folder: Vec<&str> = entry.split('/').collect();
    let parts: Vec<&str> = path.split('/').collect();
    // The folders that the entry and the file share.
    let shared = folder.iter().rev().skip(1).rev().zip(&parts).take_while(|(one, other)| one == other).count();
    let mut parts: Vec<String> =
        parts.into_iter().skip(shared).filter(|part| !matches!(*part, "" | "." | "..")).map(str::to_string).collect();
    if let Some(last) = parts.last_mut() {
        *last = last.strip_suffix(".api").unwrap_or(last).to_string();
    }
    FileName { parts }
}
