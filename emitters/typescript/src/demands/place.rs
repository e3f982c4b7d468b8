//! Where clients send the fields of a request.

use apic_compiler::ir::{BodyForm, Method, Placed, Request};

use super::Demand;

/// Where a field is sent, in the order of an answer's violations.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Path,
    Query,
    /// In the query as far as the server looks; no client can send it there.
    Nowhere,
    Form,
    Header,
    Body,
}

/// What clients send where, in declaration order within each source; query and form are one.
pub(super) fn placed(request: &Request, method: Method) -> Vec<Demand> {
    let at = |place: Place| move |placed: &Placed| Demand { place, field: placed.field, slot: placed.slot };
    let body = match (request.form, method) {
        (BodyForm::UrlEncoded | BodyForm::Multipart, _) => Place::Form,
        (BodyForm::Json | BodyForm::None, Method::Get | Method::Head) => Place::Nowhere,
        (
            BodyForm::Json | BodyForm::None,
            Method::Post | Method::Put | Method::Patch | Method::Delete | Method::Options,
        ) => Place::Body,
    };
    let mut demands: Vec<Demand> =
        request.path.iter().filter_map(|parameter| parameter.field.as_ref()).map(at(Place::Path)).collect();
    demands.extend(request.query.iter().map(at(Place::Query)));
    demands.extend(request.header.iter().map(at(Place::Header)));
    demands.extend(request.body.iter().map(at(body)));
    demands.sort_by_key(|demand| (demand.place.rank(), demand.field, demand.slot));
    demands
}

impl Place {
    fn rank(self) -> usize {
        match self {
            Self::Path => 0,
            Self::Query | Self::Nowhere | Self::Form => 1,
            Self::Header => 2,
            Self::Body => 3,
        }
    }
}
