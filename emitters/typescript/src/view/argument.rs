//! The one flat argument of a route's function (clients.md §3, "Request argument").

use apic_compiler::ir::{Placed, Request, Route, StructId};

use crate::Context;
use crate::digits::is_wide_text;
use crate::expression::{self, is_inherited, member, own_member, quote, type_key};
use crate::imports::{Imports, Piece};
use crate::keys;
use crate::types::{Place, is_optional, label};

/// How the argument is declared, and how its parts are read.
pub(crate) struct Argument<'a> {
    context: &'a Context<'a>,
    request: Option<&'a Request>,
    /// The declaration, or nothing for a route without input.
    pub(crate) declaration: Vec<String>,
    /// Its type, of a route with input.
    type_: Option<String>,
    /// Parameters of the path that no field holds, with their keys.
    extra: Vec<(String, String)>,
}

/// Key of a body that is no struct, where it has to share the argument with parameters of the path.
pub(crate) const BODY: &str = "body";

impl<'a> Argument<'a> {
    pub(crate) fn new(context: &'a Context<'a>, route: &'a Route, imports: &mut Imports) -> Self {
        let mut argument =
            Self { context, request: route.request.as_ref(), declaration: Vec::new(), type_: None, extra: Vec::new() };
        argument.extra = argument.extra_keys(route);
        argument.type_ = argument.label(imports);
        argument.declaration = argument.type_.iter().map(|type_| argument.declare(argument.name(), type_)).collect();
        argument
    }

    /// The declaration where the argument is passed on as a whole.
    pub(crate) fn read(&self) -> Option<String> {
        self.type_.as_ref().map(|type_| self.declare("req", type_))
    }

    pub(crate) fn type_(&self) -> Option<&str> {
        self.type_.as_deref()
    }

    /// The value of a placed field.
    pub(crate) fn value(&self, placed: &Placed, imports: &mut Imports) -> String {
        let key = self.context.names.key(placed.struct_, placed.field).unwrap_or_else(|| placed.wire.as_str());
        let is_own = is_inherited(key) && self.may_be_absent(placed.struct_, placed.field);
        let is_wide = is_wide_text(self.context.api, placed);
        let pieces = [(is_own, Piece::Own), (is_wide, Piece::Digits)];
        pieces.iter().filter(|(is_needed, _)| *is_needed).for_each(|(_, piece)| imports.runtime(*piece));
        let value = if is_own { own_member(key) } else { member(key) };
        if is_wide { format!("$digits({value})") } else { value }
    }

    /// The body of a request that is no struct, or a struct that travels as it is.
    pub(crate) fn whole(&self) -> String {
        let is_shared = self.struct_().is_none() && !self.extra.is_empty();
        if is_shared { member(BODY) } else { "req".to_string() }
    }

    /// Whether all fields of the request struct travel in the body, each under its key.
    pub(crate) fn is_body(&self, placed: &[Placed]) -> bool {
        let Some(id) = self.struct_() else { return true };
        let fields = self.context.api.structs.get(id.0).map_or(0, |found| found.fields.len());
        let same = |placed: &Placed| self.context.names.key(id, placed.field) == Some(placed.wire.as_str());
        self.extra.is_empty() && placed.len() == fields && placed.iter().all(same)
    }

    /// The path as an expression.
    pub(crate) fn path(&self, route: &Route) -> String {
        expression::path(&route.path, |name| {
            let key = self.extra.iter().find(|(parameter, _)| parameter == name).map(|(_, key)| key.as_str());
            key.or_else(|| self.parameter_key(name)).map_or_else(|| member(name), member)
        })
    }

    pub(crate) fn struct_(&self) -> Option<StructId> {
        super::shape::struct_of(self.request?)
    }

