//! What a route takes, sorted by place.

use super::{StructId, TypeRef, WireName};

/// The input of a route.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Request {
    /// A struct, whose fields are placed below; or a list, map or scalar, which is the JSON body itself.
    #[serde(rename = "type")]
    pub type_: TypeRef,
    /// Parameters of the path, in order. One without a field is an argument of its own.
    pub path: Vec<Parameter>,
    /// What clients write into the query string.
    pub query: Vec<Placed>,
    pub header: Vec<Placed>,
    /// What clients write into the body.
    pub body: Vec<Placed>,
    pub form: BodyForm,
}

/// How clients write the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BodyForm {
    /// No body, no content type.
    None,
    Json,
    UrlEncoded,
    Multipart,
}

/// A parameter of the path.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Parameter {
    /// As in the path, without the colon.
    pub name: String,
    /// The field that holds it: indices into [`super::Struct::fields`] and [`super::Field::slots`].
    pub field: Option<Placed>,
}

/// One slot of one field of the request struct, at its place.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Placed {
    #[serde(rename = "struct")]
    pub struct_: StructId,
    /// Index into the struct's fields.
    pub field: usize,
    /// Index into the field's slots.
    pub slot: usize,
    pub wire: WireName,
}
