//! Where a type is used: by types, and by the routes that they lead to.

use std::collections::BTreeMap;

use apic_compiler::{MemberOutline, TypeOutline, Used};

use super::document::{Document, Side, TypeMention, TypeRoute, TypeUses};
use super::{Contract, shown, table};
use crate::args::Format;
use crate::exit::Failure;
use crate::settings::nearest;

/// A member of a type that mentions the one that is explained.
struct Mention<'a> {
    owner: &'a TypeOutline,
    member: &'a MemberOutline,
}

/// A side of a route that holds the type.
struct Reached {
    route: String,
    side: Side,
    /// The types in between, outermost first.
    way: Vec<String>,
}

/// The text to print.
///
/// # Errors
/// When there is no such type.
pub(super) fn explain(contract: &Contract, name: &str, format: Format) -> Result<String, Failure> {
    let types = &contract.outline.types;
    let Some(type_) = types.iter().find(|type_| type_.name == name) else {
        let lower = name.to_lowercase();
        let names = types.iter().map(|type_| type_.name.as_str());
        let same = names.clone().find(|other| other.to_lowercase() == lower);
        let help =
            same.or_else(|| nearest(name, names)).map_or_else(String::new, |near| format!("did you mean `{near}`?"));
        return Err(Failure::usage(format!("there is no type `{name}`"), help));
    };
    let mentions: Vec<_> = types
        .iter()
        .flat_map(|owner| owner.members.iter().map(move |member| Mention { owner, member }))
        .filter(|mention| mention.member.used.types.iter().any(|used| used == name))
        .collect();
    let reached = reached(contract, name);
    Ok(match format {
        Format::Json => document(type_, &mentions, &reached).text(),
        _ => human(type_, &mentions, &reached),
    })
}

/// All sides of routes that hold a type, by the shortest way each.
fn reached(contract: &Contract, name: &str) -> Vec<Reached> {
    let (requests, responses) = (ways(contract, name, |travels| travels.0), ways(contract, name, |travels| travels.1));
    let mut reached = Vec::new();
    for route in &contract.outline.routes {
        for (side, used, ways) in
            [(Side::Request, &route.request, &requests), (Side::Response, &route.response, &responses)]
        {
            let types = used.iter().flat_map(|used: &Used| &used.types);
            let Some(way) = types.filter_map(|used| ways.get(used.as_str())).min_by_key(|way| way.len()) else {
                continue;
            };
            let way = way.iter().map(ToString::to_string).collect();
            reached.push(Reached { route: format!("{} {}", route.method, route.path), side, way });
        }
    }
    reached
}

/// From each type that leads to `name` the types on the shortest way there, itself first; none from `name`.
fn ways<'a>(
    contract: &'a Contract,
    name: &'a str,
    travels: fn((bool, bool)) -> bool,
) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut holders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for type_ in &contract.outline.types {
        for member in type_.members.iter().filter(|member| travels(member.travels)) {
            member.used.types.iter().for_each(|used| holders.entry(used).or_default().push(&type_.name));
        }
    }
    let mut ways = BTreeMap::from([(name, Vec::new())]);
    let mut open = vec![name];
    // A ring at a time, so that the first way found is a shortest one.
    while !open.is_empty() {
        let mut next = Vec::new();
        for inner in open {
            let way = ways.get(inner).cloned().unwrap_or_default();
            for holder in holders.get(inner).into_iter().flatten() {
                if !ways.contains_key(holder) {
                    ways.insert(holder, [vec![*holder], way.clone()].concat());
                    next.push(*holder);
                }
            }
        }
        open = next;
    }
    ways
}

fn human(type_: &TypeOutline, mentions: &[Mention<'_>], reached: &[Reached]) -> String {
    let mut rows = Vec::new();
    let mut row = |title: &str, text: String| rows.push((title.to_string(), text));
    row("declared", shown(&type_.at));
    for Mention { owner, member } in mentions {
        match &member.name {
            None => row("embedded in", format!("{}, {}", owner.name, shown(&member.at))),
            Some(name) => {
                row("field", format!("{}.{name} {}, {}", owner.name, member.used.text, shown(&member.at)));
            }
        }
    }
    for Reached { route, side, way } in reached {
        let way = if way.is_empty() { String::new() } else { format!(", by way of {}", way.join(" → ")) };
        let side = match side {
            Side::Request => "request",
            Side::Response => "response",
        };
        row(side, format!("{route}{way}"));
    }
    if reached.is_empty() {
        row("routes", "none: it never travels".to_string());
    }
    format!("type {}\n{}", type_.name, table(&rows))
}

fn document<'a>(type_: &'a TypeOutline, mentions: &[Mention<'a>], reached: &'a [Reached]) -> Document<'a> {
    let mention = |Mention { owner, member }: &Mention<'a>| TypeMention {
        owner: &owner.name,
        field: member.name.as_deref(),
        type_: &member.used.text,
        at: &member.at,
    };
    let route = |Reached { route, side, way }: &'a Reached| {
        let (method, path) = route.split_once(' ').unwrap_or_default();
        TypeRoute { method, path, side: *side, by_way_of: way }
    };
    Document::Type(TypeUses {
        type_: &type_.name,
        declared: &type_.at,
        mentions: mentions.iter().map(mention).collect(),
        routes: reached.iter().map(route).collect(),
    })
}
