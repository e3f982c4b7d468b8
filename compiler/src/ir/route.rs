//! Routes with full paths.

use super::{Carried, Guard, Name, Policy, Request, Response, RouteDoc};

/// One operation.
#[derive(Debug, Clone, PartialEq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Route {
    /// A trailing `Handler` is cut.
    pub handler: Name,
    /// Group path with dots and handler: `admin.order.list` (clients.md §1 rule 2). Unique.
    pub operation: String,
    pub method: Method,
    pub path: Path,
    /// `None` without a request type; parameters of the path are then arguments of their own all the same.
    pub request: Option<Request>,
    pub response: Option<Response>,
    /// Status of a success: `respCode`, else 200.
    pub status: u16,
    pub guard: Guard,
    /// In order, first is outermost.
    pub middleware: Vec<Name>,
    pub policy: Policy,
    /// OpenAPI tags.
    pub tags: Vec<String>,
    pub doc: RouteDoc,
    /// Keys of `@server` without a meaning of their own, in order.
    pub carried: Vec<Carried>,
}

/// The methods that a server can serve.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Head,
    Post,
    Put,
    Patch,
    Delete,
    Options,
}

/// Prefix and route path joined: split at `/`, empty parts dropped.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Path {
    /// `/api/v1/items/:id`, as in the contract; `/` for an empty path. What the server serves.
    pub text: String,
    /// The same, piece by piece.
    pub segments: Vec<Segment>,
    /// The path that clients send to, `:name` included: equal to `text`, a trailing slash of the contract kept, `pathPrefix` in front.
    pub client: String,
}

/// One piece between slashes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    Literal(String),
    Parameter(String),
}

impl Method {
    /// As in a request line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
        }
    }
}
