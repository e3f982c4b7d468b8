//! What one file imports: types of the contract, and pieces of the runtime behind a `$`.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::StructId;

use crate::Context;
use crate::doc::WIDTH;
use crate::runtime::suffix;

/// Collected while the file's views are built.
#[derive(Default)]
pub(crate) struct Imports {
    types: BTreeSet<StructId>,
    runtime: BTreeSet<Piece>,
}

/// A name of `runtime/core`, in the order in which they are printed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    Envelope,
    Own,
    Path,
    Send,
    Call,
    CallOpts,
    Int64In,
    Less,
}

// === impl Imports ===

impl Imports {
    pub(crate) fn type_(&mut self, id: StructId) {
        self.types.insert(id);
    }

    pub(crate) fn runtime(&mut self, piece: Piece) {
        self.runtime.insert(piece);
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
        let mut lines = self.runtime_lines(context, from);
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

    fn runtime_lines(&self, context: &Context, from: &str) -> Vec<String> {
        if self.runtime.is_empty() {
            return Vec::new();
        }
        let only_types = self.runtime.iter().all(|piece| piece.is_type());
        let names: Vec<String> = self.runtime.iter().map(|piece| piece.print(only_types)).collect();
        let head = if only_types { "import type { " } else { "import { " };
        list(Page { indent: 0, width: WIDTH, step: "  " }, head, &names, &tail(context, from, "runtime/core"))
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
    fn is_type(self) -> bool {
        match self {
            Self::Envelope | Self::Own | Self::Path | Self::Send => false,
            Self::Call | Self::CallOpts | Self::Int64In | Self::Less => true,
        }
    }

    fn print(self, only_types: bool) -> String {
        let name = match self {
            Self::Envelope => "$envelope",
            Self::Own => "$own",
            Self::Path => "$path",
            Self::Send => "$send",
            Self::Call => "Call as $Call",
            Self::CallOpts => "CallOpts as $Opts",
            Self::Int64In => "Int64In as $Int64",
            Self::Less => "Less as $Less",
        };
        let keyword = if self.is_type() && !only_types { "type " } else { "" };
        format!("{keyword}{name}")
    }
}
