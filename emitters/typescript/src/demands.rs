//! What the server asks of each type, at each place where a route takes it: the base of `rules` and `zod`.

mod place;

use std::collections::BTreeSet;

use apic_compiler::emit::camel;
use apic_compiler::ir::{Api, Field, Input, Route, Slot, Source, Struct, StructId, TypeRef};

pub(crate) use self::place::Place;
use self::place::placed;
use crate::names::identifier;
use crate::scope::Scope;

/// One way in which a type is asked for; nearly all types have one.
pub(crate) struct Variant {
    pub(crate) struct_: StructId,
    /// Of its constant, without what follows: `moveItemReq`.
    pub(crate) stem: String,
    /// Places in the order in which the server looks at them.
    pub(crate) demands: Vec<Demand>,
    /// The routes that take it so; none for what is part of a body.
    pub(crate) routes: Vec<String>,
    /// The same, by group and place in it.
    pub(crate) origins: Vec<(usize, usize)>,
}

/// One field at one place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Demand {
    pub(crate) place: Place,
    pub(crate) field: usize,
    pub(crate) slot: usize,
}

/// All variants, in order of the types.
pub(crate) struct Demands {
    variants: Vec<Variant>,
    /// By struct: what it is inside of a JSON body.
    objects: Vec<Option<usize>>,
}

// === impl Demands ===

impl Demands {
    pub(crate) fn new(api: &Api) -> Self {
        let mut this = Self { variants: Vec::new(), objects: vec![None; api.structs.len()] };
        let inner = inner_structs(api);
        let mut scope = Scope::default();
        for (index, struct_) in api.structs.iter().enumerate() {
            let id = StructId(index);
            let from = this.variants.len();
            for (origin, route) in routes(api) {
                if let Some(request) = route.request.as_ref().filter(|request| request.type_ == TypeRef::Struct(id)) {
                    let index = this.add(from, id, placed(request, route.method), Some(route));
                    this.variants[index].origins.push(origin);
                }
            }
            if inner.contains(&id) {
                this.objects[index] = Some(this.add(from, id, object(struct_), None));
            }
            for (nth, variant) in this.variants[from..].iter_mut().enumerate() {
                let suffix = if nth == 0 { "" } else { variant.suffix() };
                variant.stem = scope.take(format!("{}{suffix}", identifier(&camel(&struct_.name))));
            }
        }
        this
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Variant> {
        self.variants.iter()
    }

    /// What a struct is inside of a JSON body.
    pub(crate) fn object(&self, id: StructId) -> Option<&Variant> {
        self.variants.get((*self.objects.get(id.0)?)?)
    }

    /// Whether every route that takes a struct has this field where empty text is not sent.
    pub(crate) fn is_unsent_if_empty(&self, id: StructId, field: usize) -> bool {
        let mut routes =
            self.variants.iter().filter(|found| found.struct_ == id && !found.routes.is_empty()).peekable();
        let at = |demand: &Demand| demand.field == field && matches!(demand.place, Place::Query | Place::Form);
        routes.peek().is_some() && routes.all(|variant| variant.demands.iter().any(at))
    }

    fn add(&mut self, from: usize, struct_: StructId, demands: Vec<Demand>, route: Option<&Route>) -> usize {
        let known = self.variants.iter().skip(from).position(|variant| variant.demands == demands);
        let index = known.map_or(self.variants.len(), |at| from + at);
        if known.is_none() {
            self.variants.push(Variant {
                struct_,
                stem: String::new(),
                demands,
                routes: Vec::new(),
                origins: Vec::new(),
            });
        }
        let place = route.map(|route| format!("{} {}", route.method.as_str(), route.path.client));
        self.variants[index].routes.extend(place);
        index
    }
}

// === impl Variant ===

impl Variant {
    /// What tells it from the first of its type.
    fn suffix(&self) -> &'static str {
        let has = |place| self.demands.iter().any(|demand| demand.place == place);
        match (has(Place::Query), has(Place::Form)) {
            (true, _) => "Query",
            (_, true) => "Form",
            (false, false) => "Body",
        }
    }
}

impl Demand {
    pub(crate) fn parts<'a>(&self, struct_: &'a Struct) -> Option<(&'a Field, &'a Slot)> {
        let field = struct_.fields.get(self.field)?;
        Some((field, field.slots.get(self.slot)?))
    }
}

/// What the server reads absence as: with several sources it is stricter, because one of them must bring the value.
pub(crate) fn input(field: &Field, slot: &Slot) -> Input {
    if field.slots.len() < 2 {
        return slot.input.clone();
    }
    match &slot.input {
        Input::Lenient | Input::Required => Input::Required,
        Input::OptionalDefault(value) | Input::Default(value) => Input::Default(value.clone()),
        Input::Optional | Input::With(_) | Input::Without(_) => slot.input.clone(),
    }
}

/// Every route, by group and place in it.
fn routes(api: &Api) -> impl Iterator<Item = ((usize, usize), &Route)> {
    api.groups
        .iter()
        .enumerate()
        .flat_map(|(group, found)| found.routes.iter().enumerate().map(move |(index, route)| ((group, index), route)))
}

/// Structs that are part of a JSON body: of a request that is no struct, or of a field.
pub(crate) fn inner_structs(api: &Api) -> BTreeSet<StructId> {
    let mut open: Vec<&TypeRef> = Vec::new();
    for request in api.routes().filter_map(|route| route.request.as_ref()) {
        if let TypeRef::Struct(id) = request.type_ {
            open.extend(fields(api, id));
        } else {
            open.push(&request.type_);
        }
    }
    let mut found = BTreeSet::new();
    while let Some(type_) = open.pop() {
        if let Some(id) = struct_of(type_)
            && found.insert(id)
        {
            open.extend(fields(api, id));
        }
    }
    found
}

fn fields(api: &Api, id: StructId) -> impl Iterator<Item = &TypeRef> {
    api.structs.get(id.0).into_iter().flat_map(|found| &found.fields).map(|field| &field.type_)
}

/// The struct at the end of lists and maps.
fn struct_of(type_: &TypeRef) -> Option<StructId> {
    match type_ {
        TypeRef::Struct(id) => Some(*id),
        TypeRef::List(item) | TypeRef::Array { item, .. } => struct_of(item),
        TypeRef::Map { value, .. } => struct_of(value),
        TypeRef::Scalar(_) | TypeRef::Bytes | TypeRef::Any | TypeRef::Enum(_) | TypeRef::File => None,
    }
}

/// The JSON fields.
fn object(struct_: &Struct) -> Vec<Demand> {
    let mut demands = Vec::new();
    for (field, found) in struct_.fields.iter().enumerate() {
        if let Some(slot) = found.slots.iter().position(|slot| slot.source == Source::Json) {
            demands.push(Demand { place: Place::Body, field, slot });
        }
    }
    demands
}
