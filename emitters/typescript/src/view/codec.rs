//! `codec/<file>.ts`: how the fields of each type are converted, as plain data.

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{FileName, Struct, StructId};
use serde::Serialize;

use crate::Context;
use crate::codecs;
use crate::doc::WIDTH;
use crate::expression::object_key;
use crate::imports::specifier;

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Codec {
    header: String,
    /// Lines.
    imports: Vec<String>,
    constants: Vec<Constant>,
}

#[derive(Hash, Serialize)]
struct Constant {
    name: String,
    /// Lines of the entries.
    lines: Vec<String>,
}

/// Path without extension, and view, of every file with types of which something is converted.
pub(crate) fn codecs(context: &Context) -> Vec<(String, Codec)> {
    let file = |(file, types): (&FileName, &str)| {
        let path = path_of(types);
        let mut used = BTreeSet::new();
        let here = context.api.structs.iter().enumerate().filter(|(_, found)| found.file == *file);
        let constants: Vec<Constant> =
            here.filter_map(|(index, found)| constant(context, StructId(index), found, &mut used)).collect();
        let mut imports =
            vec![format!("import type {{ Fields as $Fields }} from {};", specifier(context, &path, "runtime/codec"))];
        imports.extend(lines(context, &path, "", &used));
        let view = Codec { header: super::header(context.api), imports, constants };
        (!view.constants.is_empty()).then_some((path, view))
    };
    context.names.type_files().filter_map(file).collect()
}

fn path_of(types: &str) -> String {
    types.replacen("types", "codec", 1)
}

fn constant(context: &Context, id: StructId, found: &Struct, used: &mut BTreeSet<StructId>) -> Option<Constant> {
    let name = context.codecs.name(id)?.to_string();
    let entry = |(wire, field): (&str, &apic_compiler::ir::Field)| {
        let codec = context.codecs.expression(&field.type_, "", used)?;
        Some(format!("{}: {codec},", object_key(wire)))
    };
    Some(Constant { name, lines: codecs::fields(found).filter_map(entry).collect() })
}

/// Import lines for the constants of structs, under their name behind a prefix; those of the file itself are left out.
pub(crate) fn lines(context: &Context, from: &str, prefix: &str, used: &BTreeSet<StructId>) -> Vec<String> {
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for id in used {
        let file = context.api.structs.get(id.0).map(|found| path_of(context.names.type_file(&found.file)));
        if let (Some(file), Some(name)) = (file.filter(|file| file != from), context.codecs.name(*id)) {
            let alias = if prefix.is_empty() { name.to_string() } else { format!("{name} as {prefix}{name}") };
            files.entry(file).or_default().insert(alias);
        }
    }
    let page = Page { indent: 0, width: WIDTH, step: "  " };
    let import = |(file, names): (&String, &BTreeSet<String>)| {
        let names: Vec<String> = names.iter().cloned().collect();
        list(page, "import { ", &names, &format!(" }} from {};", specifier(context, from, file)))
    };
    files.iter().flat_map(import).collect()
}
