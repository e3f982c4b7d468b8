//! `option-type`: an option on a field of a type that it cannot speak of.

use super::tag::{field_name, option, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Scalar;
use crate::resolve::Resolved;
use crate::wire::{Shape, Wire, shape};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved).filter(|sourced| !sourced.pair.options.is_empty()) {
        let shape = shape(resolved, &sourced.field.type_);
        for (name, misfit) in [("range", range(&shape)), ("options", options(&shape)), ("string", string(&shape))] {
            let (Some(option), Some(help)) = (option(sourced.pair, name), misfit) else { continue };
            let message = format!("`{name}` has no effect on `{}`: {help}", field_name(sourced.field));
            let found = Diagnostic::new(Code::OptionType, option.span, message)
                .also(sourced.field.type_.span, "the type of the field");
            sink.push(found.help("remove the option, or change the type"));
        }
    }
}

fn range(shape: &Shape<'_>) -> Option<&'static str> {
    let fits = matches!(shape, Shape::Scalar(Scalar::Int(_) | Scalar::Float32 | Scalar::Float64) | Shape::Unknown);
    (!fits).then_some("a range bounds one number")
}

fn options(shape: &Shape<'_>) -> Option<&'static str> {
    let misfit = matches!(shape, Shape::Scalar(Scalar::Bool) | Shape::Struct(_) | Shape::Inline(_) | Shape::Map(..));
    misfit.then_some("alternatives are texts or numbers")
}

fn string(shape: &Shape<'_>) -> Option<&'static str> {
    let misfit = matches!(
        shape,
        Shape::List(_) | Shape::Array(..) | Shape::Bytes | Shape::Struct(_) | Shape::Inline(_) | Shape::Map(..)
    );
    misfit.then_some("only a number or a bool is written inside a text")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_request;

    #[test]
    fn options_go_with_types() {
        for bad in [
            "string `json:\"x,range=(1:]\"`",
            "[]int64 `json:\"x,range=(0:50]\"`",
            "bool `json:\"x,options=true|false\"`",
            "[]int `json:\"x,string\"`",
        ] {
            assert_eq!(found_in_request(&format!("X {bad}")), ["1 option-type"], "{bad}");
        }
        for good in ["*int `json:\"x,range=[1:9]\"`", "[]string `json:\"x,options=a|b\"`", "int64 `json:\"x,string\"`"]
        {
            assert_eq!(found_in_request(&format!("X {good}")), [""; 0], "{good}");
        }
    }
}
