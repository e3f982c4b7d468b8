//! Binds names over the closure: types, and routes with what surrounds them.

mod base;
pub(crate) mod embed;
pub(crate) mod flatten;
pub(crate) mod reach;
pub(crate) mod route;
pub(crate) mod scope;
mod walk;

use std::collections::BTreeMap;

pub(crate) use base::{BASES, Base};

use crate::diagnostics::Sink;
use crate::load::Loaded;
use crate::source::{SourceId, Span};
use crate::tree::{Doc, Field, Item, Name, PathPiece, Route, Server, Service, Struct, TypeDeclaration, TypeExpression};

/// Index into [`Resolved::types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct TypeId(pub(crate) usize);

/// A closure whose references are bound. Made even if there are errors; then some names are [`Reference::Unknown`].
#[derive(Debug)]
pub(crate) struct Resolved<'a> {
    pub(crate) loaded: &'a Loaded,
    /// In closure order. Of two declarations with one name the first counts; the other is listed, but not bound.
    pub(crate) types: Vec<Declared<'a>>,
    pub(crate) names: BTreeMap<&'a str, TypeId>,
    /// All items with a route, in closure order.
    pub(crate) routes: Vec<RouteEntry<'a>>,
    /// Every struct body, declared and anonymous, outer before inner.
    pub(crate) structs: Vec<StructUse<'a>>,
    /// Every type expression of fields and bodies, outer before inner.
    pub(crate) expressions: Vec<&'a TypeExpression>,
    /// What reaches each type, at the index of its id.
    pub(crate) reach: Vec<Reach>,
}

/// A struct body where it stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct StructUse<'a> {
    pub(crate) struct_: &'a Struct,
    /// The declared type that it is, or is inside of; `None` inside a route's body.
    pub(crate) owner: Option<TypeId>,
    pub(crate) anonymous: bool,
}

/// Which sides of the wire see a declared type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    /// It is, or is part of, some request.
    pub(crate) request: bool,
    /// It is, or is part of, some response.
    pub(crate) response: bool,
    /// Some route's request is this struct, or embeds it: its fields come from path, query, header and body.
    pub(crate) sources: bool,
}

/// A declared type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Declared<'a> {
    pub(crate) source: SourceId,
    pub(crate) declaration: &'a TypeDeclaration,
    /// The group `type ( … )` that holds it, if it is the only type in there (its comment may stand above the group).
    pub(crate) sole_of_group: Option<Span>,
}

/// What a name in a type expression stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    Base(Base),
    Declared(TypeId),
    /// Reported, or in skipped text.
    Unknown,
}

/// One route with its surroundings.
#[derive(Debug, Clone)]
pub(crate) struct RouteEntry<'a> {
    pub(crate) source: SourceId,
    pub(crate) service: &'a Service,
    pub(crate) server: Option<&'a Server>,
    pub(crate) item: &'a Item,
    pub(crate) route: &'a Route,
    /// From `@handler`, or the legacy form; `None` was reported.
    pub(crate) handler: Option<Name>,
    pub(crate) doc: Option<&'a Doc>,
    /// Value of `group`, as written, slashes trimmed; empty without one.
    pub(crate) group: String,
    /// Prefix and path joined: empty parts dropped.
    pub(crate) path: Vec<PathPiece>,
}

/// One field of a struct after flattening.
#[derive(Debug, Clone)]
pub(crate) struct FlatField<'a> {
    pub(crate) field: &'a Field,
    /// One of the field's names.
    pub(crate) name: &'a Name,
    /// The embedded types that lead to it, outermost first; empty for an own field.
    pub(crate) origin: Vec<TypeId>,
    /// The source file of the declaration that holds it.
    pub(crate) source: SourceId,
}

/// Binds every reference of the closure, or reports it.
pub(crate) fn resolve<'a>(loaded: &'a Loaded, sink: &mut Sink) -> Resolved<'a> {
    let (types, names) = scope::declarations(loaded, sink);
    let routes = route::routes(loaded);
    let (structs, expressions) = walk::lists(&types, &routes);
    let mut resolved = Resolved { loaded, types, names, routes, structs, expressions, reach: Vec::new() };
    resolved.reach = reach::reach(&resolved);
    scope::report_unknown(&resolved, sink);
    resolved
}

// === impl Resolved ===

impl<'a> Resolved<'a> {
    /// What a name in a type expression stands for.
    pub(crate) fn reference(&self, name: &str) -> Reference {
        if let Some(base) = Base::from_name(name) {
            return Reference::Base(base);
        }
        self.names.get(name).map_or(Reference::Unknown, |id| Reference::Declared(*id))
    }

    /// The declared type that a name stands for.
    pub(crate) fn declared(&self, name: &str) -> Option<TypeId> {
        match self.reference(name) {
            Reference::Declared(id) => Some(id),
            Reference::Base(_) | Reference::Unknown => None,
        }
    }

    /// The declaration behind an id.
    pub(crate) fn type_(&self, id: TypeId) -> &Declared<'a> {
        // Ids are made by `resolve` alone, as indices into this list.
        &self.types[id.0]
    }

    /// All fields of a struct, own and embedded, in written order, embedded ones at the place of their embedding; nothing is hidden yet.
    ///
    /// A type that is embedded more than once is taken at its shallowest place alone: elsewhere all its fields would be hidden.
    pub(crate) fn flatten(&self, id: TypeId) -> Vec<FlatField<'a>> {
        let declared = self.type_(id);
        flatten::flatten(self, Some(id), &declared.declaration.struct_, declared.source)
    }

    /// The same for an anonymous struct.
    pub(crate) fn flatten_anonymous(&self, struct_: &'a Struct) -> Vec<FlatField<'a>> {
        flatten::flatten(self, None, struct_, struct_.span.source)
    }
}
