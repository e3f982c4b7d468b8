//! The annotations of an item: handlers, unknown words, and the laws about their number and order.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{name, token};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Annotation, Handler, Name, Server};

/// `@handler name`
pub(super) fn handler(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Handler> {
    let child = node.child(Rule::name)?;
    let text = child.text();
    let stem = text.strip_suffix("Handler").or_else(|| text.strip_suffix("handler")).unwrap_or(text);
    if stem.trim_matches('_').is_empty() {
        cursor.report(
            Diagnostic::new(
                Code::BadName,
                child.span(),
                format!("`{text}` cannot name a handler: nothing is left of it without `_` and `Handler`"),
            )
            .help("name the handler for what it does, such as `addBook`"),
        );
    }
    Some(Handler { name: name::name(&child), span: node.span() })
}

/// `@handler` with a wrong name, or with none before a whole route.
pub(super) fn odd_handler(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<Handler> {
    if let Some(bad) = node.child(Rule::bad_handler_name) {
        let name = name::bad(cursor, Some(&bad), bad.span(), "handler");
        return (!name.text.is_empty()).then(|| Handler { name, span: node.span() });
    }
    cursor.report(
        Diagnostic::new(Code::MissingHandler, node.span(), "`@handler` is followed by a route, not by a name")
            .help("write the handler's name behind `@handler`, such as `@handler addBook`"),
    );
    None
}

/// `@word` that is none of the three.
pub(super) fn unknown(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let Some(word) = node.child(Rule::annotation_word) else { return };
    let text = word.text();
    let known = ["@server", "@doc", "@handler"];
    let nearest = known.iter().min_by_key(|known| name::distance(known, &text.to_lowercase())).unwrap_or(&"@server");
    let mut diagnostic =
        Diagnostic::new(Code::UnknownAnnotation, word.span(), format!("there is no annotation `{text}`"));
    diagnostic = if name::distance(nearest, &text.to_lowercase()) <= 3 || text.starts_with(nearest) {
        diagnostic.help(format!("did you mean `{nearest}`?"))
    } else {
        diagnostic.help("the annotations are `@server`, `@doc` and `@handler`")
    };
    cursor.report(diagnostic);
    let rest = token::at(cursor.text, word.end());
    if rest.is_end() && cursor.is_cut(rest.start) {
        cursor.cut.get_or_insert(rest.start);
    }
}

/// The laws about the annotations of one route.
pub(super) fn check(cursor: &mut Cursor<'_>, annotations: &[Annotation], route: Span, after_broken: bool) {
    let doc = one(cursor, annotations, "@doc", |annotation| matches!(annotation, Annotation::Doc(_)));
    let handler = one(cursor, annotations, "@handler", |annotation| matches!(annotation, Annotation::Handler(_)));
    let server = one(cursor, annotations, "@server", |annotation| matches!(annotation, Annotation::Server(_)));
    if let (Some(Annotation::Doc(doc)), Some(Annotation::Handler(handler))) = (doc, handler)
        && doc.span.start > handler.span.start
    {
        cursor.report(
            Diagnostic::new(Code::AnnotationOrder, doc.span, "`@doc` stands behind `@handler`")
                .also(handler.span, "the handler")
                .help("put `@doc` before `@handler`"),
        );
    }
    match (handler, server) {
        (Some(Annotation::Handler(handler)), Some(Annotation::Server(server))) => cursor.report(
            Diagnostic::new(Code::MisplacedAnnotation, server.span, "`@server` stands on a route that has `@handler`")
                .also(handler.span, "the handler")
                .help("put the keys into the `@server` before `service`; routes with other keys go into a service block of their own"),
        ),
        (None, Some(Annotation::Server(server))) if handler_key(server).is_some() => legacy(cursor, server),
        (None, _) if !after_broken => cursor.report(
            Diagnostic::new(Code::MissingHandler, route, "this route has no handler").help("write `@handler` and a name above it"),
        ),
        _ => {}
    }
}

/// The first annotation of a kind; more of them are reported.
fn one<'t>(
    cursor: &mut Cursor<'_>,
    annotations: &'t [Annotation],
    word: &str,
    kind: impl Fn(&Annotation) -> bool,
) -> Option<&'t Annotation> {
    let mut all = annotations.iter().filter(|annotation| kind(annotation));
    let first = all.next()?;
    for again in all {
        cursor.report(
            Diagnostic::new(Code::DuplicateAnnotation, span(again), format!("this route has a second `{word}`"))
                .also(span(first), "the first one")
                .help("remove one of the two"),
        );
    }
    Some(first)
}

/// Place of an annotation.
pub(super) fn span(annotation: &Annotation) -> Span {
    match annotation {
        Annotation::Doc(doc) => doc.span,
        Annotation::Handler(handler) => handler.span,
        Annotation::Server(server) => server.span,
    }
}

/// The handler that the old form names: `@server(handler: name)` on a route.
fn handler_key(server: &Server) -> Option<Name> {
    let entry = server.block.entries.iter().find(|entry| entry.key.text == "handler")?;
    Some(Name { text: entry.value.text.clone(), span: entry.value.span })
}

fn legacy(cursor: &mut Cursor<'_>, server: &Server) {
    let Some(name) = handler_key(server) else { return };
    let mut diagnostic = Diagnostic::new(
        Code::LegacyHandler,
        server.span,
        format!("`@server` names the handler `{}` in the old way", name.text),
    )
    .help(format!("write `@handler {}`", name.text));
    if server.block.entries.len() == 1
        && !cursor.source.slice(server.span).contains("/*")
        && !cursor.source.slice(server.span).contains("//")
    {
        diagnostic = diagnostic.safe_fix("write it as `@handler`", server.span, format!("@handler {}", name.text));
    }
    cursor.report(diagnostic);
}
