//! The statements of a file, and the laws about their number and order.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{annotation, broken, declaration, import, server, service, syntax, value};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Info, Server, Statement};

/// What was seen so far.
#[derive(Default)]
struct File {
    statements: Vec<Statement>,
    syntax: Option<Span>,
    info: Option<Span>,
    /// `@server` blocks that wait for their service.
    servers: Vec<Server>,
}

/// All statements of a file that could be read.
pub(super) fn statements(cursor: &mut Cursor<'_>, file: &Node<'_>) -> Vec<Statement> {
    let mut seen = File::default();
    for node in file.children() {
        seen.statement(cursor, &node);
    }
    seen.forget_servers(cursor, true);
    seen.statements
}

impl File {
    fn statement(&mut self, cursor: &mut Cursor<'_>, node: &Node<'_>) {
        match node.rule() {
            Rule::separator => return value::separator(cursor, node),
            Rule::server => return self.servers.push(server::server(cursor, node)),
            Rule::service => {
                let server = server::for_service(cursor, std::mem::take(&mut self.servers));
                self.statements.push(Statement::Service(service::service(cursor, node, server)));
                return;
            }
            Rule::broken_item => {
                // A service that could not be read is still the one that the annotation belongs to.
                self.forget_servers(cursor, !node.text().starts_with("service"));
                return broken::item(cursor, node);
            }
            _ => self.forget_servers(cursor, true),
        }
        match node.rule() {
            Rule::syntax => self.syntax(cursor, node),
            Rule::info => self.info(cursor, node),
            Rule::import => self.statements.push(Statement::Import(import::import(cursor, node))),
            Rule::odd_import => self.statements.push(Statement::Import(import::aliased(cursor, node))),
            Rule::type_group => self.statements.push(Statement::TypeGroup(declaration::group(cursor, node))),
            Rule::type_alone => self.statements.extend(declaration::alone(cursor, node).map(Statement::Type)),
            Rule::unknown_annotation => annotation::unknown(cursor, node),
            _ => {}
        }
    }

    fn syntax(&mut self, cursor: &mut Cursor<'_>, node: &Node<'_>) {
        let Some(syntax) = syntax::syntax(cursor, node) else { return };
        if let Some(first) = self.syntax {
            cursor.report(
                Diagnostic::new(Code::DuplicateSyntax, syntax.span, "`syntax` is given a second time")
                    .also(first, "first given here")
                    .help("remove one of the two"),
            );
        } else if !self.statements.is_empty() {
            cursor.report(
                Diagnostic::new(
                    Code::MisplacedSyntax,
                    syntax.span,
                    "`syntax` is not the first statement and has no effect",
                )
                .help("move it to the top of the file, or remove it"),
            );
        }
        self.syntax.get_or_insert(syntax.span);
        self.statements.push(Statement::Syntax(syntax));
    }

    fn info(&mut self, cursor: &mut Cursor<'_>, node: &Node<'_>) {
        let Some(block) = node.child(Rule::key_block) else { return };
        let info = Info { block: value::key_block(cursor, &block), span: node.span() };
        if let Some(first) = self.info {
            cursor.report(
                Diagnostic::new(Code::DuplicateInfo, info.span, "`info` is given a second time")
                    .also(first, "first given here")
                    .help("put all keys into one block"),
            );
        }
        self.info.get_or_insert(info.span);
        self.statements.push(Statement::Info(info));
    }

    /// Drops the annotations that wait: what came is no service.
    fn forget_servers(&mut self, cursor: &mut Cursor<'_>, report: bool) {
        for server in self.servers.drain(..) {
            if report && !cursor.is_cut(server.span.end as usize) {
                cursor.report(
                    Diagnostic::new(Code::DanglingAnnotation, server.span, "`@server` stands before no service")
                        .help("put it directly before `service`, or remove it"),
                );
            }
        }
    }
}
