//! `rules/<file>.ts`: what the server asks of each request type, as plain data.

mod value;

use std::collections::BTreeSet;

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Api, Field, FileName, Input, Slot};
use serde::Serialize;

use self::value::{base, bounds, is_text, kind, options};
use super::shape;
use crate::Context;
use crate::demands::{Demand, Demands, Place, Variant, input};
use crate::doc::{self, WIDTH};
use crate::expression::quote;
use crate::imports::specifier;

/// One file.
#[derive(Hash, Serialize)]
pub(crate) struct Rules {
    header: String,
    /// Lines.
    imports: Vec<String>,
    constants: Vec<Constant>,
}

#[derive(Hash, Serialize)]
struct Constant {
    doc: Vec<String>,
    name: String,
    is_empty: bool,
    /// Lines of the entries.
    lines: Vec<String>,
}

/// Path without extension, and view, of every file with types that requests hold.
pub(crate) fn rules(context: &Context) -> Vec<(String, Rules)> {
    let demands = Demands::new(context.api);
    let file = |(file, types): (&FileName, &str)| {
        let path = types.replacen("types", "rules", 1);
        let is_here =
            |variant: &&Variant| context.api.structs.get(variant.struct_.0).is_some_and(|found| found.file == *file);
        let mut used = BTreeSet::new();
        let constants: Vec<Constant> =
            demands.iter().filter(is_here).map(|variant| constant(context, &demands, variant, &mut used)).collect();
        let view = Rules { header: super::header(context.api), imports: imports(context, &path, &used), constants };
        (!view.constants.is_empty()).then_some((path, view))
    };
    context.names.type_files().filter_map(file).collect()
}

/// A constant of another file: the path of that, and the name.
type Used = BTreeSet<(String, String)>;

fn imports(context: &Context, from: &str, used: &Used) -> Vec<String> {
    let mut lines =
        vec![format!("import type {{ Rules as $Rules }} from {};", specifier(context, from, "runtime/rules"))];
    let paths: BTreeSet<&String> = used.iter().map(|(path, _)| path).filter(|path| *path != from).collect();
    for path in paths {
        let names: Vec<String> = used.iter().filter(|(one, _)| one == path).map(|(_, name)| name.clone()).collect();
        let tail = format!(" }} from {};", specifier(context, from, path));
        lines.extend(list(Page { indent: 0, width: WIDTH, step: "  " }, "import { ", &names, &tail));
    }
    lines
}

fn constant(context: &Context, demands: &Demands, variant: &Variant, used: &mut Used) -> Constant {
    let struct_ = context.api.structs.get(variant.struct_.0);
    let parts = |demand: &Demand| Some((*demand, demand.parts(struct_?)?));
    let mut lines = Vec::new();
    for (demand, (field, slot)) in variant.demands.iter().filter_map(parts) {
        let key = context.names.key(variant.struct_, demand.field).filter(|key| *key != slot.wire.as_str());
        let items = entry(context, demands, (demand.place, key), (field, slot), used);
        lines.extend(list(Page { indent: 2, width: WIDTH, step: "  " }, "{ ", &items, " },"));
    }
    if (context.api.wire.strict || inherits(context.api)) && travels_whole(context, variant) {
        lines.push(WHOLE.to_string());
    }
    let routes: Vec<String> = variant.routes.iter().map(|route| format!("`{route}`")).collect();
    let type_ = context.names.type_(variant.struct_);
    let text = if routes.is_empty() {
        format!("`{type_}` inside of a body.")
    } else {
        format!("`{type_}` of {}.", routes.join(", "))
    };
    Constant { doc: doc::comment(0, &[text]), name: name(variant), is_empty: lines.is_empty(), lines }
}

/// Nothing can arrive at it: it says that the server also hears of what else the argument holds, which it refuses if strict, and where fields look if
/// they inherit.
const WHOLE: &str = "{ in: \"query\", name: \"*\", is: \"never\", optional: true, whole: true },";

/// Whether a field is looked for in the objects around its own.
fn inherits(api: &Api) -> bool {
    api.structs.iter().flat_map(|found| &found.fields).flat_map(|field| &field.slots).any(|slot| slot.inherit)
}

/// Whether the body of each request is simply the argument.
fn travels_whole(context: &Context, variant: &Variant) -> bool {
    let is_whole = |(group, index): &(usize, usize)| {
        let route = context.api.groups.get(*group).and_then(|group| group.routes.get(*index));
        route.is_some_and(|route| shape::travels_whole(context, route))
    };
    !variant.origins.is_empty() && variant.origins.iter().all(is_whole)
}

fn name(variant: &Variant) -> String {
    format!("{}Rules", variant.stem)
}

/// The members of one rule.
fn entry(
    context: &Context,
    demands: &Demands,
    (place, key): (Place, Option<&str>),
    (field, slot): (&Field, &Slot),
    used: &mut Used,
) -> Vec<String> {
    let mut items: Vec<String> = source(place).map(|source| format!("in: {}", quote(source))).into_iter().collect();
    items.push(format!("name: {}", quote(slot.wire.as_str())));
    items.extend(key.map(|key| format!("key: {}", quote(key))));
    let (is, quoted) = match place {
        Place::Nowhere => ("\"never\"".to_string(), false),
        Place::Path | Place::Query | Place::Form | Place::Header => (kind(context, demands, &field.type_, used), false),
        Place::Body => (kind(context, demands, &field.type_, used), is_text(context, &field.type_)),
    };
    items.push(format!("is: {is}"));
    if quoted {
        items.push("quoted: true".to_string());
    }
    items.extend(presence(&input(field, slot)));
    if slot.inherit {
        items.push("inherit: true".to_string());
    }
    items.extend(options(context, field));
    if let (Some(range), Some(base)) = (&field.range, base(context, &field.type_)) {
        items.extend(bounds(range, base.scalar));
    }
    items
}

fn source(place: Place) -> Option<&'static str> {
    match place {
        Place::Path => Some("path"),
        Place::Query | Place::Nowhere => Some("query"),
        Place::Form => Some("form"),
        Place::Header => Some("header"),
        Place::Body => None,
    }
}

fn presence(input: &Input) -> Option<String> {
    match input {
        Input::Required => None,
        Input::Lenient | Input::Default(_) => Some("absent: true".to_string()),
        Input::Optional | Input::OptionalDefault(_) => Some("optional: true".to_string()),
        Input::With(other) => Some(format!("with: {}", quote(other.as_str()))),
        Input::Without(other) => Some(format!("without: {}", quote(other.as_str()))),
    }
}
