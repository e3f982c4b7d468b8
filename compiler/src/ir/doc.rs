//! Documentation, attached once (language.md §9).

/// Documentation of a type, a field, a group or an enum value: cleaned lines, verbatim; an empty line separates paragraphs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Doc {
    pub lines: Vec<String>,
}

/// Documentation of a route.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct RouteDoc {
    /// One line, may be empty.
    pub summary: String,
    pub description: Vec<String>,
    pub deprecated: bool,
    /// Keys of `@doc` that have no meaning of their own, in order.
    pub carried: Vec<super::Carried>,
}
