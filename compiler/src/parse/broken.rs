//! Skipped text becomes one diagnostic: the text is parsed again by the rule that should have matched, and the furthest place counts.

use apic_grammar::{ApiParser, Rule};
use pest::Parser as _;
use pest::error::{ErrorVariant, InputLocation};

use super::cursor::{Cursor, Node};
use super::token::{self, Kind, Token};
use super::{expected, sign};
use crate::diagnostics::{Code, Diagnostic};
use crate::source::Span;
use crate::tree::{Entry, Member, ValueForm};

const STATEMENTS: &str = "`syntax`, `info`, `import`, `type`, `@server` or `service`";

/// Where the second parse stopped.
struct Stop {
    at: usize,
    expected: String,
}

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
        "@" if node.text().starts_with("@server") => Rule::server,
        _ => return stray_statement(cursor, first),
    };
    let stop = stop(node, &[rule]);
    unexpected(cursor, &stop, |found, diagnostic| match (rule, found.kind) {
        (Rule::import, Kind::Word) => {
            diagnostic.help(format!("write the path in quotes: `import \"{}.api\"`", found.text))
        }
        (_, Kind::Stray) if found.text.starts_with('\'') => diagnostic.help("strings stand between `\"` or backticks"),
        _ => diagnostic,
    });
}

fn stray_statement(cursor: &mut Cursor<'_>, first: Token<'_>) {
    let stop = Stop { at: first.start, expected: STATEMENTS.into() };
    let behind = token::at(cursor.text, first.start + first.text.len());
    unexpected(cursor, &stop, |found, diagnostic| {
        let words = ["syntax", "info", "import", "type", "service"];
        let lower = found.text.to_lowercase();
        let nearest =
            words.iter().find(|word| strsim::damerau_levenshtein(word, &lower) <= 1 + usize::from(word.len() > 4));
        match (found.kind, nearest) {
            (Kind::Word, Some(word)) => diagnostic.help(format!("did you mean `{word}`?")),
            (Kind::Word, None) if behind.text == "{" || behind.text == "struct" => {
                diagnostic.help(format!("write `type {} {{`", found.text))
            }
            (Kind::Sign, _) if matches!(found.text, "}" | ")" | "]") => {
                diagnostic.help("nothing is open here: remove it")
            }
            (Kind::Sign, _) if found.text == "@" => diagnostic.help(at_sign(behind)),
            _ => diagnostic,
        }
    });
}

/// A word that is no path, in a group of imports.
pub(super) fn import(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let stop = Stop { at: node.start(), expected: "a string in quotes or `)`".into() };
    unexpected(cursor, &stop, |found, diagnostic| match found.kind {
        Kind::Word => diagnostic.help(format!("write the path in quotes: `\"{}.api\"`", found.text)),
        _ => diagnostic,
    });
}

/// Text in a group of types.
pub(super) fn declaration(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    note_names(cursor, node.text());
    let stop = stop(node, &[Rule::type_declaration, Rule::alias]);
    unexpected(cursor, &stop, |_, diagnostic| diagnostic);
}

/// Text in a struct body.
pub(super) fn field(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Member>) {
    note_names(cursor, node.text());
    let equals = node.text().strip_prefix('=').map(str::trim);
    let stop = stop(node, &[Rule::field]);
    unexpected(cursor, &stop, |_, diagnostic| match (equals, before) {
        (Some(value), Some(Member::Field(field))) => {
            let name = field.names.last().map_or("name", |name| name.text.as_str());
            let value = value.split_whitespace().next().unwrap_or_default();
            diagnostic.help(format!("give the default in the tag: `json:\"{name},default={value}\"`"))
        }
        _ => diagnostic,
    });
}

/// Text in a service body.
pub(super) fn route(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    note_names(cursor, node.text());
    let first = token::at(cursor.text, node.start());
    let behind = token::at(cursor.text, first.start + first.text.len());
    let stop = match first.text {
        "returns" => stop(node, &[Rule::returns]),
        "@" if node.text().starts_with("@doc") => stop(node, &[Rule::doc]),
        "@" if node.text().starts_with("@handler") => stop(node, &[Rule::handler]),
        "@" if node.text().starts_with("@server") => stop(node, &[Rule::server]),
        _ => Stop { at: node.start(), expected: "`@doc`, `@handler`, a route or `}`".into() },
    };
    unexpected(cursor, &stop, |found, diagnostic| match found.kind {
        Kind::Sign if found.text == "@" => diagnostic.help(at_sign(behind)),
        Kind::Word if found.text != "returns" && strsim::damerau_levenshtein(found.text, "returns") <= 2 => {
            diagnostic.help("did you mean `returns`?")
        }
        Kind::Word if first.text == "@" && node.text().starts_with("@doc") => diagnostic.help("put the text in quotes"),
        _ => diagnostic,
    });
}

