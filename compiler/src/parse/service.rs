//! Service blocks: annotations and routes put together into items.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{annotation, broken, doc, route, server, value};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Annotation, Item, Name, Route, Server, Service};

/// The items of one body while they are put together.
struct Items {
    items: Vec<Item>,
    /// Annotations that wait for their route.
    waiting: Vec<Annotation>,
    /// What stood before was skipped: it may have held what is missing now.
    after_broken: bool,
}

/// `service name { … }`
pub(super) fn service(cursor: &mut Cursor<'_>, node: &Node<'_>, server: Option<Server>) -> Service {
    let mut items = Items { items: Vec::new(), waiting: Vec::new(), after_broken: false };
    let mut name = Name { text: String::new(), span: node.span() };
    let mut keyword = node.span();
    let mut open = node.span();
    for child in node.children() {
        match child.rule() {
            Rule::k_service => keyword = child.span(),
            Rule::service_name => name = joined(&child),
            Rule::bad_service_name => name = bad_name(cursor, &child),
            Rule::open_brace => open = child.span(),
            Rule::close_brace => items.forget(cursor),
            Rule::unclosed => {
                cursor.unclosed(open, child.start());
                items.forget(cursor);
            }
            _ => items.part(cursor, &child),
        }
    }
    let span = server.as_ref().map_or(node.span(), |server| server.span.to(node.span()));
    Service { server, name, items: items.items, keyword, span }
}

/// `a - api` is `a-api`.
fn joined(node: &Node<'_>) -> Name {
    let words: Vec<&str> = node.children().map(|word| word.text()).collect();
    Name { text: words.join("-"), span: node.span() }
}

fn bad_name(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Name {
    let text = node.text();
    let blanks = text.len() - text.trim_start().len();
    let start = node.start() + blanks;
    let span = cursor.span(start, start + text.trim().len());
    let written = text.trim();
    let mended: String = written.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    let mended = mended.trim_matches(|c: char| c == '-' || c.is_ascii_digit()).to_string();
    let mut diagnostic = if written.is_empty() {
        Diagnostic::new(Code::BadName, span, "this service has no name")
    } else {
        Diagnostic::new(Code::BadName, span, format!("`{written}` cannot name a service"))
    };
    diagnostic = if mended.is_empty() {
        diagnostic.help("write a name such as `shop-api`: words of letters, digits and `_`, joined by dashes")
    } else {
        diagnostic.help(format!("write `{mended}`"))
    };
    cursor.report(diagnostic);
    Name { text: mended, span }
}

// === impl Items ===

impl Items {
    fn part(&mut self, cursor: &mut Cursor<'_>, node: &Node<'_>) {
        match node.rule() {
            Rule::separator => value::separator(cursor, node),
            Rule::doc => self.waiting.extend(doc::doc(cursor, node).map(Annotation::Doc)),
            Rule::handler => self.waiting.extend(annotation::handler(cursor, node).map(Annotation::Handler)),
            Rule::odd_handler => {
                let handler = annotation::odd_handler(cursor, node);
                self.after_broken |= handler.is_none();
                self.waiting.extend(handler.map(Annotation::Handler));
            }
            Rule::server => self.waiting.push(Annotation::Server(server::server(cursor, node))),
            Rule::route | Rule::unknown_route => {
                let route = route::route(cursor, node);
                self.item(cursor, route, node.span());
            }
            Rule::unknown_annotation => {
                annotation::unknown(cursor, node);
                self.after_broken = true;
            }
            _ => self.broken(cursor, node),
        }
    }

    fn broken(&mut self, cursor: &mut Cursor<'_>, node: &Node<'_>) {
        // Text behind a route on its line is about that route; behind annotations it is likely to be what they belong to.
        let route = self.items.last().filter(|_| self.waiting.is_empty()).map(|item| item.span);
        broken::route(cursor, node, route);
        self.after_broken = true;
        if !node.text().starts_with('@') {
            self.forget(cursor);
        }
    }

    /// A route ends its item. It is left out of the tree if its path could not be read.
    fn item(&mut self, cursor: &mut Cursor<'_>, route: Option<Route>, span: Span) {
        let annotations = std::mem::take(&mut self.waiting);
        annotation::check(cursor, &annotations, span, self.after_broken);
        self.after_broken = false;
        let span = annotations.first().map_or(span, |first| annotation::span(first).to(span));
        self.items.push(Item { annotations, route, span });
    }

    /// Drops annotations that no route follows.
    fn forget(&mut self, cursor: &mut Cursor<'_>) {
        let annotations = std::mem::take(&mut self.waiting);
        let Some(first) = annotations.first().map(annotation::span) else { return };
        if !self.after_broken && !cursor.is_cut(first.end as usize) {
            cursor.report(
                Diagnostic::new(Code::DanglingAnnotation, first, "this annotation has no route")
                    .help("write the route behind it, such as `get /items`, or remove it"),
            );
        }
        let span = annotations.last().map_or(first, |last| first.to(annotation::span(last)));
        self.items.push(Item { annotations, route: None, span });
    }
}
