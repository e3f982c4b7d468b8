//! `types/<file>.ts`: one interface per struct.

use apic_compiler::emit::{Engine, TemplateFault};
use apic_compiler::ir::{Face, FileName, Struct, StructId};
use serde::Serialize;

use super::field::{self, Field};
use crate::Context;
use crate::doc;
use crate::imports::Imports;
use crate::types::Place;

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Types {
    header: String,
    /// Lines.
    imports: Vec<String>,
    /// Finished text.
    interfaces: Vec<String>,
}

#[derive(Serialize)]
struct Interface {
    doc: Vec<String>,
    name: String,
    /// An interface without members would mean any value to the compiler, and a warning to linters.
    is_empty: bool,
    fields: Vec<Field>,
}

/// Path without extension, and view, of every file that holds types.
///
/// # Errors
/// For a bug in a template.
pub(crate) fn types(context: &Context, engine: &Engine<'_>) -> Result<Vec<(String, Types)>, TemplateFault> {
    let file = |(file, path): (&FileName, &str)| {
        let (mut imports, mut interfaces) = (Imports::default(), Vec::new());
        let structs = context.api.structs.iter().enumerate().filter(|(_, found)| found.file == *file);
        for (index, found) in structs {
            let (text, needs) = known(context, engine, StructId(index), found)?;
            interfaces.push(text);
            imports.join(&needs);
        }
        let imports = imports.lines(context, path);
        Ok((path.to_string(), Types { header: super::header(context.api), imports, interfaces }))
    };
    context.names.type_files().map(file).collect()
}

/// The interface of a struct, finished, and what it imports.
fn known(
    context: &Context,
    engine: &Engine<'_>,
    id: StructId,
    found: &Struct,
) -> Result<(String, Imports), TemplateFault> {
    engine.renders().known("interface", &(context.surroundings, id, found), || {
        let mut imports = Imports::default();
        let text = engine.part("interface", &interface(context, id, found, &mut imports))?;
        Ok((text, imports))
    })
}

fn interface(context: &Context, id: StructId, found: &Struct, imports: &mut Imports) -> Interface {
    let place = match found.face {
        Face::Request => Place::Request,
        Face::Response | Face::Both => Place::Response,
    };
    let is_input = match found.face {
        Face::Request | Face::Both => true,
        Face::Response => false,
    };
    let keyed =
        found.fields.iter().enumerate().filter_map(|(index, field)| Some((context.names.key(id, index)?, field)));
    let fields: Vec<Field> =
        keyed.map(|(key, field)| field::field(context, (place, is_input), key, field, imports)).collect();
    Interface {
        doc: doc::comment(0, &found.doc.lines),
        name: context.names.type_(id).to_string(),
        is_empty: fields.is_empty(),
        fields,
    }
}
