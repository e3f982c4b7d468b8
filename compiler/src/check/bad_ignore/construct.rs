//! Which construct stands directly below a comment.

use std::collections::BTreeMap;

use crate::resolve::route::annotation_span;
use crate::source::{Source, Span};
use crate::tree::{File, KeyBlock, Member, Statement, Struct, TypeDeclaration, TypeExpression, TypeKind};
use crate::trivia::Trivia;

/// The outermost construct that begins at each offset of a file.
#[derive(Default)]
pub(super) struct Constructs {
    by_start: BTreeMap<u32, Span>,
}

impl Constructs {
    pub(super) fn of(file: &File) -> Self {
        let mut constructs = Self::default();
        for statement in &file.statements {
            constructs.statement(statement);
        }
        constructs
    }

    /// The construct below the comment at `index`, further comments of the same block in between.
    pub(super) fn below(&self, source: &Source, trivia: &Trivia, index: usize) -> Option<Span> {
        let mut last = trivia.comments.get(index).filter(|comment| comment.own_line)?;
        for next in trivia.comments.get(index + 1..).unwrap_or_default() {
            if !next.own_line || gap(source, last.span.end, next.span.start) != Some(1) {
                break;
            }
            last = next;
        }
        let (start, span) = self.by_start.range(last.span.end..).next()?;
        (gap(source, last.span.end, *start) == Some(1)).then_some(*span)
    }

    fn add(&mut self, span: Span) {
        let known = self.by_start.entry(span.start).or_insert(span);
        known.end = known.end.max(span.end);
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Syntax(syntax) => self.add(syntax.span),
            Statement::Info(info) => {
                self.add(info.span);
                self.block(&info.block);
            }
            Statement::Import(import) => {
                self.add(import.span);
                import.paths.iter().for_each(|path| self.add(path.path.span));
            }
            Statement::Type(declaration) => self.type_(declaration),
            Statement::TypeGroup(group) => {
                self.add(group.span);
                group.types.iter().for_each(|declaration| self.type_(declaration));
            }
            Statement::Service(service) => {
                self.add(service.span);
                if let Some(server) = &service.server {
                    self.block(&server.block);
                }
                for item in &service.items {
                    self.add(item.span);
                    item.annotations.iter().for_each(|annotation| self.add(annotation_span(annotation)));
                    item.route.iter().for_each(|route| self.add(route.span));
                }
            }
        }
    }

    fn block(&mut self, block: &KeyBlock) {
        block.entries.iter().for_each(|entry| self.add(entry.span));
    }

    fn type_(&mut self, declaration: &TypeDeclaration) {
        self.add(declaration.span);
        self.struct_(&declaration.struct_);
    }

    fn struct_(&mut self, struct_: &Struct) {
        for member in &struct_.members {
            match member {
                Member::Embedded(embedded) => self.add(embedded.span),
                Member::Field(field) => {
                    self.add(field.span);
                    self.expression(&field.type_);
                }
            }
        }
    }

    fn expression(&mut self, type_: &TypeExpression) {
        match &type_.kind {
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) | TypeKind::Map(_, inner) => {
                self.expression(inner)
            }
            TypeKind::Struct(struct_) => self.struct_(struct_),
            TypeKind::Name(_) | TypeKind::Any | TypeKind::Broken => {}
        }
    }
}

/// The number of line ends between two offsets, if only blanks lie there.
fn gap(source: &Source, start: u32, end: u32) -> Option<usize> {
    let text = source.text.get(start as usize..end as usize)?;
    let blank = text.chars().all(char::is_whitespace);
    let line_end = if source.text.contains('\n') { '\n' } else { '\r' };
    blank.then(|| text.matches(line_end).count())
}
