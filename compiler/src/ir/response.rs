//! What a route answers.

use super::TypeRef;

/// A success with a body.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Response {
    #[serde(rename = "type")]
    pub type_: TypeRef,
    /// The type is that of one event of a stream (`sse: true`).
    pub stream: bool,
}
