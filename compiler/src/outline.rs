//! Where routes and types stand, and which type mentions which: what `apic explain` tells beside the model.

use crate::ir::Face;
use crate::resolve::embed::off_wire;
use crate::resolve::route::entry;
use crate::resolve::{Declared, Resolved, RouteEntry};
use crate::source::{Sources, Span};
use crate::tree::{Body, Field, Member, PathPiece, Struct, TypeExpression, TypeKind};

/// A contract as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// In closure order.
    pub routes: Vec<RouteOutline>,
    /// In closure order.
    pub types: Vec<TypeOutline>,
}

/// A place as an editor shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub struct Site {
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// A route, and what its block says about its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RouteOutline {
    pub at: Site,
    /// In capitals.
    pub method: String,
    /// With the prefix; `/` for an empty path.
    pub path: String,
    /// As written; empty without one.
    pub prefix: String,
    /// The path behind the prefix, as written.
    pub written: String,
    pub service: String,
    /// As written; empty without one.
    pub group: String,
    pub handler: String,
    pub request: Option<Used>,
    pub response: Option<Used>,
}

/// A type expression, and the declared types in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Used {
    /// As written, on one line.
    pub text: String,
    pub types: Vec<String>,
}

/// A declared type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypeOutline {
    pub at: Site,
    pub name: String,
    pub members: Vec<MemberOutline>,
}

/// A field, or an embedded type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberOutline {
    pub at: Site,
    /// `None` = embedded. Several names of one field stand with commas.
    pub name: Option<String>,
    pub used: Used,
    /// Whether it travels in requests, and in responses.
    pub travels: (bool, bool),
}

/// The outline of a closure.
pub(crate) fn outline(resolved: &Resolved<'_>) -> Outline {
    let outlines = Outlines { resolved, sources: &resolved.loaded.sources };
    Outline {
        routes: resolved.routes.iter().map(|route| outlines.route(route)).collect(),
        types: resolved.types.iter().map(|declared| outlines.type_(declared)).collect(),
    }
}

struct Outlines<'r, 'a> {
    resolved: &'r Resolved<'a>,
    sources: &'r Sources,
}

impl Outlines<'_, '_> {
    fn site(&self, span: Span) -> Site {
        let Some(source) = self.sources.get(span.source) else { return Site::default() };
        let (line, column) = source.line_column(span.start);
        Site { file: source.path.clone(), line, column }
    }

    fn route(&self, route: &RouteEntry<'_>) -> RouteOutline {
        let block = |key| route.server.and_then(|server| entry(&server.block, key));
        let path: String = route
            .path
            .iter()
            .map(|piece| match piece {
                PathPiece::Literal(text) => format!("/{text}"),
                PathPiece::Parameter(name) => format!("/:{name}"),
            })
            .collect();
        let used = |body: Option<&Body>| body.and_then(|body| body.type_.as_ref()).map(|type_| self.used(type_));
        RouteOutline {
            at: self.site(route.route.span),
            method: route.route.method.text.to_uppercase(),
            path: if path.is_empty() { "/".to_string() } else { path },
            prefix: block("prefix").map_or_else(String::new, |entry| entry.value.text.clone()),
            written: route.route.path.text.clone(),
            service: self.sources.slice(route.service.name.span).to_string(),
            group: route.group.clone(),
            handler: route.handler.as_ref().map_or_else(String::new, |name| name.text.clone()),
            request: used(route.route.request.as_ref()),
            response: used(route.route.response.as_ref()),
        }
    }

    fn type_(&self, declared: &Declared<'_>) -> TypeOutline {
        let name = &declared.declaration.name;
        TypeOutline {
            at: self.site(name.span),
            name: name.text.clone(),
            members: declared.declaration.struct_.members.iter().map(|member| self.member(member)).collect(),
        }
    }

    fn member(&self, member: &Member) -> MemberOutline {
        match member {
            Member::Embedded(embedded) => {
                let name = embedded.name.text.clone();
                let types = self.resolved.declared(&name).map(|_| name.clone()).into_iter().collect();
                let text = if embedded.pointer { format!("*{name}") } else { name };
                let used = Used { text, types };
                MemberOutline { at: self.site(embedded.span), name: None, used, travels: (true, true) }
            }
            Member::Field(field) => MemberOutline {
                at: self.site(field.span),
                name: Some(names(field)),
                used: self.used(&field.type_),
                travels: (!off_wire(field, Face::Request), !off_wire(field, Face::Response)),
            },
        }
    }

    fn used(&self, type_: &TypeExpression) -> Used {
        let mut types = Vec::new();
        self.mentioned(type_, &mut types);
        let text = self.sources.slice(type_.span).split_whitespace().collect::<Vec<_>>().join(" ");
        Used { text, types }
    }

    fn mentioned(&self, type_: &TypeExpression, types: &mut Vec<String>) {
        match &type_.kind {
            TypeKind::Name(name) => types.extend(self.resolved.declared(&name.text).map(|_| name.text.clone())),
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) => {
                self.mentioned(inner, types);
            }
            TypeKind::Map(key, value) => {
                self.mentioned(key, types);
                self.mentioned(value, types);
            }
            TypeKind::Struct(struct_) => self.inside(struct_, types),
            TypeKind::Any | TypeKind::Broken => {}
        }
    }

    fn inside(&self, struct_: &Struct, types: &mut Vec<String>) {
        for member in &struct_.members {
            match member {
                Member::Embedded(embedded) => {
                    types.extend(self.resolved.declared(&embedded.name.text).map(|_| embedded.name.text.clone()));
                }
                Member::Field(field) => self.mentioned(&field.type_, types),
            }
        }
    }
}

fn names(field: &Field) -> String {
    field.names.iter().map(|name| name.text.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::resolved;

    #[test]
    fn routes_and_types_are_told_as_they_are_written() {
        let text = "type A {\n\tB\n\tX, Y map[string][]*B `json:\"x\"`\n\tZ { C B } `json:\"-\"`\n}\ntype B {}\n@server (\n\tprefix: v1/\n\tgroup: g\n)\nservice s-api {\n\t@handler h\n\tpost /x/:id (A) returns ([]B)\n}\n";
        let outline = resolved(text, outline);
        let route = &outline.routes[0];
        assert_eq!((route.method.as_str(), route.path.as_str(), route.prefix.as_str()), ("POST", "/v1/x/:id", "v1/"));
        assert_eq!((route.service.as_str(), route.group.as_str(), route.handler.as_str()), ("s-api", "g", "h"));
        assert_eq!(route.response, Some(Used { text: "[]B".into(), types: vec!["B".into()] }));
        assert_eq!((route.at.file.as_str(), route.at.line, route.at.column), ("main.api", 13, 2));
        let members: Vec<_> = outline.types[0]
            .members
            .iter()
            .map(|member| {
                (member.name.as_deref(), member.used.text.as_str(), member.used.types.len(), member.travels.0)
            })
            .collect();
        let expected =
            [(None, "B", 1, true), (Some("X, Y"), "map[string][]*B", 1, true), (Some("Z"), "{ C B }", 1, false)];
        assert_eq!(members, expected);
    }
}
