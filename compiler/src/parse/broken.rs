//! Skipped text becomes one diagnostic: the text is parsed again by the rule that should have matched, and the furthest place counts.

mod stop;

use apic_grammar::{ApiParser, Rule};
use pest::Parser as _;

use super::cursor::{Cursor, Node};
use super::name;
use super::token::{self, Kind, Token};
use crate::diagnostics::Diagnostic;
use crate::source::Span;
use crate::tree::{Entry, Member, ValueForm};
use stop::{Stop, unexpected};

const STATEMENTS: &str = "`syntax`, `info`, `import`, `type`, `@server` or `service`";

/// A piece of a file that is no statement.
pub(super) fn item(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    note_names(cursor, node.text());
    let first = token::at(cursor.text, node.start());
    let rule = match first.text {
        "syntax" => Rule::syntax,
        "info" => Rule::info,
        "import" => Rule::import,
        "type" => Rule::type_alone,
        "service" => Rule::service,
        "@server" => Rule::server,
        _ => return stray_statement(cursor, first),
    };
    let stop = Stop::of(node, &[rule]);
    unexpected(cursor, &stop, |found, diagnostic| match (rule, found.kind) {
        (Rule::import, Kind::Word) => {
            diagnostic.help(format!("write the path in quotes: `import \"{}.api\"`", found.text))
        }
        (_, Kind::Stray) if found.text.starts_with('\'') => diagnostic.help("strings stand between `\"` or backticks"),
        _ => diagnostic,
    });
}

fn stray_statement(cursor: &mut Cursor<'_>, first: Token<'_>) {
    let stop = Stop::at(first.start, STATEMENTS);
    let behind = token::at(cursor.text, first.start + first.text.len());
    unexpected(cursor, &stop, |found, diagnostic| {
        let words = ["syntax", "info", "import", "type", "service"];
        let lower = found.text.to_lowercase();
        let near = |word: &&&str| name::distance(word, &lower) <= 1 + usize::from(word.len() > 4);
        match (found.kind, words.iter().find(near)) {
            (Kind::Word, Some(word)) => diagnostic.help(format!("did you mean `{word}`?")),
            (Kind::Word, None) if behind.text == "{" || behind.text == "struct" => {
                diagnostic.help(format!("write `type {} {{`", found.text))
            }
            (Kind::Sign, _) if matches!(found.text, "}" | ")" | "]") => {
                diagnostic.help("nothing is open here: remove it")
            }
            (Kind::Sign, _) if found.text == "@" => diagnostic.help(at_sign(behind)),
            (Kind::Sign, _) if matches!(found.text, "@doc" | "@handler") => {
                diagnostic.help("it belongs inside the braces of a service")
            }
            _ => diagnostic,
        }
    });
}

/// A word in a group of imports: an alias if a path follows.
pub(super) fn import(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    if token::at(cursor.text, node.end()).kind == Kind::Text {
        return super::import::alias(cursor, node.span());
    }
    let stop = Stop::at(node.start(), "a string in quotes or `)`");
    unexpected(cursor, &stop, |found, diagnostic| match found.kind {
        Kind::Word => diagnostic.help(format!("write the path in quotes: `\"{}.api\"`", found.text)),
        _ => diagnostic,
    });
}

/// Text in a group of types.
pub(super) fn declaration(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    note_names(cursor, node.text());
    let stop = Stop::of(node, &[Rule::type_declaration, Rule::alias]);
    unexpected(cursor, &stop, |_, diagnostic| diagnostic);
}

/// Text in a struct body.
pub(super) fn field(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Member>) {
    note_names(cursor, node.text());
    let mut stop = Stop::of(node, &[Rule::field]);
    let above = match before {
        Some(Member::Field(field)) => Some((field.span, field.names.last())),
        Some(Member::Embedded(embedded)) => Some((embedded.span, None)),
        None => None,
    };
    let same_line = above.is_some_and(|(span, _)| is_one_line(cursor, span, node.start()));
    if stop.at == node.start() {
        stop.expected = if same_line { "a tag or the end of the line" } else { "a field or `}`" }.into();
    }
    let cursor_text = cursor.text;
    unexpected(cursor, &stop, |found, diagnostic| match (node.text().strip_prefix('='), above) {
        (Some(value), Some((_, Some(name)))) if same_line => {
            let value = value.split_whitespace().next().unwrap_or_default();
            diagnostic.help(format!("give the default in the tag: `json:\"{},default={value}\"`", name.text))
        }
        _ => advice(cursor_text, node, same_line, found, diagnostic),
    });
}

/// Habits of other languages in a struct.
fn advice(text: &str, node: &Node<'_>, behind_type: bool, found: Token<'_>, diagnostic: Diagnostic) -> Diagnostic {
    let first = token::at(text, node.start());
    let line = node.text().lines().next().unwrap_or_default().trim();
    match found.text {
        ":" if behind_type && line.contains(":\"") => {
            diagnostic.help(format!("a tag stands between backticks: `` `{line}` ``"))
        }
        ":" if first.kind == Kind::Word => {
            let type_ = token::at(text, found.start + 1);
            diagnostic
                .help(format!("no colon stands between a name and its type: write `{} {}`", first.text, type_.text))
        }
        _ if found.kind == Kind::Text && first.kind == Kind::Word && !behind_type => {
            diagnostic.help(format!("write a type behind `{}`, and the tag between backticks", first.text))
        }
        _ => diagnostic,
    }
}

