//! Which sides see a struct, and whether they see it alike (clients.md §1 rule 7).

use super::Context;
use super::units::{UnitId, Units};
use crate::ir::{Face, Output, Source, StructId, Uses};
use crate::resolve::embed::{Shown, pair};
use crate::tree::TypeExpression;
use crate::wire::{self, Shape};

/// What was decided for one unit.
#[derive(Debug, Clone, Default)]
pub(super) struct Faces {
    pub(super) uses: Uses,
    /// The structs that stand for it: face and id, response first.
    pub(super) listed: Vec<(Face, StructId)>,
}

/// The sides of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Request,
    Response,
}

/// Decides the faces of all units, at the index of each.
pub(super) fn decide(context: &Context<'_>, units: &Units<'_>) -> Vec<Faces> {
    let uses = uses(context, units);
    let differs = differences(context, units);
    let mut next = 0;
    let mut id = || {
        next += 1;
        StructId(next - 1)
    };
    uses.into_iter()
        .zip(differs)
        .map(|(uses, differs)| {
            let requested = uses.request || uses.request_body;
            let listed = match (requested, uses.response) {
                (true, true) if differs => vec![(Face::Response, id()), (Face::Request, id())],
                (true, true) => vec![(Face::Both, id())],
                (true, false) => vec![(Face::Request, id())],
                (false, _) => vec![(Face::Response, id())],
            };
            Faces { uses, listed }
        })
        .collect()
}

/// The struct that a side sees of a unit.
pub(super) fn struct_id(faces: &[Faces], unit: UnitId, side: Side) -> Option<StructId> {
    let wanted = if side == Side::Request { Face::Request } else { Face::Response };
    let listed = &faces.get(unit.0)?.listed;
    listed.iter().find(|(face, _)| *face == wanted || *face == Face::Both).map(|(_, id)| *id)
}

/// Marks what each route reaches.
fn uses(context: &Context<'_>, units: &Units<'_>) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); units.list.len()];
    for entry in &context.resolved.routes {
        let type_ = |body: &Option<crate::tree::Body>| body.as_ref().and_then(|body| body.type_.clone());
        if let Some(type_) = type_(&entry.route.request) {
            reach_request(context, units, &type_, &mut uses);
        }
        if let Some((unit, _)) = type_(&entry.route.response).and_then(|type_| units.held(context, &type_)) {
            reach(context, units, unit, Side::Response, &mut uses);
        }
    }
    uses
}

fn reach_request(context: &Context<'_>, units: &Units<'_>, type_: &TypeExpression, uses: &mut [Uses]) {
    let Some((unit, direct)) = units.held(context, type_) else { return };
    if !direct {
        reach(context, units, unit, Side::Request, uses);
        return;
    }
    if std::mem::replace(&mut uses[unit.0].request, true) {
        return;
    }
    for held in json_units(context, units, unit, Side::Request) {
        reach(context, units, held, Side::Request, uses);
    }
}

/// Marks a unit that is part of a JSON body, and all that it holds.
fn reach(context: &Context<'_>, units: &Units<'_>, root: UnitId, side: Side, uses: &mut [Uses]) {
    let mut open = vec![root];
    while let Some(unit) = open.pop() {
        let flag = match side {
            Side::Request => &mut uses[unit.0].request_body,
            Side::Response => &mut uses[unit.0].response,
        };
        if !std::mem::replace(flag, true) {
            open.extend(json_units(context, units, unit, side));
        }
    }
}

/// The units that the JSON fields of a unit hold.
fn json_units(context: &Context<'_>, units: &Units<'_>, unit: UnitId, side: Side) -> Vec<UnitId> {
    let unit = units.get(unit);
    let shown = if side == Side::Request { &unit.request } else { &unit.response };
    let json = shown.iter().filter(|shown| shown.source == Source::Json);
    json.filter_map(|shown| units.held(context, &unit.fields[shown.field].field.type_)).map(|(id, _)| id).collect()
}

/// For each unit whether requests and responses see it differently: by itself, or because something that it holds does.
fn differences(context: &Context<'_>, units: &Units<'_>) -> Vec<bool> {
    let mut differs: Vec<bool> = units.list.iter().map(|unit| differs_by_itself(context, unit)).collect();
    let mut holders: Vec<Vec<usize>> = vec![Vec::new(); units.list.len()];
    for index in 0..units.list.len() {
        for held in json_units(context, units, UnitId(index), Side::Response) {
            holders[held.0].push(index);
        }
    }
    let mut open: Vec<usize> = (0..differs.len()).filter(|index| differs[*index]).collect();
    while let Some(index) = open.pop() {
        for holder in &holders[index] {
            if !std::mem::replace(&mut differs[*holder], true) {
                open.push(*holder);
            }
        }
    }
    differs
}

fn differs_by_itself(context: &Context<'_>, unit: &super::units::Unit<'_>) -> bool {
    unit.request != unit.response || unit.response.iter().any(|shown| presence_differs(context, unit, shown))
}

fn presence_differs(context: &Context<'_>, unit: &super::units::Unit<'_>, shown: &Shown<'_>) -> bool {
    let field = unit.fields[shown.field].field;
    let json = pair(field.tag.as_ref(), "json");
    // Whether absence is read as empty is the server's affair: to a caller the field is required either way.
    let mut options = json.into_iter().flat_map(|pair| &pair.options);
    let plain_input = !options.any(|option| option.name.starts_with("optional") || option.name == "default");
    let plain_output = wire::output(context.resolved, json, &field.type_) == Output::Present;
    let file = matches!(wire::shape(context.resolved, &field.type_), Shape::Any) && shown.source == Source::Form;
    !(plain_input && plain_output) || file
}
