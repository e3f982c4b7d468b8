//! The grammar of the `.api` language, as a pest parser.

/// Parses by the rules of `api.pest`.
#[derive(pest_derive::Parser)]
#[grammar = "api.pest"]
pub struct ApiParser;
