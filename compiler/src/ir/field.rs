//! Fields with their wire facts.

use std::hash::{Hash, Hasher};

use super::{Doc, Name, TypeRef, WireName};

/// One field of a [`super::Struct`]. Fields that are off the wire are not listed.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Field {
    pub name: Name,
    #[serde(rename = "type")]
    pub type_: TypeRef,
    /// Taken over all slots: what a caller must give, what an answer holds.
    pub presence: Presence,
    /// Where it travels. One nearly always; several with several source tags; those of one struct in declaration order.
    pub slots: Vec<Slot>,
    pub range: Option<Range>,
    /// A fixed place inside itself (a value cycle with `optional`): languages with values box it.
    pub boxed: bool,
    pub doc: Doc,
    /// The embedded struct that brought it, if one did.
    pub origin: Option<Origin>,
    /// `example=`.
    pub example: Option<String>,
    /// Tag pairs without a meaning of their own, as written, in order.
    pub carried: Vec<Carried>,
}

/// One source of a field.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Slot {
    pub source: Source,
    pub wire: WireName,
    pub input: Input,
    /// Value of `default=` beside `optional=k`: it holds while the sibling allows the field to be absent.
    pub fallback: Option<serde_json::Value>,
    /// `inherit`: if absent, looked for in the enclosing objects.
    pub inherit: bool,
}

/// Where a request field is looked for. What `Form` means is the route's: [`super::Request`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    Path,
    /// The query string, or a form body.
    Form,
    Header,
    Json,
}

/// Both faces of one field (language.md §7.1, "Presence").
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Presence {
    pub input: Input,
    pub output: Output,
}

/// What a request must say.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Input {
    /// Absent or null is a violation.
    Required,
    /// Required for callers, but the server reads absence as empty (language.md §7.4 rows 9 and 10).
    Lenient,
    /// May be absent or null.
    Optional,
    /// May be absent, then this value holds; null is a violation.
    Default(serde_json::Value),
    /// As `Default`, but null is read as the zero value (`optional,default=…`).
    OptionalDefault(serde_json::Value),
    /// Present exactly when the sibling of the same source is.
    With(WireName),
    /// Present exactly when the sibling of the same source is not.
    Without(WireName),
}

/// What an answer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// There, not null.
    Present,
    /// There, may be null (`*T`).
    Nullable,
    /// Left out when false, 0, "", or empty (`omitempty`).
    OmitEmpty,
    /// Left out when null (`*T` with `omitempty`).
    OmitNull,
}

/// `range=`: exact bounds.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Range {
    pub low: Option<Bound>,
    pub high: Option<Bound>,
}

/// One end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Bound {
    pub value: Number,
    /// `[` or `]`.
    pub inclusive: bool,
}

/// A number of the field's own kind.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, schemars::JsonSchema)]
#[serde(untagged)]
pub enum Number {
    Int(i128),
    Float(f64),
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        match self {
            Self::Int(int) => (0_u8, *int).hash(state),
            Self::Float(float) => (1_u8, float.to_bits()).hash(state),
        }
    }
}

/// Which embedded struct a field comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Origin {
    #[serde(rename = "struct")]
    pub struct_: Name,
}

/// A key without a meaning of its own: it travels as written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Carried {
    pub key: String,
    pub value: String,
}
