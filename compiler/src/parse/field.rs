//! What stands in a struct body: fields and embedded types.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{name, tag, types};
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::{Embedded, Field, Member, Tag, TypeExpression, TypeKind};

/// The base types, none of which can be embedded.
const BASE_TYPES: [&str; 20] = [
    "bool",
    "string",
    "byte",
    "rune",
    "int",
    "int8",
    "int16",
    "int32",
    "int64",
    "uint",
    "uint8",
    "uint16",
    "uint32",
    "uint64",
    "uintptr",
    "float32",
    "float64",
    "complex64",
    "complex128",
    "any",
];

/// Reads one member; `before` is the one above, for a type that slipped onto the next line.
pub(super) fn member(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Member>) -> Option<Member> {
    match node.rule() {
        Rule::field | Rule::odd_field | Rule::embedded_pointer => field(cursor, node, before),
        Rule::odd_member => {
            nameless(cursor, node);
            None
        }
        _ => None,
    }
}

/// A field, or an embedded type: that is a name without a type.
fn field(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Member>) -> Option<Member> {
    // One name and one pair are the rule, and an empty list would grow to four at once.
    let mut names = Vec::with_capacity(1);
    let mut pointer = false;
    let mut type_: Option<TypeExpression> = None;
    let (mut tag, mut quoted) = (None, None);
    for child in node.children() {
        match child.rule() {
            Rule::name | Rule::bad_name => names.push(child),
            Rule::star => pointer = true,
            Rule::type_ => type_ = Some(types::expression(cursor, &child)),
            Rule::tag => one_tag(cursor, &child, &mut tag),
            Rule::odd_tag => quoted = Some(tag::not_raw(cursor, &child)),
            _ => {}
        }
    }
    let span = node.span();
    let Some(type_) = type_ else {
        let name = names.first().filter(|name| name.rule() == Rule::name)?;
        check_embedded(cursor, name, before)?;
        return Some(Member::Embedded(Embedded { name: name::name(name), pointer, tag, span }));
    };
    let mut declared = Vec::with_capacity(1);
    declared.extend(names.iter().map(|name| name::any(cursor, name, "field")));
    // On an embedded type a tag has no effect anyway.
    Some(Member::Field(Field { names: declared, type_, tag: tag.or(quoted), span }))
}

/// `None` if it is a base type, which is reported: none of them can be embedded.
fn check_embedded(cursor: &mut Cursor<'_>, name: &Node<'_>, before: Option<&Member>) -> Option<()> {
    let text = name.text();
    if !BASE_TYPES.contains(&text) {
        return Some(());
    }
    let diagnostic =
        Diagnostic::new(Code::EmbeddedType, name.span(), format!("the base type `{text}` cannot be embedded"));
    cursor.report(match before {
        Some(Member::Embedded(above)) if above.tag.is_none() => diagnostic
            .also(above.span, "is this the name of a field?")
            .help(format!("put the type on the same line: `{} {text}`", above.name.text)),
        _ => diagnostic.help(format!("give the field a name before its type: `Name {text}`")),
    });
    None
}

/// A second tag is an error, the first counts.
fn one_tag(cursor: &mut Cursor<'_>, node: &Node<'_>, tag: &mut Option<Tag>) {
    match tag {
        Some(first) => cursor.report(
            Diagnostic::new(Code::DuplicateTag, node.span(), "this field has a second tag")
                .also(first.span, "the first one")
                .help("put all pairs into one tag: `json:\"a\" form:\"b\"`"),
        ),
        None => *tag = tag::tag(cursor, node),
    }
}

/// A type where a field or an embedded name should stand.
fn nameless(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let Some(child) = node.child(Rule::type_) else { return };
    let type_ = types::expression(cursor, &child);
    let text = child.text().split_whitespace().collect::<Vec<_>>().join(" ");
    let help = format!("give the field a name before its type: `Name {text}`");
    let diagnostic = match type_.kind {
        TypeKind::Pointer(_) => Diagnostic::new(
            Code::EmbeddedType,
            type_.span,
            format!("`{text}` cannot be embedded, only a name or a pointer to one"),
        )
        .help(help),
        TypeKind::List(_) | TypeKind::Array(..) => {
            Diagnostic::new(Code::EmbeddedType, type_.span, format!("`{text}` is a list and cannot be embedded"))
                .help(help)
        }
        TypeKind::Broken => return,
        _ => Diagnostic::new(Code::UnexpectedToken, type_.span, format!("`{text}` stands here without a field name"))
            .help(help),
    };
    cursor.report(diagnostic);
}
