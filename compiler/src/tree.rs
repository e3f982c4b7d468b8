//! The syntax tree of one file: what was written, with places, and no name bound.
//!
//! Nodes hold data only. `parse` makes them; `resolve`, `check`, `lower` and `format` read them.

mod doc;
mod field;
mod route;
mod server;
mod service;
mod syntax;
mod tag;
mod types;
mod value;

pub use doc::{Doc, DocForm};
pub use field::{Embedded, Field, Member};
pub use route::{Annotation, Body, Handler, Item, Method, Path, PathPiece, PathSegment, Route};
pub use server::Server;
pub use service::Service;
pub use syntax::{File, Import, ImportPath, Info, Statement, Syntax};
pub use tag::{Tag, TagOption, TagPair};
pub use types::{ArrayLength, Struct, TypeDeclaration, TypeExpression, TypeGroup, TypeKind};
pub use value::{Entry, Key, KeyBlock, Name, StringLiteral, Value, ValueForm};
