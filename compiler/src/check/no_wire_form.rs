//! `no-wire-form`: a type that JSON cannot hold, on the wire.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::Face;
use crate::resolve::embed::off_wire;
use crate::resolve::{Base, Reference, Resolved};
use crate::tree::{Body, Member, Name, Struct, TypeExpression, TypeKind};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut found = Found { resolved, names: BTreeSet::new(), sink };
    for (declared, reach) in resolved.types.iter().zip(&resolved.reach) {
        for (face, reached) in [(Face::Request, reach.request), (Face::Response, reach.response)] {
            if reached {
                found.struct_(&declared.declaration.struct_, face);
            }
        }
    }
    for entry in &resolved.routes {
        for (body, face) in [(&entry.route.request, Face::Request), (&entry.route.response, Face::Response)] {
            if let Some(Body { type_: Some(type_), .. }) = body {
                found.expression(type_, face);
            }
        }
    }
}

struct Found<'r, 'a, 's> {
    resolved: &'r Resolved<'a>,
    /// Where a name was reported already: both sides may see it.
    names: BTreeSet<u64>,
    sink: &'s mut Sink,
}

impl Found<'_, '_, '_> {
    fn struct_(&mut self, struct_: &Struct, face: Face) {
        for member in &struct_.members {
            if let Member::Field(field) = member
                && !off_wire(field, face)
            {
                self.expression(&field.type_, face);
            }
        }
    }

    fn expression(&mut self, type_: &TypeExpression, face: Face) {
        match &type_.kind {
            TypeKind::Name(name) => self.name(name),
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) => {
                self.expression(inner, face)
            }
            // The key is the business of `map-key-type`.
            TypeKind::Map(_, value) => self.expression(value, face),
            TypeKind::Struct(struct_) => self.struct_(struct_, face),
            TypeKind::Any | TypeKind::Broken => {}
        }
    }

    fn name(&mut self, name: &Name) {
        let Reference::Base(base @ (Base::Complex64 | Base::Complex128 | Base::Uintptr)) =
            self.resolved.reference(&name.text)
        else {
            return;
        };
        if self.names.insert(u64::from(name.span.source.0) << 32 | u64::from(name.span.start)) {
            let help = if base == Base::Uintptr { "write `uint64`" } else { "write a struct of two numbers" };
            let message = format!("`{}` has no form on the wire", name.text);
            self.sink.push(Diagnostic::new(Code::NoWireForm, name.span, message).help(help));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found_in_request, found_in_types};

    #[test]
    fn harmless_where_no_route_reaches() {
        assert_eq!(found_in_request("X []complex64 `json:\"x\"`"), ["1 no-wire-form"]);
        assert_eq!(found_in_request("X uintptr `json:\"-\"`"), [""; 0]);
        assert_eq!(found_in_types("type A { X complex128 }"), [""; 0]);
    }
}
