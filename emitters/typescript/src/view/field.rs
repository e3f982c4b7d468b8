//! A field of an interface: its comment and its declaration.

use apic_compiler::ir::{Bound, Field as Model, Input, Number, Range};
use serde::Serialize;

use crate::Context;
use crate::doc::{self, WIDTH};
use crate::expression::type_key;
use crate::imports::Imports;
use crate::types::{Place, field_members, is_optional};

/// Lines without the indentation of the interface.
#[derive(Serialize)]
pub(crate) struct Field {
    doc: Vec<String>,
    lines: Vec<String>,
}

/// Columns that the interface indents by.
const INDENT: usize = 2;

/// `is_input`: requests have this face, so that the rules of input belong into the comment.
pub(crate) fn field(
    context: &Context,
    (place, is_input): (Place, bool),
    key: &str,
    field: &Model,
    imports: &mut Imports,
) -> Field {
    let members = field_members(context, place, field, imports);
    let mark = if is_optional(place, field) { "?" } else { "" };
    let mut text = field.doc.lines.clone();
    let rules = if is_input { rules(field) } else { Vec::new() };
    if !rules.is_empty() {
        if !text.is_empty() {
            text.push(String::new());
        }
        text.push(rules.join(" "));
    }
    Field { doc: doc::comment(INDENT, &text), lines: declaration(&format!("{}{mark}:", type_key(key)), &members) }
}

/// On one line if that fits, else a member of the union per line.
fn declaration(head: &str, members: &[String]) -> Vec<String> {
    let one = format!("{head} {};", members.join(" | "));
    if members.len() == 1 || INDENT + one.chars().count() <= WIDTH {
        return vec![one];
    }
    let mut lines = vec![head.to_string()];
    lines.extend(members.iter().map(|member| format!("  | {member}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

/// What the server holds a request to, one sentence each.
fn rules(field: &Model) -> Vec<String> {
    let mut rules = Vec::new();
    match &field.presence.input {
        Input::Default(value) | Input::OptionalDefault(value) => {
            rules.push(format!("Default: {}.", value));
        }
        Input::With(other) => rules.push(format!("Present exactly when `{}` is.", other.as_str())),
        Input::Without(other) => rules.push(format!("Present exactly when `{}` is not.", other.as_str())),
        Input::Required | Input::Lenient | Input::Optional => {}
    }
    rules.extend(field.range.as_ref().and_then(range));
    rules
}

fn range(range: &Range) -> Option<String> {
    let low = |bound: &Bound| format!("{} {}", if bound.inclusive { "At least" } else { "More than" }, number(bound));
    let high = |bound: &Bound| format!("{} {}", if bound.inclusive { "at most" } else { "less than" }, number(bound));
    match (&range.low, &range.high) {
        (Some(from), Some(to)) if from.inclusive && to.inclusive => {
            Some(format!("{} to {}.", number(from), number(to)))
        }
        (Some(from), Some(to)) => Some(format!("{}, {}.", low(from), high(to))),
        (Some(from), None) => Some(format!("{}.", low(from))),
        (None, Some(to)) if to.inclusive => Some(format!("At most {}.", number(to))),
        (None, Some(to)) => Some(format!("Less than {}.", number(to))),
        (None, None) => None,
    }
}

fn number(bound: &Bound) -> String {
    match bound.value {
        Number::Int(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(value: i128, inclusive: bool) -> Option<Bound> {
        Some(Bound { value: Number::Int(value), inclusive })
    }

    #[test]
    fn ranges_in_words() {
        let text = |low, high| range(&Range { low, high });
        assert_eq!(text(bound(1, true), bound(99, true)), Some("1 to 99.".into()));
        assert_eq!(text(bound(0, false), bound(5, true)), Some("More than 0, at most 5.".into()));
        assert_eq!(text(bound(0, true), None), Some("At least 0.".into()));
        assert_eq!(text(None, bound(5, false)), Some("Less than 5.".into()));
        assert_eq!(text(None, bound(5, true)), Some("At most 5.".into()));
        assert_eq!(text(None, None), None);
    }

    #[test]
    fn long_unions_take_a_line_per_member() {
        let members: Vec<String> = (0..3).map(|index| format!("\"{}{index}\"", "x".repeat(40))).collect();
        let lines = declaration("kind?:", &members);
        assert_eq!(lines.len(), 4);
        assert_eq!(lines[3], format!("  | \"{}2\";", "x".repeat(40)));
        assert_eq!(declaration("a:", &members[..1]).len(), 1);
    }
}
