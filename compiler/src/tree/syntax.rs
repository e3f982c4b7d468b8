//! A file and its leading statements.

use super::{KeyBlock, Service, StringLiteral, TypeDeclaration, TypeGroup};
use crate::source::Span;

/// One parsed file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct File {
    /// In source order.
    pub statements: Vec<Statement>,
}

/// A top-level statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Statement {
    Syntax(Syntax),
    Info(Info),
    Import(Import),
    Type(TypeDeclaration),
    TypeGroup(TypeGroup),
    Service(Service),
}

/// `syntax = "v1"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Syntax {
    pub version: StringLiteral,
    pub span: Span,
}

/// `info ( … )`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Info {
    pub block: KeyBlock,
    pub span: Span,
}

/// `import "a.api"` or `import ( … )`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Import {
    pub paths: Vec<ImportPath>,
    /// Whether brackets were written.
    pub grouped: bool,
    pub span: Span,
}

/// One imported path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ImportPath {
    pub path: StringLiteral,
}
