//! A closure becomes the model.

mod doc;
mod enums;
mod faces;
mod field;
mod group;
mod info;
mod request;
mod route;
mod types;
mod units;

use crate::ir::{Api, WireName};
use crate::resolve::Resolved;
use crate::wire::{self, Wire};

/// What every part of lowering needs.
pub(crate) struct Context<'a> {
    pub(crate) resolved: &'a Resolved<'a>,
    pub(crate) wire: &'a Wire,
}

/// Builds the model. It runs beside the checks, so it must end well for every closure whose names are bound; of one with errors nobody sees it.
pub(crate) fn lower(resolved: &Resolved<'_>, wire: &Wire) -> Api {
    let context = Context { resolved, wire };
    let units = units::collect(&context);
    let faces = faces::decide(&context, &units);
    let (structs, enums) = types::structs(&context, &units, &faces);
    let groups = group::groups(&request::Types { context: &context, units: &units, faces: &faces, structs: &structs });
    let service = service_name(resolved);
    let info = info::info(resolved);
    Api {
        entry: resolved.loaded.sources.list.first().map(|source| source.path.clone()).unwrap_or_default(),
        service: wire::words(&service),
        service_name: service,
        wire: Wire { envelope: wire::envelope(&info, wire.envelope), ..wire.clone() },
        info,
        structs,
        enums,
        groups,
    }
}

/// The name of the service; blocks without routes do not count, since they may have another one.
fn service_name(resolved: &Resolved<'_>) -> String {
    resolved.routes.first().map_or_else(|| "api".to_string(), |entry| entry.service.name.text.clone())
}

/// For the parts of lowering: a wire name that the contract spells.
fn wire_name(text: &str) -> WireName {
    WireName::new(text)
}

#[cfg(test)]
mod tests;
