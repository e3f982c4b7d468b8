//! `goctl-incompatible` (lint): what apic reads and goctl, with its default grammar, refuses. What has a warning of its own is not said again.

mod block;
mod text;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::{Resolved, RouteEntry};
use crate::source::Span;
use crate::tree::{Body, Member, Statement, TypeExpression, TypeKind};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut lint = Lint { resolved, sink };
    lint.files();
    lint.types();
    for entry in &resolved.routes {
        lint.route(entry);
    }
    block::blocks(&mut lint);
}

struct Lint<'r, 'a, 's> {
    resolved: &'r Resolved<'a>,
    sink: &'s mut Sink,
}

impl Lint<'_, '_, '_> {
    fn say(&mut self, span: Span, what: &str) {
        let found = Diagnostic::new(Code::GoctlIncompatible, span, format!("goctl refuses {what}"));
        self.sink.push(found.help("apic reads it; this matters only if goctl has to read the file too"));
    }

    fn slice(&self, span: Span) -> &str {
        self.resolved.loaded.sources.slice(span)
    }

    fn files(&mut self) {
        for source in &self.resolved.loaded.sources.list {
            if source.bom {
                self.say(Span::new(source.id, 0, 0), "a byte order mark");
            }
        }
        for parsed in &self.resolved.loaded.parsed {
            for comment in parsed.trivia.comments.iter().filter(|comment| comment.block) {
                if text::ends_early(self.slice(comment.span)) {
                    self.say(
                        comment.span,
                        "a block comment that holds a `*` and later a `/`: it ends the comment there",
                    );
                }
            }
            for statement in &parsed.file.statements {
                self.statement(statement);
            }
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Syntax(syntax) if syntax.version.raw => self.say(syntax.version.span, "backticks here"),
            Statement::Import(import) => {
                for path in import.paths.iter().filter(|path| path.path.raw) {
                    self.say(path.path.span, "backticks here");
                }
            }
            Statement::Service(service) if !text::is_service_name(&service.name.text) => {
                self.say(service.name.span, "a service name with dashes, save for one in front of `api`");
            }
            Statement::Syntax(_)
            | Statement::Info(_)
            | Statement::Type(_)
            | Statement::TypeGroup(_)
            | Statement::Service(_) => {}
        }
    }

    fn types(&mut self) {
        for body in &self.resolved.structs {
            if let Some(keyword) = body.struct_.keyword {
                self.say(keyword, "the word `struct`");
            }
            if body.anonymous && body.struct_.members.is_empty() {
                self.say(body.struct_.span, "an anonymous struct without fields");
            }
            if let Some(Member::Embedded(embedded)) = body.struct_.members.last()
                && !embedded.pointer
                && embedded.tag.is_none()
                && self.slice(Span { start: embedded.span.end, ..body.struct_.span }).trim_start_matches([' ', '\t'])
                    == "}"
            {
                self.say(embedded.span, "a closing brace on the line of an embedded type");
            }
        }
        let fields =
            self.resolved.structs.iter().flat_map(|body| &body.struct_.members).filter_map(|member| match member {
                Member::Field(field) => Some(&field.type_),
                Member::Embedded(_) => None,
            });
        for type_ in fields {
            self.type_(type_);
        }
    }

    /// One type with its parts; anonymous structs are looked into by [`Self::types`].
    fn type_(&mut self, type_: &TypeExpression) {
        match &type_.kind {
            TypeKind::Any if self.slice(type_.span) == "any" => {
                self.say(type_.span, "`any` here; it knows `interface{}`")
            }
            TypeKind::Any if self.slice(type_.span) != "interface{}" => {
                self.say(type_.span, "this spelling of `interface{}`");
            }
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) | TypeKind::Map(_, inner)
                if matches!(inner.kind, TypeKind::Struct(_)) =>
            {
                self.say(inner.span, "an anonymous struct inside a pointer, list or map");
            }
            // goctl takes `*any` for a pointer to a type of that name.
            TypeKind::Pointer(inner) if self.slice(inner.span) == "any" => {}
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) | TypeKind::Map(_, inner) => {
                self.type_(inner);
            }
            TypeKind::Name(_) | TypeKind::Any | TypeKind::Struct(_) | TypeKind::Broken => {}
        }
    }

    fn route(&mut self, entry: &RouteEntry<'_>) {
        for segment in &entry.route.path.segments {
            let written = self.slice(segment.span).trim_start_matches(['/', ':']);
            if !written.is_empty() && !text::is_segment(written) {
                self.say(segment.span, "this path segment: dots, leading digits and dashes in front of them");
            }
        }
        if let Some(type_) = body_type(entry.route.request.as_ref()).filter(|type_| !is_named(type_)) {
            self.say(type_.span, "a request body that is no declared type");
        }
        if let Some(type_) = body_type(entry.route.response.as_ref()) {
            let item = if let TypeKind::List(item) = &type_.kind { item } else { type_ };
            if !is_named(item) {
                self.say(type_.span, "a response body that is neither a declared type nor a list of them");
            }
        }
    }
}

fn body_type(body: Option<&Body>) -> Option<&TypeExpression> {
    body?.type_.as_ref()
}

fn is_named(type_: &TypeExpression) -> bool {
    match &type_.kind {
        TypeKind::Name(_) | TypeKind::Broken => true,
        TypeKind::Pointer(inner) => matches!(inner.kind, TypeKind::Name(_)),
        // The word `any` reads as the name of a type, `interface{}` does not.
        TypeKind::Any => type_.span.end - type_.span.start == 3,
        TypeKind::List(_) | TypeKind::Array(..) | TypeKind::Map(..) | TypeKind::Struct(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn extensions_are_listed() {
        let types = "type A struct {\n\tX any `json:\"x\"`\n\tY interface{} `json:\"y\"`\n}\n";
        let text = format!("{types}service a {{\n\t@doc (\"d\")\n\t@handler h\n\tpost /a-1 ([]A) returns ([]A)\n}}\n");
        let found = found_with(&text, &[Code::GoctlIncompatible]);
        let lines: Vec<&str> = found.iter().filter_map(|line| line.strip_suffix(" goctl-incompatible")).collect();
        assert_eq!(lines, ["1", "2", "6", "8", "8"]);
    }

    #[test]
    fn what_goctl_reads_is_silent() {
        let types = "info (\n\ttitle: \"x\"\n)\ntype A {\n\tX []*A `json:\"x,optional\"`\n}\n";
        let text = format!(
            "{types}@server (\n\tgroup: a/b\n\tprefix: /v1\n\ttimeout: 1m30s\n\tmiddleware: A, B\n)\nservice a-api {{\n\t@doc \"d\"\n\t@handler h\n\tpost /a-b/:id (A) returns ([]*A)\n}}\n"
        );
        assert_eq!(found_with(&text, &[Code::GoctlIncompatible]), ["16 path-param-unbound"]);
    }
}
