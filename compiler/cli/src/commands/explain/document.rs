//! What `explain --format json` prints: one object, told apart by its first key.

use apic_compiler::ir::Carried;
use apic_compiler::{Level, Site};
use schemars::JsonSchema;
use serde::Serialize;

use super::chain::Stage;

/// An explanation: of a diagnostic's code, of a route, or of a type.
#[derive(Serialize, JsonSchema)]
#[serde(untagged)]
pub(super) enum Document<'a> {
    Code(CodePage<'a>),
    Route(RouteFacts<'a>),
    Type(TypeUses<'a>),
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CodePage<'a> {
    pub code: &'a str,
    pub level: Level,
    pub summary: &'a str,
    /// Markdown.
    pub page: &'a str,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RouteFacts<'a> {
    /// In capitals.
    pub method: &'a str,
    /// With the prefix.
    pub path: &'a str,
    /// As written; empty without one.
    pub prefix: &'a str,
    /// Where clients send to.
    pub client_path: &'a str,
    pub declared: &'a Site,
    pub service: &'a str,
    /// Empty without one.
    pub group: &'a str,
    pub handler: &'a str,
    /// The id of the operation.
    pub operation: &'a str,
    pub deprecated: bool,
    /// The type as written; null without one.
    pub request: Option<&'a str>,
    /// The type as written; null without one.
    pub response: Option<&'a str>,
    /// Of a success.
    pub status: u16,
    pub sends_token: bool,
    /// First is outermost.
    pub middleware: Vec<&'a str>,
    /// Keys without a meaning of their own.
    pub carried: &'a [Carried],
    /// What a request passes, outside first.
    pub stages: &'a [Stage],
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeUses<'a> {
    #[serde(rename = "type")]
    pub type_: &'a str,
    pub declared: &'a Site,
    pub mentions: Vec<TypeMention<'a>>,
    /// The routes that it travels on.
    pub routes: Vec<TypeRoute<'a>>,
}

/// A member of another type.
#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeMention<'a> {
    #[serde(rename = "in")]
    pub owner: &'a str,
    /// Null where it is embedded.
    pub field: Option<&'a str>,
    /// As written.
    #[serde(rename = "type")]
    pub type_: &'a str,
    pub at: &'a Site,
}

#[derive(Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeRoute<'a> {
    pub method: &'a str,
    pub path: &'a str,
    pub side: Side,
    /// The types in between, outermost first.
    pub by_way_of: &'a [String],
}

#[derive(Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Side {
    Request,
    Response,
}

impl Document<'_> {
    /// One line.
    pub(super) fn text(&self) -> String {
        // Texts, numbers and lists of them: serialization cannot fail.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }
}

/// The JSON Schema of what is printed.
pub(crate) fn schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Document<'_>);
    schema.insert("title".into(), "apic explanation".into());
    schema.into()
}
