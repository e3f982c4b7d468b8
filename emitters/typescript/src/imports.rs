//! What one file imports: types of the contract, and pieces of the runtime behind a `$`.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{StructId, TypeRef};

use crate::Context;
use crate::doc::WIDTH;
use crate::runtime::suffix;
use crate::view::codec;

/// Collected while the file's views are built.
#[derive(Default, Clone)]
pub(crate) struct Imports {
    types: BTreeSet<StructId>,
    runtime: BTreeSet<Piece>,
    codecs: BTreeSet<StructId>,
}

/// A name of the runtime, in the order in which they are printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    Answer,
    Decide,
    Mock,
    Bytes,
    Parse,
    Write,
    Digits,
    Envelope,
    Own,
    Parts,
    Send,
    Call,
    CallOpts,
    Dict,
    FilePart,
    Int64In,
    Less,
    OpenStream,
    Stream,
    StreamOpts,
    AskMutation,
    AskQuery,
    Mutation,
    Query,
}

/// Modules of the runtime that generated code imports from.
const MODULES: &[&str] = &["runtime/codec", "runtime/core", "runtime/mock", "runtime/query", "runtime/sse"];

// === impl Imports ===

impl Imports {
    pub(crate) fn type_(&mut self, id: StructId) {
        self.types.insert(id);
    }

    pub(crate) fn runtime(&mut self, piece: Piece) {
        self.runtime.insert(piece);
    }

    /// How a value is converted, if it is.
    pub(crate) fn codec(&mut self, context: &Context, type_: &TypeRef) -> Option<String> {
        context.codecs.expression(type_, "$", &mut self.codecs)
    }

    pub(crate) fn join(&mut self, other: &Self) {
        self.types.extend(&other.types);
        self.runtime.extend(&other.runtime);
        self.codecs.extend(&other.codecs);
    }

    /// The import lines of the file at `from` (without extension), by path; the file's own types are left out.
    pub(crate) fn lines(&self, context: &Context, from: &str) -> Vec<String> {
        let mut files: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for id in &self.types {
            let file = context.api.structs.get(id.0).map(|found| context.names.type_file(&found.file));
            if let Some(file) = file.filter(|file| *file != from) {
                files.entry(file).or_default().insert(context.names.type_(*id));
            }
        }
        let mut lines: Vec<String> =
            MODULES.iter().flat_map(|module| self.runtime_lines(context, from, module)).collect();
        lines.extend(codec::lines(context, from, "$", &self.codecs));
        for (file, names) in files {
            let names: Vec<String> = names.into_iter().map(ToString::to_string).collect();
            lines.extend(list(
                Page { indent: 0, width: WIDTH, step: "  " },
                "import type { ",
                &names,
                &tail(context, from, file),
            ));
        }
        lines
    }

    fn runtime_lines(&self, context: &Context, from: &str, module: &str) -> Vec<String> {
        let pieces: Vec<Piece> = self.runtime.iter().filter(|piece| piece.module() == module).copied().collect();
        if pieces.is_empty() {
            return Vec::new();
        }
        let only_types = pieces.iter().all(|piece| piece.is_type());
        let names: Vec<String> = pieces.iter().map(|piece| piece.print(only_types)).collect();
        let head = if only_types { "import type { " } else { "import { " };
        list(Page { indent: 0, width: WIDTH, step: "  " }, head, &names, &tail(context, from, module))
    }
}

fn tail(context: &Context, from: &str, to: &str) -> String {
    format!(" }} from {};", specifier(context, from, to))
}

/// The quoted relative path from one file to another.
pub(crate) fn specifier(context: &Context, from: &str, to: &str) -> String {
    let folders = |path: &str| path.split('/').map(ToString::to_string).collect::<Vec<_>>();
    let (from, to) = (folders(from), folders(to));
    let (inside, target) = (from.len() - 1, to.len() - 1);
    let common = from[..inside].iter().zip(&to[..target]).take_while(|(one, other)| one == other).count();
    let up = if common == inside { "./".to_string() } else { "../".repeat(inside - common) };
    crate::expression::quote(&format!("{up}{}{}", to[common..].join("/"), suffix(context.options.import_ext)))
}

// === impl Piece ===

impl Piece {
    fn module(self) -> &'static str {
        match self {
            Self::Answer | Self::Decide | Self::Mock => "runtime/mock",
            Self::Bytes | Self::Parse | Self::Write => "runtime/codec",
            Self::Digits
            | Self::Envelope
            | Self::Own
            | Self::Parts
            | Self::Send
            | Self::Call
            | Self::CallOpts
            | Self::Dict
            | Self::FilePart
            | Self::Int64In
            | Self::Less => "runtime/core",
            Self::AskMutation | Self::AskQuery | Self::Mutation | Self::Query => "runtime/query",
            Self::OpenStream | Self::Stream | Self::StreamOpts => "runtime/sse",
        }
    }

    fn is_type(self) -> bool {
        match self {
            Self::Digits | Self::Envelope | Self::Own | Self::Parts | Self::Send | Self::OpenStream => false,
            Self::AskMutation | Self::AskQuery | Self::Mock | Self::Parse | Self::Write => false,
            Self::Answer
            | Self::Decide
            | Self::Bytes
            | Self::Call
            | Self::CallOpts
            | Self::Dict
            | Self::FilePart
            | Self::Int64In
            | Self::Less
            | Self::Stream
            | Self::StreamOpts
            | Self::Mutation
            | Self::Query => true,
        }
    }

    fn print(self, only_types: bool) -> String {
        let name = match self {
            Self::Answer => "Answer as $Answer",
            Self::Decide => "Decide as $Decide",
            Self::Mock => "$mock",
            Self::Bytes => "Bytes as $Bytes",
            Self::Parse => "$parse",
            Self::Write => "$write",
            Self::Digits => "$digits",
            Self::Envelope => "$envelope",
            Self::Own => "$own",
            Self::Parts => "$parts",
            Self::Send => "$send",
            Self::Call => "Call as $Call",
            Self::CallOpts => "CallOpts as $Opts",
            Self::Dict => "Dict as $Record",
            Self::FilePart => "FilePart as $File",
            Self::Int64In => "Int64In as $Int64",
            Self::Less => "Less as $Less",
            Self::OpenStream => "$stream",
            Self::Stream => "Stream as $Stream",
            Self::StreamOpts => "StreamOpts as $StreamOpts",
            Self::AskMutation => "$mutation",
            Self::AskQuery => "$query",
            Self::Mutation => "Mutation as $Mutation",
            Self::Query => "Query as $Query",
        };
        let keyword = if self.is_type() && !only_types { "type " } else { "" };
        format!("{keyword}{name}")
    }
}
