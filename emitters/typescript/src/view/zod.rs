//! `zod/<file>.ts`: a schema for each type as it is sent, and as it is answered.

mod field;
mod helpers;
mod validate;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Face, FileName, Struct, StructId, TypeRef};
use serde::Serialize;

use self::field::{entry, relations};
use self::helpers::{EXACT, LOOSE, helpers};
pub(crate) use self::validate::validate;
use crate::Context;
use crate::demands::{Demands, inner_structs};
use crate::doc::{self, WIDTH};
use crate::imports::specifier;
use crate::scope::Scope;
use crate::types::Place;
use crate::view::shape;

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Zod {
    header: String,
    /// Lines.
    imports: Vec<String>,
    /// Lines.
    helpers: Vec<String>,
    schemas: Vec<Schema>,
}

#[derive(Hash, Serialize)]
struct Schema {
    doc: Vec<String>,
    name: String,
    type_: String,
    /// What makes the object.
    open: &'static str,
    /// Lines of the entries.
    lines: Vec<String>,
    /// What one field says of another.
    relations: Vec<String>,
}

/// Names of the schemas, by struct.
struct Schemas {
    demands: Demands,
    sent: Vec<Option<String>>,
    answered: Vec<Option<String>>,
    /// Those that a strict server has nothing added to.
    exact: BTreeSet<StructId>,
}

/// What a schema refers to: structs of which side.
type Used = BTreeSet<(StructId, bool)>;

/// Path without extension, and view, of every file that holds types.
pub(crate) fn schemas(context: &Context) -> Vec<(String, Zod)> {
    let schemas = Schemas::new(context);
    let file = |(file, types): (&FileName, &str)| {
        let path = types.replacen("types", "zod", 1);
        let mut used = Used::new();
        let mut types = BTreeSet::new();
        let mut found = Vec::new();
        for (index, struct_) in context.api.structs.iter().enumerate().filter(|(_, found)| found.file == *file) {
            let id = StructId(index);
            for place in [Place::Response, Place::Request] {
                if let Some(name) = schemas.name(id, place) {
                    types.insert(context.names.type_(id).to_string());
                    found.push(schema(context, &schemas, (id, struct_, place), name, &mut used));
                }
            }
        }
        let imports = imports(context, &schemas, &path, &types, &used);
        let opens = found.iter().map(|schema: &Schema| schema.open);
        let text: String = opens.chain(found.iter().flat_map(|schema| &schema.lines).map(String::as_str)).collect();
        let view = Zod { header: super::header(context.api), imports, helpers: helpers(&text), schemas: found };
        (!view.schemas.is_empty()).then_some((path, view))
    };
    context.names.type_files().filter_map(file).collect()
}

// === impl Schemas ===

impl Schemas {
    fn new(context: &Context) -> Self {
        let mut scope = Scope::default();
        let inner = inner_structs(context.api);
        let (mut sent, mut answered) = (Vec::new(), Vec::new());
        for (index, struct_) in context.api.structs.iter().enumerate() {
            let id = StructId(index);
            let type_ = context.names.type_(id);
            let is_sent = struct_.uses.request || inner.contains(&id);
            let is_answered = match struct_.face {
                Face::Request => false,
                Face::Response | Face::Both => true,
            };
            answered.push(is_answered.then(|| scope.take(format!("{type_}Schema"))));
            let input = if is_answered { "Input" } else { "" };
            sent.push(is_sent.then(|| scope.take(format!("{type_}{input}Schema"))));
        }
        Self { demands: Demands::new(context.api), sent, answered, exact: exact(context, inner) }
    }

    fn name(&self, id: StructId, place: Place) -> Option<&str> {
        let names = match place {
            Place::Response => &self.answered,
            Place::Request | Place::Text | Place::TextMap => &self.sent,
        };
        names.get(id.0)?.as_deref()
    }

    fn is_exact(&self, id: StructId) -> bool {
        self.exact.contains(&id)
    }
}

/// Structs inside of bodies, and those that are bodies wherever a route takes them. Of an argument that is spread over several places, nothing else is sent.
fn exact(context: &Context, inner: BTreeSet<StructId>) -> BTreeSet<StructId> {
    if !context.api.wire.strict {
        return BTreeSet::new();
    }
    let mut whole = BTreeMap::new();
    for route in context.api.routes() {
        if let Some(TypeRef::Struct(id)) = route.request.as_ref().map(|request| &request.type_) {
            *whole.entry(*id).or_insert(true) &= shape::travels_whole(context, route);
        }
    }
    let bodies = whole.into_iter().filter(|(_, is_whole)| *is_whole).map(|(id, _)| id);
    inner.into_iter().chain(bodies).collect()
}

fn schema(
    context: &Context,
    schemas: &Schemas,
    (id, struct_, place): (StructId, &Struct, Place),
    name: &str,
    used: &mut Used,
) -> Schema {
    let is_unsent = |index| schemas.demands.is_unsent_if_empty(id, index);
    let mut keyed = Vec::new();
    let mut lines = Vec::new();
    for (index, field) in struct_.fields.iter().enumerate() {
        if let Some(key) = context.names.key(id, index) {
            lines.extend(entry(context, schemas, (place, key, is_unsent(index)), field, used));
            keyed.push((key, field));
        }
    }
    let relations = if place == Place::Request { relations(&keyed) } else { Vec::new() };
    let type_ = context.names.type_(id).to_string();
    let side = if place == Place::Request { "sent" } else { "answered" };
    let open = if place == Place::Request && schemas.is_exact(id) { EXACT } else { LOOSE };
    Schema {
        doc: doc::comment(0, &[format!("`{type_}` as it is {side}.")]),
        name: name.to_string(),
        type_,
        open,
        lines,
        relations,
    }
}

fn imports(context: &Context, schemas: &Schemas, from: &str, types: &BTreeSet<String>, used: &Used) -> Vec<String> {
    let page = Page { indent: 0, width: WIDTH, step: "  " };
    let types: Vec<String> = types.iter().map(|name| format!("{name} as ${name}")).collect();
    let tail = format!(" }} from {};", specifier(context, from, &from.replacen("zod", "types", 1)));
    let mut lines = vec!["import * as $z from \"zod\";".to_string()];
    lines.extend(list(page, "import type { ", &types, &tail));
    lines.extend(schema_imports(context, schemas, from, used));
    lines
}

/// Import lines for schemas, those of the file itself left out.
fn schema_imports(context: &Context, schemas: &Schemas, from: &str, used: &Used) -> Vec<String> {
    let page = Page { indent: 0, width: WIDTH, step: "  " };
    let mut lines = Vec::new();
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (id, is_sent) in used {
        let place = if *is_sent { Place::Request } else { Place::Response };
        let file = context.api.structs.get(id.0).map(|found| context.names.type_file(&found.file));
        if let (Some(file), Some(name)) = (file, schemas.name(*id, place)) {
            files.entry(file.replacen("types", "zod", 1)).or_default().insert(name.to_string());
        }
    }
    for (file, names) in files.iter().filter(|(file, _)| *file != from) {
        let names: Vec<String> = names.iter().cloned().collect();
        lines.extend(list(page, "import { ", &names, &format!(" }} from {};", specifier(context, from, file))));
    }
    lines
}
