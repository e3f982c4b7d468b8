//! Type declarations, alone and in groups, and struct bodies.

use apic_grammar::Rule;

use super::cursor::{Cursor, Node};
use super::{broken, field, name, value};
use crate::diagnostics::{Code, Diagnostic};
use crate::tree::{Name, Struct, TypeDeclaration, TypeGroup};

/// `type ( … )`
pub(super) fn group(cursor: &mut Cursor<'_>, node: &Node<'_>) -> TypeGroup {
    let mut group = TypeGroup { types: Vec::new(), span: node.span() };
    let mut open = node.span();
    for child in node.children() {
        match child.rule() {
            Rule::open_paren => open = child.span(),
            Rule::separator => value::separator(cursor, &child),
            Rule::broken_type => broken::declaration(cursor, &child),
            Rule::unclosed => cursor.unclosed(open, child.start()),
            Rule::odd_inner_type => {
                let keyword = child.child(Rule::k_type).map_or(child.span(), |word| word.span());
                cursor.report(
                    Diagnostic::new(Code::UnexpectedToken, keyword, "`type` is repeated inside a group of types")
                        .help("remove the inner `type`"),
                );
                group.types.extend(alone(cursor, &child));
            }
            _ => group.types.extend(declaration(cursor, &child)),
        }
    }
    group
}

/// `type Name { … }`
pub(super) fn alone(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<TypeDeclaration> {
    let inner = node.children().find(|child| child.rule() != Rule::k_type)?;
    let mut declaration = declaration(cursor, &inner)?;
    declaration.span = declaration.span.to(node.span());
    Some(declaration)
}

fn declaration(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<TypeDeclaration> {
    Some(match node.rule() {
        Rule::type_declaration => {
            let name = node.child(Rule::name).map(|child| name::declared(cursor, &child, "type"))?;
            with_struct(cursor, node, name)
        }
        Rule::odd_declaration => {
            let span = node.span();
            let at = cursor.span(span.start as usize, span.start as usize);
            let name = name::bad(cursor, node.child(Rule::bad_name).as_ref(), at, "type");
            with_struct(cursor, node, name)
        }
        Rule::generic_declaration => {
            let name = node.child(Rule::name).map(|child| name::declared(cursor, &child, "type"))?;
            let parameters = node.child(Rule::generic_parameters).map_or(node.span(), |child| child.span());
            cursor.report(
                Diagnostic::new(
                    Code::GenericType,
                    parameters,
                    format!("`{}` has type parameters, which are reserved", name.text),
                )
                .help("declare one type for each use"),
            );
            with_struct(cursor, node, name)
        }
        Rule::alias => alias(cursor, node)?,
        _ => return None,
    })
}

fn alias(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Option<TypeDeclaration> {
    let name = node.child(Rule::name).map(|child| name::declared(cursor, &child, "type"))?;
    let target = node.child(Rule::type_)?;
    cursor.report(
        Diagnostic::new(
            Code::TypeAlias,
            node.span(),
            format!("`{}` would be another name for `{}`: aliases are reserved", name.text, first_line(target.text())),
        )
        .help(format!(
            "write a struct: `type {} {{ … }}`, or use `{}` itself",
            name.text,
            first_line(target.text())
        )),
    );
    let end = cursor.span(target.end(), target.end());
    Some(TypeDeclaration {
        name,
        struct_: Struct { members: Vec::new(), keyword: None, open: end, span: end },
        span: node.span(),
    })
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn with_struct(cursor: &mut Cursor<'_>, node: &Node<'_>, name: Name) -> TypeDeclaration {
    let struct_ = match node.child(Rule::struct_) {
        Some(child) => self::struct_(cursor, &child),
        None => Struct { members: Vec::new(), keyword: None, open: node.span(), span: node.span() },
    };
    TypeDeclaration { name, struct_, span: node.span() }
}

/// `{ … }`
pub(super) fn struct_(cursor: &mut Cursor<'_>, node: &Node<'_>) -> Struct {
    let mut struct_ = Struct { members: Vec::new(), keyword: None, open: node.span(), span: node.span() };
    if !cursor.deeper(1, struct_.span) {
        return struct_;
    }
    for child in node.children() {
        match child.rule() {
            Rule::k_struct => struct_.keyword = Some(child.span()),
            Rule::open_brace => struct_.open = child.span(),
            Rule::separator => value::separator(cursor, &child),
            Rule::broken_field => broken::field(cursor, &child, struct_.members.last()),
            Rule::unclosed => cursor.unclosed(struct_.open, child.start()),
            _ => {
                let member = field::member(cursor, &child, struct_.members.last());
                struct_.members.extend(member);
            }
        }
    }
    cursor.higher(1);
    struct_
}
