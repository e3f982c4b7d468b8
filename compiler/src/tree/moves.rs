//! Trees at another place: what stands behind an edit moves as one.

use super::{
    Annotation, ArrayLength, Body, Doc, DocForm, Embedded, Entry, Field, Handler, Import, ImportPath, Info, Item, Key,
    KeyBlock, Member, Method, Name, Path, PathSegment, Route, Server, Service, Statement, StringLiteral, Struct,
    Syntax, Tag, TagOption, TagPair, TypeDeclaration, TypeExpression, TypeGroup, TypeKind, Value,
};
use crate::source::Span;
use crate::trivia::Trivia;

/// A part of a tree, all of whose places can be moved.
pub(crate) trait Moves {
    /// Moves every place by as many bytes; the text there must be the same.
    fn move_by(&mut self, bytes: i64);
}

impl Moves for Span {
    fn move_by(&mut self, bytes: i64) {
        // Places are below 4 GiB before and after, so the casts keep them.
        self.start = (i64::from(self.start) + bytes) as u32;
        self.end = (i64::from(self.end) + bytes) as u32;
    }
}

impl<T: Moves> Moves for Vec<T> {
    fn move_by(&mut self, bytes: i64) {
        self.iter_mut().for_each(|part| part.move_by(bytes));
    }
}

impl<T: Moves> Moves for Option<T> {
    fn move_by(&mut self, bytes: i64) {
        self.iter_mut().for_each(|part| part.move_by(bytes));
    }
}

impl Moves for Trivia {
    fn move_by(&mut self, bytes: i64) {
        self.comments.iter_mut().for_each(|comment| comment.span.move_by(bytes));
        self.blank_lines.iter_mut().for_each(|at| *at = (i64::from(*at) + bytes) as u32);
    }
}

/// The fields that have a place. One that is left out fails the law in `parse/again/tests.rs`.
macro_rules! moves {
    ($($node:ident { $($part:ident),* })*) => {
        $(impl Moves for $node {
            fn move_by(&mut self, bytes: i64) {
                $(self.$part.move_by(bytes);)*
            }
        })*
    };
}

moves! {
    Name { span }
    StringLiteral { span }
    KeyBlock { entries, span }
    Entry { key, value, span }
    Key { span }
    Value { span }
    Syntax { version, span }
    Info { block, span }
    Import { paths, span }
    ImportPath { path }
    TypeGroup { types, span }
    TypeDeclaration { name, struct_, span }
    Struct { members, keyword, open, span }
    TypeExpression { kind, span }
    ArrayLength { span }
    Field { names, type_, tag, span }
    Embedded { name, tag, span }
    Tag { pairs, span }
    TagPair { key_span, value_span, name_span, options }
    TagOption { span }
    Server { block, span }
    Service { server, name, items, keyword, span }
    Item { annotations, route, span }
    Handler { name, span }
    Route { method, path, request, response, span }
    Method { span }
    Path { segments, span }
    PathSegment { span }
    Body { type_, span }
    Doc { form, span }
}

impl Moves for Statement {
    fn move_by(&mut self, bytes: i64) {
        match self {
            Self::Syntax(syntax) => syntax.move_by(bytes),
            Self::Info(info) => info.move_by(bytes),
            Self::Import(import) => import.move_by(bytes),
            Self::Type(declaration) => declaration.move_by(bytes),
            Self::TypeGroup(group) => group.move_by(bytes),
            Self::Service(service) => service.move_by(bytes),
        }
    }
}

impl Moves for Member {
    fn move_by(&mut self, bytes: i64) {
        match self {
            Self::Field(field) => field.move_by(bytes),
            Self::Embedded(embedded) => embedded.move_by(bytes),
        }
    }
}

impl Moves for Annotation {
    fn move_by(&mut self, bytes: i64) {
        match self {
            Self::Doc(doc) => doc.move_by(bytes),
            Self::Handler(handler) => handler.move_by(bytes),
            Self::Server(server) => server.move_by(bytes),
        }
    }
}

impl Moves for DocForm {
    fn move_by(&mut self, bytes: i64) {
        match self {
            Self::Text(text) => text.move_by(bytes),
            Self::Keys(keys) => keys.move_by(bytes),
            Self::Missing(value) => value.move_by(bytes),
        }
    }
}

impl Moves for TypeKind {
    fn move_by(&mut self, bytes: i64) {
        match self {
            Self::Name(name) => name.move_by(bytes),
            Self::Pointer(inner) | Self::List(inner) => inner.move_by(bytes),
            Self::Array(length, inner) => {
                length.move_by(bytes);
                inner.move_by(bytes);
            }
            Self::Map(key, value) => {
                key.move_by(bytes);
                value.move_by(bytes);
            }
            Self::Struct(struct_) => struct_.move_by(bytes),
            Self::Any | Self::Broken => {}
        }
    }
}
