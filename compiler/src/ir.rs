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

pub use crate::wire::{Envelope, Int64, Wire};

/// A whole contract.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
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
