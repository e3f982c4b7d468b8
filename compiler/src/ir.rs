//! The checked model: everything that an emitter may know, decided and in order.
//!
//! Plain data. Wire names, places, presence, defaults and full paths are final: an emitter prints them and derives none. Types come once per *face*
//! (clients.md §1 rule 7): if requests and responses see a type differently, it is listed twice, as `Item` and `ItemInput`, and every reference already
//! points at the right one.

mod doc;
mod field;
mod group;
mod info;
mod name;
mod request;
mod response;
mod route;
mod server;
mod types;

pub use doc::{Doc, RouteDoc};
pub use field::{Bound, Carried, Field, Input, Number, Origin, Output, Presence, Range, Slot, Source};
pub use group::Group;
pub use info::Info;
pub use name::{Name, WireName};
pub use request::{BodyForm, Parameter, Placed, Request};
pub use response::Response;
pub use route::{Method, Path, Route, Segment};
pub use server::{Guard, Policy};
pub use types::{
    Enum, EnumId, EnumValue, Face, FileName, Int, MapKey, Scalar, ScalarType, Struct, StructId, TypeRef, Uses,
};

pub use crate::wire::{Envelope, Int64, Wire, takes_base64};

/// The number of this form. It grows when something in here is renamed or removed; additions keep it.
pub const VERSION: u32 = 1;

/// The model as a JSON document, `ir_version` first.
pub fn document(api: &Api) -> serde_json::Value {
    let mut document = serde_json::Map::new();
    document.insert("ir_version".into(), VERSION.into());
    if let Ok(serde_json::Value::Object(members)) = serde_json::to_value(api) {
        document.extend(members);
    }
    serde_json::Value::Object(document)
}

/// The JSON Schema of [`document`].
pub fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Api);
    schema.insert("title".into(), format!("apic model, ir_version {VERSION}").into());
    if let Some(serde_json::Value::Object(properties)) = schema.get_mut("properties") {
        properties.insert("ir_version".into(), serde_json::json!({ "const": VERSION }));
    }
    schema.into()
}

/// A whole contract.
#[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
pub struct Api {
    /// Path of the entry file, as the user named it; for the first line of generated files.
    pub entry: String,
    /// The service's name: `bookstore-api` as words.
    pub service: Name,
    /// The same as written.
    pub service_name: String,
    pub info: Info,
    /// Project-wide wire facts.
    pub wire: Wire,
    /// In declaration order; an inline struct follows the type that holds it, a request face its response face.
    pub structs: Vec<Struct>,
    /// In declaration order of the fields that list them.
    pub enums: Vec<Enum>,
    /// In order of first mention; routes without a group form a group without segments.
    pub groups: Vec<Group>,
}

impl Api {
    /// Every route, group by group.
    pub fn routes(&self) -> impl Iterator<Item = &Route> {
        self.groups.iter().flat_map(|group| &group.routes)
    }

    /// Whether there is one.
    pub fn has_routes(&self) -> bool {
        self.routes().next().is_some()
    }
}