/// Text in a service body.
pub(super) fn route(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<Span>) {
    note_names(cursor, node.text());
    let first = token::at(cursor.text, node.start());
    let behind = token::at(cursor.text, first.start + first.text.len());
    let behind_route = before.is_some_and(|span| is_one_line(cursor, span, node.start()));
    let stop = match first.text {
        "returns" => Stop::of(node, &[Rule::returns]),
        "@doc" => Stop::at(behind.start, "a text in quotes or `(`"),
        "@handler" => Stop::at(behind.start, "a name"),
        "@server" => Stop::of(node, &[Rule::server]),
        _ if behind_route => Stop::at(node.start(), "`returns` or the end of the line"),
        _ => Stop::at(node.start(), "`@doc`, `@handler`, a route or `}`"),
    };
    unexpected(cursor, &stop, |found, diagnostic| match (first.text, found.kind) {
        ("@", _) => diagnostic.help(at_sign(behind)),
        ("/", _) => diagnostic.help("write a method before the path, such as `get`"),
        ("@doc", Kind::Word) => diagnostic.help("put the text in quotes"),
        ("returns", _) => diagnostic.help("write the type of the response in brackets: `returns (Type)`"),
        (word, Kind::Word) if behind_route && name::distance(word, "returns") <= 2 => {
            diagnostic.help("did you mean `returns`?")
        }
        (word, Kind::Word) if behind_route => diagnostic.help(format!("did you mean `returns ({word})`?")),
        _ => diagnostic,
    });
}

/// Text in a key block.
pub(super) fn entry(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Entry>) {
    let stop = Stop::of(node, &[Rule::entry]);
    let first = token::at(cursor.text, node.start());
    let value = before.filter(|entry| is_one_line(cursor, entry.value.span, node.start()));
    unexpected(cursor, &stop, |found, diagnostic| {
        if value.is_none() && found.kind == Kind::Text && found.start == first.start {
            let key = found.text.trim_matches(['"', '`']);
            let span = found.span(node.span().source);
            let diagnostic = diagnostic.help(format!("keys are not quoted: write `{key}`"));
            return if is_key(key) { diagnostic.safe_fix("remove the quotes", span, key) } else { diagnostic };
        }
        match value.map(|entry| entry.value.form) {
            Some(ValueForm::Quoted | ValueForm::Raw) => {
                diagnostic.help("the value ends with its closing quote: put all of it inside")
            }
            Some(_) => diagnostic.help("put the value in quotes"),
            None if first.kind == Kind::Word && stop.at > first.start => {
                diagnostic.help(format!("write `:` behind `{}`", first.text))
            }
            None => diagnostic,
        }
    });
}

/// A body that does not close behind its type.
pub(super) fn body(cursor: &mut Cursor<'_>, node: &Node<'_>, open: Span, has_type: bool) {
    let expected = if has_type { "`)`" } else { "a type or `)`" };
    let stop = Stop::at(node.start(), expected);
    unexpected(cursor, &stop, |found, diagnostic| {
        let diagnostic = diagnostic.also(open, "opened here");
        match found.kind {
            Kind::Word if has_type && found.text != "returns" => {
                diagnostic.help("a body is one type, without a name before it")
            }
            Kind::Sign if found.text == "," => diagnostic.help("a body is one type: put the fields into a struct"),
            _ => diagnostic,
        }
    });
}

/// A map whose brackets or value are not complete.
pub(super) fn map(cursor: &mut Cursor<'_>, node: &Node<'_>, no_key: bool) {
    let expected = if no_key { "a key type, `]` and a value type" } else { "`]` and a value type" };
    let stop = Stop::at(node.start(), expected);
    unexpected(cursor, &stop, |_, diagnostic| diagnostic.help("a map is written `map[string]T`"));
}

/// A map without a key type.
pub(super) fn map_key(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let at = node.child(Rule::close_bracket).map_or(node.start(), |close| close.start());
    let stop = Stop::at(at, "a key type");
    unexpected(cursor, &stop, |_, diagnostic| diagnostic.help("a map is written `map[string]T`"));
}

/// Remembers what skipped text may have declared.
pub(super) fn note_names(cursor: &mut Cursor<'_>, text: &str) {
    if !text.contains('{') {
        return;
    }
    for pair in ApiParser::parse(Rule::skipped, text).into_iter().flatten().flat_map(pest::iterators::Pair::into_inner)
    {
        if pair.as_rule() == Rule::declared
            && let Some(name) = pair.into_inner().next()
        {
            cursor.skipped_names.insert(name.as_str().to_string());
        }
    }
}

fn is_one_line(cursor: &Cursor<'_>, before: Span, start: usize) -> bool {
    cursor.text.get(before.end as usize..start).is_some_and(|gap| !gap.contains('\n'))
}

fn is_key(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn at_sign(behind: Token<'_>) -> String {
    match behind.kind {
        Kind::Word => format!("no blank stands behind `@`: write `@{}`", behind.text),
        _ => "the annotations are `@server`, `@doc` and `@handler`".into(),
    }
}
