//! Lists every struct body and every type expression of the closure once, so that checks are plain loops.

use super::{Declared, RouteEntry, StructUse, TypeId};
use crate::tree::{Body, Member, Struct, TypeExpression, TypeKind};

/// All struct bodies and all type expressions, outer before inner, in closure order.
pub(super) fn lists<'a>(
    types: &[Declared<'a>],
    routes: &[RouteEntry<'a>],
) -> (Vec<StructUse<'a>>, Vec<&'a TypeExpression>) {
    let mut lists = Lists { structs: Vec::new(), expressions: Vec::new(), owner: None };
    for (index, declared) in types.iter().enumerate() {
        lists.owner = Some(TypeId(index));
        lists.struct_(&declared.declaration.struct_, false);
    }
    lists.owner = None;
    for entry in routes {
        for body in [&entry.route.request, &entry.route.response] {
            if let Some(Body { type_: Some(type_), .. }) = body {
                lists.expression(type_);
            }
        }
    }
    (lists.structs, lists.expressions)
}

/// The walk. Its depth is that of the tree, which the parser bounds.
struct Lists<'a> {
    structs: Vec<StructUse<'a>>,
    expressions: Vec<&'a TypeExpression>,
    owner: Option<TypeId>,
}

impl<'a> Lists<'a> {
    fn struct_(&mut self, struct_: &'a Struct, anonymous: bool) {
        self.structs.push(StructUse { struct_, owner: self.owner, anonymous });
        for member in &struct_.members {
            if let Member::Field(field) = member {
                self.expression(&field.type_);
            }
        }
    }

    fn expression(&mut self, type_: &'a TypeExpression) {
        self.expressions.push(type_);
        match &type_.kind {
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) => self.expression(inner),
            TypeKind::Map(key, value) => {
                self.expression(key);
                self.expression(value);
            }
            TypeKind::Struct(struct_) => self.struct_(struct_, true),
            TypeKind::Name(_) | TypeKind::Any | TypeKind::Broken => {}
        }
    }
}
