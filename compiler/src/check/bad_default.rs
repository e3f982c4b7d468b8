//! `bad-default`, `default-outside-rule`: the value that holds when a request says nothing.

use super::tag::{Sourced, field_name, option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Scalar;
use crate::resolve::Resolved;
use crate::tree::{TagOption, TagPair};
use crate::wire::{DefaultFault, Shape, Wire, alternatives, bounds, contains, default_value, number, range, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        let Some(default) = option(sourced.pair, "default") else { continue };
        let shape = shape(resolved, &sourced.field.type_);
        let text = default.value.as_deref().unwrap_or_default();
        match default_value(text, &shape) {
            // Such a type is refused as a whole where it is on the wire.
            Err(_) if shape == Shape::Formless => {}
            Err(fault) => sink.push(bad(resolved, &sourced, default, fault)),
            Ok(_) => {
                if let Some((option, rule)) = broken_rule(sourced.pair, text, &shape) {
                    let message =
                        format!("default `{text}` breaks the `{rule}` of the same field: it is applied all the same");
                    let found =
                        Diagnostic::new(Code::DefaultOutsideRule, default.span, message).also(option.span, "the rule");
                    sink.push(found.help("change one of them: no caller may send the value that absence means"));
                }
            }
        }
    }
}

fn bad(resolved: &Resolved<'_>, sourced: &Sourced<'_>, default: &TagOption, fault: DefaultFault) -> Diagnostic {
    let type_ = resolved.loaded.sources.slice(sourced.field.type_.span);
    let found = |message: String| Diagnostic::new(Code::BadDefault, default.span, message);
    match fault {
        DefaultFault::SecondEquals => found("a default cannot hold `=`: go-zero refuses every request then".into())
            .help("choose a default without `=`, or make the field optional"),
        DefaultFault::NoDefault => {
            found(format!("`{}` is of type `{type_}`, which has no default", field_name(sourced.field)))
                .help("write `optional` instead")
        }
        DefaultFault::NotOfType(text) => found(format!("default `{text}` is not of type `{type_}`"))
            .help(expected(&shape(resolved, &sourced.field.type_))),
    }
}

fn expected(shape: &Shape<'_>) -> String {
    match shape {
        Shape::Scalar(Scalar::Int(int)) if int.bits == 64 => "write a whole number that fits into 64 bits".into(),
        Shape::Scalar(Scalar::Int(int)) => {
            let (low, high) = bounds(*int);
            format!("write a whole number from {low} to {high}")
        }
        Shape::Scalar(Scalar::Float32 | Scalar::Float64) => "write a number in decimal, such as `1.5`".into(),
        Shape::Scalar(Scalar::Bool) => "write `true` or `false`".into(),
        Shape::List(_) | Shape::Array(..) => "write a list of such values: `[1,2]`".into(),
        _ => "write a value of the field's type".into(),
    }
}

/// The rule of the same tag that the default of a scalar does not keep.
fn broken_rule<'p>(pair: &'p TagPair, text: &str, shape: &Shape<'_>) -> Option<(&'p TagOption, &'static str)> {
    let Shape::Scalar(scalar) = shape else { return None };
    if let Some(options) = option(pair, "options").filter(|_| *scalar != Scalar::Bool)
        && !alternatives(options.value.as_deref().unwrap_or_default()).contains(&text)
    {
        return Some((options, "options"));
    }
    let rule = option(pair, "range")?;
    let range = range(rule.value.as_deref().unwrap_or_default(), *scalar).ok()?;
    let number = number(text, *scalar)?;
    (!contains(&range, number)).then_some((rule, "range"))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found_in_request, found_in_types};

    fn field(type_: &str, options: &str) -> Vec<String> {
        found_in_request(&format!("X {type_} `json:\"x,{options}\"`"))
    }

    #[test]
    fn defaults_are_of_the_type() {
        assert_eq!(field("int", "default=abc"), ["1 bad-default"]);
        assert_eq!(field("int8", "default=300"), ["1 bad-default"]);
        assert_eq!(field("string", "default=a=b"), ["1 bad-default"]);
        assert_eq!(field("map[string]int", "default=1"), ["1 bad-default"]);
        assert_eq!(found_in_types("type B {}\ntype A { X B `json:\"x,default=1\"` }"), ["2 bad-default"]);
        assert_eq!(field("[]int", "default=[1,2]"), [""; 0]);
        assert_eq!(field("string", "default=+49"), [""; 0]);
    }

    #[test]
    fn defaults_keep_the_rules_of_their_field() {
        assert_eq!(field("int", "default=5,options=1|2"), ["1 default-outside-rule"]);
        assert_eq!(field("int", "default=0,range=[1:9]"), ["1 default-outside-rule"]);
        assert_eq!(field("int", "default=1,range=[1:9],options=1|2"), [""; 0]);
    }
}