    fn parameter_key(&self, name: &str) -> Option<&'a str> {
        let parameter = self.request?.path.iter().find(|parameter| parameter.name == name)?;
        let placed = parameter.field.as_ref()?;
        self.context.names.key(placed.struct_, placed.field)
    }

    /// Parameters of the path that no field holds.
    pub(crate) fn has_extra(&self) -> bool {
        !self.extra.is_empty()
    }

    /// Whether a field has a place on this route.
    pub(crate) fn is_placed(&self, field: usize) -> bool {
        self.placed().iter().any(|at| at.field == field)
    }

    fn extra_keys(&self, route: &Route) -> Vec<(String, String)> {
        let mut extra: Vec<(String, String)> = Vec::new();
        for name in expression::parameters(&route.path).filter(|name| self.parameter_key(name).is_none()) {
            let fields = self.fields().into_iter().filter_map(|(id, index)| self.context.names.key(id, index));
            let body = self.request.filter(|_| self.struct_().is_none()).map(|_| BODY);
            let key = keys::of_parameter(name, fields.chain(body).chain(extra.iter().map(|(_, key)| key.as_str())));
            extra.push((name.to_string(), key));
        }
        extra
    }

    fn label(&self, imports: &mut Imports) -> Option<String> {
        let mut members: Vec<String> = self.extra.iter().map(|(_, key)| format!("{}: string", type_key(key))).collect();
        let own = self.request.map(|request| label(self.context, Place::Request, &request.type_, imports));
        let own = match (own, self.struct_()) {
            (Some(own), Some(_)) => Some(self.less(own, imports)),
            (Some(own), None) if !members.is_empty() => {
                members.push(format!("{BODY}: {own}"));
                None
            }
            (own, _) => own,
        };
        let extra = (!members.is_empty()).then(|| format!("{{ {} }}", members.join("; ")));
        match (own, extra) {
            (Some(own), Some(extra)) => Some(format!("{own} & {extra}")),
            (own, extra) => own.or(extra),
        }
    }

    /// The struct without the fields that this route has no place for: a `path` field whose parameter another route has.
    fn less(&self, own: String, imports: &mut Imports) -> String {
        let unplaced = self.fields().into_iter().filter(|(_, index)| !self.is_placed(*index));
        let keys: Vec<String> =
            unplaced.filter_map(|(id, index)| self.context.names.key(id, index)).map(quote).collect();
        if keys.is_empty() {
            return own;
        }
        imports.runtime(Piece::Less);
        format!("$Less<{own}, {}>", keys.join(" | "))
    }

    /// Nothing of it is read: a parameter that is not used must say so.
    fn name(&self) -> &'static str {
        if self.is_free() && self.is_unread() && !self.context.options.zod { "_req" } else { "req" }
    }

    /// Whether it may be left out.
    fn is_free(&self) -> bool {
        let may_be_absent = |at: &&Placed| self.may_be_absent(at.struct_, at.field);
        self.extra.is_empty() && self.struct_().is_some_and(|_| self.placed().iter().all(may_be_absent))
    }

    fn declare(&self, name: &str, type_: &str) -> String {
        let placed = self.placed();
        if !self.is_free() {
            return format!("{name}: {type_}");
        }
        let key = |at: &&Placed| self.context.names.key(at.struct_, at.field).is_some_and(is_inherited);
        // `{}` has a `toString`, so it does not fit a type that declares another one.
        let cast = if placed.iter().any(key) { format!(" as {type_}") } else { String::new() };
        format!("{name}: {type_} = {{}}{cast}")
    }

    fn is_unread(&self) -> bool {
        let has_body = self.request.is_some_and(super::shape::has_body);
        self.placed().is_empty() && !has_body
    }

    /// Fields of the request struct that have a key.
    fn fields(&self) -> Vec<(StructId, usize)> {
        let Some(id) = self.struct_() else { return Vec::new() };
        let count = self.context.api.structs.get(id.0).map_or(0, |found| found.fields.len());
        (0..count)
            .map(|index| (id, index))
            .filter(|(id, index)| self.context.names.key(*id, *index).is_some())
            .collect()
    }

    /// Every place of every field.
    fn placed(&self) -> Vec<&'a Placed> {
        let Some(request) = self.request else { return Vec::new() };
        let path = request.path.iter().filter_map(|parameter| parameter.field.as_ref());
        path.chain(&request.query).chain(&request.header).chain(&request.body).collect()
    }

    fn may_be_absent(&self, id: StructId, field: usize) -> bool {
        let found = self.context.api.structs.get(id.0).and_then(|found| found.fields.get(field));
        found.is_some_and(|field| is_optional(Place::Request, field))
    }
}
