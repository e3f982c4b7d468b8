//! A field of a schema, and what one field says of another.

use apic_compiler::emit::{Page, list};
use apic_compiler::ir::{Field, Input, Output, Scalar, Source, TypeRef};

use super::helpers::BYTES;
use super::value::{BASE64, Limits, value};
use super::{Schemas, Used};
use crate::Context;
use crate::doc::WIDTH;
use crate::expression::{object_key, quote};
use crate::fold::split;
use crate::types::{Place, is_optional, takes_null};

/// Columns at which entries stand.
const INDENT: usize = 2;

/// `name: $z.string(),`
pub(super) fn entry(
    context: &Context,
    schemas: &Schemas,
    (place, key, is_unsent): (Place, &str, bool),
    field: &Field,
    used: &mut Used,
) -> Vec<String> {
    let is_request = place == Place::Request;
    let is_text = is_request && !field.slots.iter().any(|slot| slot.source == Source::Json);
    let inner = if is_text { Place::Text } else { place };
    let range = field.range.as_ref().filter(|_| is_request);
    let mut text = value(context, schemas, (inner, range), &field.type_, used);
    if is_request {
        if field.type_ == TypeRef::Bytes && text == BASE64 && !context.api.wire.strict {
            text = BYTES.to_string();
        }
        text.push_str(&at_places(field, is_unsent));
    } else if field.presence.output != Output::Present {
        // What would be nil is left out, or is null already.
        text.truncate(text.strip_suffix(".nullable()").map_or(text.len(), str::len));
    }
    text.push_str(presence(place, field));
    lay_out(format!("{}: {text},", object_key(key)))
}

/// On one line if that fits, else a line per check, or per alternative.
fn lay_out(text: String) -> Vec<String> {
    if INDENT + text.chars().count() <= WIDTH {
        return vec![text];
    }
    if let (Some(open), Some(close)) = (text.find("(["), text.rfind("])")) {
        let page = Page { indent: INDENT, width: WIDTH, step: "  " };
        let items: Vec<String> = split(&text[open + 2..close], ", ").into_iter().map(ToString::to_string).collect();
        return list(page, &text[..open + 2], &items, &text[close..]);
    }
    let mut parts = split(&text, ".").into_iter();
    let mut lines: Vec<String> = parts.next().into_iter().map(ToString::to_string).collect();
    lines.extend(parts.map(|part| format!("  .{part}")));
    lines
}

/// What the places of a field ask of it.
fn at_places(field: &Field, is_unsent: bool) -> String {
    let mut text = String::new();
    let has = |source: Source| field.slots.iter().any(|slot| slot.source == source);
    let limits = Limits::of(field);
    if limits.is_text && has(Source::Path) {
        text.push_str(".regex(/^(?!\\.{0,2}$)/s)");
    }
    if limits.is_text && has(Source::Header) {
        text.push_str(".regex(/^[\\t\\x20-\\x7e]*$/)");
    }
    // What is empty is not sent there.
    let is_required = field.slots.iter().any(|slot| slot.input == Input::Required);
    if is_unsent && is_required && (limits.is_text || limits.is_list) {
        text.push_str(".min(1)");
    }
    if field.type_ == TypeRef::Any && !is_optional(Place::Request, field) {
        text.push_str(".refine((value) => value != null)");
    }
    text
}

fn presence(place: Place, field: &Field) -> &'static str {
    if place == Place::Request {
        return match (is_optional(place, field), takes_null(field)) {
            (_, true) => ".nullish()",
            (true, false) => ".optional()",
            (false, false) => "",
        };
    }
    match field.presence.output {
        Output::Present => "",
        Output::Nullable => ".nullable()",
        Output::OmitEmpty | Output::OmitNull => ".optional()",
    }
}

/// `optional=k`, `optional=!k`: checked once all fields are fine by themselves.
pub(super) fn relations(keyed: &[(&str, &Field)]) -> Vec<String> {
    let mut lines = Vec::new();
    for (key, field) in keyed {
        for slot in &field.slots {
            let (other, relation) = match &slot.input {
                Input::With(other) => (other, "==="),
                Input::Without(other) => (other, "!=="),
                Input::Required | Input::Lenient | Input::Optional | Input::Default(_) | Input::OptionalDefault(_) => {
                    continue;
                }
            };
            let is_other = |found: &&(&str, &Field)| {
                found.1.slots.iter().any(|one| one.source == slot.source && one.wire == *other)
            };
            let Some((other, found)) = keyed.iter().find(is_other) else { continue };
            let Some(own) = presence_of(key, field, slot.source) else { continue };
            let holds = match (presence_of(other, found, slot.source), relation) {
                (Some(other), relation) => format!("{own} {relation} {other}"),
                (None, "===") => own,
                (None, _) => format!("!{own}"),
            };
            lines.push(format!("}}).refine((value) => {holds}, {{"));
            lines.push(format!("  path: [{}],", quote(key)));
            lines.push(format!("  error: {},", quote(&message(other, relation == "==="))));
        }
    }
    lines
}

fn message(other: &str, together: bool) -> String {
    format!("is present exactly when {other} is{}", if together { "" } else { " not" })
}

/// What a list holds that is sent.
fn some(field: &Field) -> &'static str {
    let is_text = |item: &TypeRef| matches!(item, TypeRef::Scalar(one) if one.scalar == Scalar::String);
    let is_texts = matches!(&field.type_, TypeRef::List(item) if is_text(item));
    if is_texts { "some((item) => item !== \"\")" } else { "length > 0" }
}

/// Null is present in a body; what is empty is not sent elsewhere. Nothing for a field that is always there, as its type says.
fn presence_of(key: &str, field: &Field, source: Source) -> Option<String> {
    let member = crate::expression::member(key).replacen("req", "value", 1);
    let limits = Limits::of(field);
    let may_be_absent = is_optional(Place::Request, field) || field.type_ == TypeRef::Any;
    let holds = match source {
        Source::Json => format!("{member} !== undefined"),
        Source::Header => format!("{member} != null"),
        Source::Path | Source::Form if limits.is_list && may_be_absent => format!("({member} ?? []).{}", some(field)),
        Source::Path | Source::Form if limits.is_list => return Some(format!("({member}.{})", some(field))),
        Source::Path | Source::Form if may_be_absent => format!("({member} ?? \"\") !== \"\""),
        Source::Path | Source::Form if limits.is_text => return Some(format!("({member} !== \"\")")),
        Source::Path | Source::Form => return None,
    };
    may_be_absent.then(|| format!("({holds})"))
}
