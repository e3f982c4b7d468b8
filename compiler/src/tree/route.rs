//! What stands in a service body: annotations and the route that they belong to.

use super::{Doc, Name, Server, TypeExpression};
use crate::source::Span;

/// Annotations, and the route behind them. An item without a route was reported as `dangling-annotation`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// In source order, repeats included.
    pub annotations: Vec<Annotation>,
    pub route: Option<Route>,
    pub span: Span,
}

/// What may stand before a route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Annotation {
    Doc(Doc),
    Handler(Handler),
    /// `@server` on a route: only `handler` in it has a meaning.
    Server(Server),
}

/// `@handler name`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Handler {
    pub name: Name,
    pub span: Span,
}

/// `get /items/:id (Req) returns (Resp)`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Route {
    pub method: Method,
    pub path: Path,
    pub request: Option<Body>,
    pub response: Option<Body>,
    pub span: Span,
}

/// The word before the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Method {
    /// In lower case: one of the nine words.
    pub text: String,
    pub span: Span,
}

/// A path as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    pub text: String,
    pub segments: Vec<PathSegment>,
    pub span: Span,
}

/// What stands between two slashes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathSegment {
    pub piece: PathPiece,
    pub span: Span,
}

/// The two kinds of segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PathPiece {
    /// May be empty (`//`, a slash at the end).
    Literal(String),
    /// Without the colon.
    Parameter(String),
}

/// `( Type )` or `()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Body {
    pub type_: Option<TypeExpression>,
    pub span: Span,
}
