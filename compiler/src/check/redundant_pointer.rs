//! `redundant-pointer`: a star that adds nothing: on a pointer, on `any`, on a request body.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Base, Reference, Resolved};
use crate::tree::{TypeExpression, TypeKind};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut reported: Option<&TypeExpression> = None;
    for entry in &resolved.routes {
        if let Some(type_) = entry.route.request.as_ref().and_then(|body| body.type_.as_ref())
            && matches!(type_.kind, TypeKind::Pointer(_))
        {
            sink.push(found(
                resolved,
                type_,
                innermost(type_),
                "a request body is always there, so the pointer adds nothing",
            ));
        }
    }
    for expression in &resolved.expressions {
        let TypeKind::Pointer(inner) = &expression.kind else { continue };
        // Outer comes before inner: the stars of one chain are one finding.
        if reported
            .is_some_and(|outer| outer.span.end == expression.span.end && innermost(outer) == innermost(expression))
        {
            continue;
        }
        let last = innermost(expression);
        let keep = if is_any(resolved, last) {
            Some((last, "`any` already includes null, so the pointer adds nothing"))
        } else if matches!(inner.kind, TypeKind::Pointer(_)) {
            Some((one_star(expression), "a pointer to a pointer is one pointer"))
        } else {
            None
        };
        if let Some((keep, message)) = keep {
            reported = Some(expression);
            sink.push(found(resolved, expression, keep, message));
        }
    }
}

fn innermost(mut type_: &TypeExpression) -> &TypeExpression {
    while let TypeKind::Pointer(inner) = &type_.kind {
        type_ = inner;
    }
    type_
}

fn one_star(mut type_: &TypeExpression) -> &TypeExpression {
    while let TypeKind::Pointer(inner) = &type_.kind {
        if !matches!(inner.kind, TypeKind::Pointer(_)) {
            break;
        }
        type_ = inner;
    }
    type_
}

fn is_any(resolved: &Resolved<'_>, type_: &TypeExpression) -> bool {
    match &type_.kind {
        TypeKind::Any => true,
        TypeKind::Name(name) => resolved.reference(&name.text) == Reference::Base(Base::Any),
        _ => false,
    }
}

fn found(resolved: &Resolved<'_>, type_: &TypeExpression, keep: &TypeExpression, message: &str) -> Diagnostic {
    let text = resolved.loaded.sources.slice(keep.span);
    Diagnostic::new(Code::RedundantPointer, type_.span, message).help(format!("write `{text}`")).safe_fix(
        format!("write `{text}`"),
        type_.span,
        text,
    )
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_in_types};

    #[test]
    fn one_finding_a_chain() {
        assert_eq!(
            found_in_types("type A {\n X ***int\n Y *any\n Z *interface{}\n W *int\n V []*A\n}"),
            ["2 redundant-pointer", "3 redundant-pointer", "4 redundant-pointer"]
        );
    }

    #[test]
    fn a_body_needs_no_star() {
        let text = "type A {\n\tX int `json:\"x\"`\n}\nservice a {\n\t@handler h\n\tpost /x (**A) returns (*A)\n}\n";
        assert_eq!(found(text), ["6 redundant-pointer"]);
    }
}
