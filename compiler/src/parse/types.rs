//! Type expressions.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{broken, declaration, name};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{ArrayLength, TypeExpression, TypeKind};

/// Arrays longer than this are a mistake (language.md §4.2).
const LONGEST_ARRAY: u32 = 1_000_000;

/// Reads `*[]map[string]T`: the prefixes from left to right, then the core, put together from the inside.
pub(super) fn expression(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeExpression {
    let span = node.span();
    let parts: Vec<Node<'_>> = node.children().collect();
    let Some((core, prefixes)) = parts.split_last() else { return broken_type(span) };
    if !cursor.deeper(prefixes.len(), span) {
        return broken_type(span);
    }
    let mut type_ = self::core(cursor, core);
    for prefix in prefixes.iter().rev() {
        let inner = Box::new(type_);
        let kind = match prefix.rule() {
            Rule::star => TypeKind::Pointer(inner),
            Rule::list => TypeKind::List(inner),
            _ => TypeKind::Array(length(cursor, prefix), inner),
        };
        type_ = TypeExpression { kind, span: Span { start: prefix.span().start, ..span } };
    }
    cursor.higher(prefixes.len());
    type_
}

/// A type about which nothing more is to be said.
pub(super) fn broken(node: &Node<'_>) -> TypeExpression {
    broken_type(node.span())
}

fn broken_type(span: Span) -> TypeExpression {
    TypeExpression { kind: TypeKind::Broken, span }
}

fn core(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeExpression {
    let kind = match node.rule() {
        Rule::name if node.text() == "any" => TypeKind::Any,
        Rule::name => TypeKind::Name(name::name(node)),
        Rule::odd_name if node.child(Rule::qualified_end).is_some() => qualified(cursor, node),
        Rule::odd_name => generic(cursor, node),
        Rule::any => TypeKind::Any,
        Rule::map => map(cursor, node),
        Rule::struct_ => TypeKind::Struct(declaration::struct_(cursor, node)),
        _ => unsupported(cursor, node),
    };
    TypeExpression { kind, span: node.span() }
}

fn map(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeKind {
    if !cursor.deeper(1, node.span()) {
        return TypeKind::Broken;
    }
    let mut types = Vec::new();
    let mut failed = false;
    for child in node.children() {
        match child.rule() {
            Rule::type_ => types.push(expression(cursor, &child)),
            Rule::broken_map => {
                broken::map(cursor, &child, types.is_empty());
                failed = true;
            }
            _ => {}
        }
    }
    cursor.higher(1);
    if !failed && types.len() == 1 {
        broken::map_key(cursor, node);
    }
    let mut types = types.into_iter().map(Box::new);
    match (types.next(), types.next()) {
        (Some(key), Some(value)) => TypeKind::Map(key, value),
        _ => TypeKind::Broken,
    }
}

fn length(cursor: &mut Cursor<'_>, prefix: &Node<'_>) -> ArrayLength {
    let node = prefix.child(Rule::array_length);
    let span = node.as_ref().map_or(prefix.span(), Node::span);
    let text = node.as_ref().map_or("", Node::text);
    let length = text.parse::<u32>().ok().filter(|length| *length <= LONGEST_ARRAY);
    if length.is_none() {
        let diagnostic = if text.starts_with(|c: char| c.is_ascii_digit()) {
            Diagnostic::new(Code::ArrayLength, span, format!("an array of `{text}` elements is too long"))
                .help(format!("write at most {LONGEST_ARRAY}, or a list: `[]T`"))
        } else {
            Diagnostic::new(Code::ArrayLength, span, format!("`{text}` is no array length"))
                .help("write a number, or `[]` for a list of any length")
        };
        cursor.report(diagnostic);
    }
    ArrayLength { length: length.unwrap_or_default(), span }
}

fn qualified(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeKind {
    let text = node.text();
    let mut diagnostic = Diagnostic::new(
        Code::QualifiedType,
        node.span(),
        format!("`{text}` belongs to a Go package, which this language does not know"),
    );
    diagnostic = match text {
        "time.Time" => diagnostic.help("write `string` for a date as text, or `int64` for seconds since 1970"),
        "time.Duration" => diagnostic.help("write `int64`"),
        _ => diagnostic.help("declare a type of this contract, or write `string` or `int64`"),
    };
    cursor.report(diagnostic);
    TypeKind::Broken
}

fn generic(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeKind {
    if let Some(item) = node.text().strip_suffix("[]") {
        let message = format!("`{}` is no list: the brackets stand in front", node.text());
        cursor.report(Diagnostic::new(Code::GenericType, node.span(), message).help(format!("write `[]{item}`")));
        return TypeKind::Broken;
    }
    cursor.report(
        Diagnostic::new(
            Code::GenericType,
            node.span(),
            format!("`{}` gives a type parameters, which are reserved", node.text()),
        )
        .help("declare one type for each use"),
    );
    TypeKind::Broken
}

fn unsupported(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeKind {
    let word = if node.text().starts_with("func") { "func" } else { "chan" };
    let span = cursor.span(node.start(), node.start() + word.len());
    cursor.report(
        Diagnostic::new(Code::UnsupportedType, span, format!("`{word}` has no form on the wire"))
            .help("write a type that can be sent: a base type, a struct, a list or a map"),
    );
    TypeKind::Broken
}
