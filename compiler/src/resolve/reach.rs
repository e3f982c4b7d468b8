//! Which declared types requests and responses can hold.

use super::embed::off_wire;
use super::{Reach, Resolved, TypeId};
use crate::ir::Face;
use crate::tree::{Body, Member, Struct, TypeExpression, TypeKind};

/// One entry a type, at the index of its id.
pub(super) fn reach(resolved: &Resolved<'_>) -> Vec<Reach> {
    let mut reach = vec![Reach::default(); resolved.types.len()];
    for (face, mark) in [(Face::Request, mark_request as Mark), (Face::Response, mark_response)] {
        let mut walk = Walk { resolved, face, open: Vec::new() };
        for entry in &resolved.routes {
            let body = if face == Face::Request { &entry.route.request } else { &entry.route.response };
            if let Some(Body { type_: Some(type_), .. }) = body {
                walk.expression(type_);
            }
        }
        while let Some(id) = walk.open.pop() {
            if mark(&mut reach[id.0]) {
                walk.struct_(&resolved.type_(id).declaration.struct_);
            }
        }
    }
    mark_sources(resolved, &mut reach);
    reach
}

/// Sets a mark; whether it was new.
type Mark = fn(&mut Reach) -> bool;

fn mark_request(reach: &mut Reach) -> bool {
    !std::mem::replace(&mut reach.request, true)
}

fn mark_response(reach: &mut Reach) -> bool {
    !std::mem::replace(&mut reach.response, true)
}

/// Request structs and what they embed: their fields come from path, query, header and body.
fn mark_sources(resolved: &Resolved<'_>, reach: &mut [Reach]) {
    let requests = resolved.routes.iter().filter_map(|entry| request_struct(resolved, entry.route.request.as_ref()));
    let mut open: Vec<TypeId> = requests.collect();
    while let Some(id) = open.pop() {
        if std::mem::replace(&mut reach[id.0].sources, true) {
            continue;
        }
        for member in &resolved.type_(id).declaration.struct_.members {
            if let Member::Embedded(embedded) = member {
                open.extend(resolved.declared(&embedded.name.text));
            }
        }
    }
}

/// The declared struct that a body is, a star in front of it ignored.
pub(crate) fn request_struct(resolved: &Resolved<'_>, body: Option<&Body>) -> Option<TypeId> {
    let mut type_ = body?.type_.as_ref()?;
    while let TypeKind::Pointer(inner) = &type_.kind {
        type_ = inner;
    }
    match &type_.kind {
        TypeKind::Name(name) => resolved.declared(&name.text),
        _ => None,
    }
}

/// Collects what one struct or body mentions on the wire.
struct Walk<'r, 'a> {
    resolved: &'r Resolved<'a>,
    face: Face,
    open: Vec<TypeId>,
}

impl Walk<'_, '_> {
    fn struct_(&mut self, struct_: &Struct) {
        for member in &struct_.members {
            match member {
                Member::Embedded(embedded) => self.open.extend(self.resolved.declared(&embedded.name.text)),
                Member::Field(field) if off_wire(field, self.face) => {}
                Member::Field(field) => self.expression(&field.type_),
            }
        }
    }

    fn expression(&mut self, type_: &TypeExpression) {
        match &type_.kind {
            TypeKind::Name(name) => self.open.extend(self.resolved.declared(&name.text)),
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) => self.expression(inner),
            TypeKind::Map(key, value) => {
                self.expression(key);
                self.expression(value);
            }
            TypeKind::Struct(struct_) => self.struct_(struct_),
            TypeKind::Any | TypeKind::Broken => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::resolved;

    #[test]
    fn each_side_marks_what_it_can_hold() {
        let types = "type Base {\n\tB Inner `form:\"b\"`\n}\ntype Inner {}\ntype Hidden {}\ntype Q {\n\tBase\n\tH Hidden `json:\"-\"`\n}\ntype P {\n\tX map[string][]*Inner `json:\"x\"`\n}\n";
        let text = format!("{types}service a {{\n\t@handler h\n\tpost /x (Q) returns (P)\n}}\n");
        resolved(&text, |resolved| {
            let marks = |name: &str| {
                let reach = resolved.reach[resolved.declared(name).unwrap().0];
                (reach.request, reach.response, reach.sources)
            };
            assert_eq!(marks("Base"), (true, false, true));
            assert_eq!(marks("Inner"), (true, true, false));
            assert_eq!(marks("Hidden"), (false, false, false));
            assert_eq!(marks("P"), (false, true, false));
        });
    }
}