/// Text in a key block.
pub(super) fn entry(cursor: &mut Cursor<'_>, node: &Node<'_>, before: Option<&Entry>) {
    let stop = stop(node, &[Rule::entry]);
    let same_line = |entry: &&Entry| !cursor.text[entry.value.span.end as usize..node.start()].contains('\n');
    let quoted = before.filter(same_line).filter(|entry| entry.value.form != ValueForm::Bare).is_some();
    unexpected(cursor, &stop, |found, diagnostic| match found.kind {
        Kind::Text if found.start == node.start() => {
            let key = found.text.trim_matches(['"', '`']);
            diagnostic.help(format!("keys are not quoted: write `{key}`"))
        }
        _ if quoted => diagnostic.help("the value ends with its closing quote: put all of it inside"),
        _ => diagnostic,
    });
}

/// A body that does not close behind its type.
pub(super) fn body(cursor: &mut Cursor<'_>, node: &Node<'_>, open: Span, has_type: bool) {
    let expected = if has_type { "`)`" } else { "a type or `)`" };
    let stop = Stop { at: node.start(), expected: expected.into() };
    unexpected(cursor, &stop, |found, diagnostic| {
        let diagnostic = diagnostic.also(open, "opened here");
        match found.kind {
            Kind::Word if has_type => diagnostic.help("a body is one type, without a name before it"),
            Kind::Sign if found.text == "," => diagnostic.help("a body is one type: put the fields into a struct"),
            _ => diagnostic,
        }
    });
}

/// A map whose brackets or value are not complete.
pub(super) fn map(cursor: &mut Cursor<'_>, node: &Node<'_>, no_key: bool) {
    let expected = if no_key { "a key type, `]` and a value type" } else { "`]` and a value type" };
    let stop = Stop { at: node.start(), expected: expected.into() };
    unexpected(cursor, &stop, |_, diagnostic| diagnostic.help("a map is written `map[string]T`"));
}

/// A map without a key type.
pub(super) fn map_key(cursor: &mut Cursor<'_>, node: &Node<'_>) {
    let at = node.child(Rule::close_bracket).map_or(node.start(), |close| close.start());
    let stop = Stop { at, expected: "a key type".into() };
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

fn at_sign(behind: Token<'_>) -> String {
    match behind.kind {
        Kind::Word => format!("no blank stands behind `@`: write `@{}`", behind.text),
        _ => "the annotations are `@server`, `@doc` and `@handler`".into(),
    }
}

/// Parses a piece again. If a prefix of it parses, the error is what follows the prefix.
fn stop(node: &Node<'_>, rules: &[Rule]) -> Stop {
    let mut best = Stop { at: node.start(), expected: String::new() };
    for rule in rules {
        let (at, positives) = match ApiParser::parse(*rule, node.text()) {
            Ok(pairs) => (pairs.last().map_or(0, |pair| pair.as_span().end()), Vec::new()),
            Err(error) => (place(&error.location), wanted(error.variant)),
        };
        let at = node.start() + at;
        if at > best.at || best.expected.is_empty() && at == best.at {
            best = Stop { at, expected: expected::words(&positives) };
        }
    }
    best
}

fn place(location: &InputLocation) -> usize {
    match location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => *at,
    }
}

fn wanted(variant: ErrorVariant<Rule>) -> Vec<Rule> {
    match variant {
        ErrorVariant::ParsingError { positives, .. } => positives,
        ErrorVariant::CustomError { .. } => Vec::new(),
    }
}

/// Reports the token at the place where parsing stopped.
fn unexpected(cursor: &mut Cursor<'_>, stop: &Stop, advise: impl FnOnce(Token<'_>, Diagnostic) -> Diagnostic) {
    let found = token::at(cursor.text, stop.at);
    if cursor.is_cut(found.start) {
        return;
    }
    let span = found.span(cursor.source.id);
    if let Some(plain) = found.text.chars().next().and_then(sign::plain) {
        return cursor.report(sign::full_width(span, found.text, plain));
    }
    let (code, message) = match found.kind {
        Kind::Stray => (Code::UnexpectedCharacter, format!("{} has no meaning here", found.words())),
        _ => (Code::UnexpectedToken, format!("{} cannot stand here", found.words())),
    };
    let mut diagnostic = Diagnostic::new(code, span, message);
    if !stop.expected.is_empty() {
        diagnostic = diagnostic.label(format!("expected {}", stop.expected));
    }
    if found.text.starts_with('#') {
        diagnostic = diagnostic.help("comments are `// …` and `/* … */`");
    }
    let diagnostic = advise(found, diagnostic);
    cursor.report(diagnostic);
}
