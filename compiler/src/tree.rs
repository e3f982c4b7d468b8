//! The syntax tree of one file: what was written, with places, and no name bound.
//!
//! Nodes hold data only. `parse` makes them; `resolve`, `check`, `lower` and `format` read them.

mod doc;
mod field;
mod moves;
mod route;
mod server;
mod service;
mod syntax;
mod tag;
mod types;
mod value;

pub(crate) use doc::{Doc, DocForm};
pub(crate) use field::{Embedded, Field, Member};
pub(crate) use moves::Moves;
pub(crate) use route::{Annotation, Body, Handler, Item, Method, Path, PathPiece, PathSegment, Route};
pub(crate) use server::Server;
pub(crate) use service::Service;
pub(crate) use syntax::{File, Import, ImportPath, Info, Statement, Syntax};
pub(crate) use tag::{Tag, TagOption, TagPair};
pub(crate) use types::{ArrayLength, Struct, TypeDeclaration, TypeExpression, TypeGroup, TypeKind};
pub(crate) use value::{Entry, Key, KeyBlock, Name, StringLiteral, Value, ValueForm};
