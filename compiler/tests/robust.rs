//! Any text is read without a panic and in time that grows with its length: every prefix of every input of the compatibility table, every input with
//! one token removed or one bracket added, and long texts of the kinds that make parsers go back and forth.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use apic_compiler::{Compiled, Opened, ReadFault, Reader, Settings, compile};

struct Text<'t>(&'t str);

impl Reader for Text<'_> {
    fn read(&self, path: &str) -> Result<Opened, ReadFault> {
        match path {
            "main.api" => Ok(Opened { identity: path.to_string(), bytes: self.0.as_bytes().to_vec() }),
            _ => Err(ReadFault::Missing),
        }
    }
}

fn read(text: &str) -> Compiled {
    compile(&Text(text), "main.api", &Settings::default()).expect("the entry is there")
}

/// All files of the table, each text once.
fn inputs() -> BTreeSet<String> {
    let rows = include_str!("../../tests/compat.jsonl")
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a JSON object"));
    rows.flat_map(|row| row["files"].as_object().cloned().unwrap_or_default())
        .filter_map(|(_, text)| text.as_str().map(str::to_string))
        .collect()
}

/// Words, strings and signs with their places.
fn tokens(text: &str) -> Vec<(usize, usize)> {
    let mut tokens = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        while first.is_alphanumeric() && rest.peek().is_some_and(|(_, c)| c.is_alphanumeric()) {
            end = rest.next().map_or(end, |(at, c)| at + c.len_utf8());
        }
        tokens.push((start, end));
    }
    tokens
}

#[test]
fn every_prefix_is_read() {
    let prefixes: BTreeSet<String> = inputs()
        .iter()
        .flat_map(|text| text.char_indices().map(|(at, _)| text[..at].to_string()).collect::<Vec<_>>())
        .collect();
    assert!(prefixes.len() > 10_000);
    for prefix in &prefixes {
        read(prefix);
    }
}

#[test]
fn every_input_is_read_with_one_token_removed() {
    let texts: BTreeSet<String> = inputs()
        .iter()
        .flat_map(|text| {
            tokens(text)
                .into_iter()
                .map(|(start, end)| format!("{}{}", &text[..start], &text[end..]))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(texts.len() > 5_000);
    for text in &texts {
        read(text);
    }
}

#[test]
fn every_input_is_read_with_one_bracket_added() {
    for (index, text) in inputs().iter().enumerate() {
        for (start, _) in tokens(text) {
            let bracket = ["{", "}", "(", ")", "[", "]", "`", "\""][(index + start) % 8];
            read(&format!("{}{bracket}{}", &text[..start], &text[start..]));
        }
    }
}

/// Texts that grow by repeating a unit, each of them hard for a parser that goes back.
const UNITS: &[(&str, &str)] = &[
    ("", "type A {\n\tX int `json:\"x\"`\n}\n"),
    ("", "type A {\n X {\n Y {\n"),
    ("type A {\n", "\tX int `json:\"x,optional\"` // c\n"),
    ("type A {\n", "X map[{\n"),
    ("type A {\n", "X {"),
    ("type (\n", "A (\n"),
    ("service a {\n", " @handler h\n get /x ({\n"),
    ("service a {\n", "@server ( a: b\n"),
    ("service a {\n", "@foo (\n"),
    ("service a {\n", "get /{a /b / c (\n"),
    ("info (\n", " k: \"a\n"),
    ("info (\n k: ", "(a "),
    ("info (\n k: a", ", b"),
    ("info (\n", " k: `\n"),
    ("", "%$#@!^&*()_+{}[]|\\:;\"<>?,./\n"),
    ("type A { X ", "map["),
    ("type A { X ", "[]"),
    ("type A {\n X int `", "json:\"a b "),
    ("", "/*"),
    ("foo", "\n"),
    ("foo", " \t"),
    ("info ( %", "\n"),
    ("info (\n a: x", ";"),
    ("info (\n a: x", " b"),
    ("info (\n a: x", "(((a"),
    ("service a { foo", "\n"),
    ("service a {\n get /", "{"),
    ("service a", "-a"),
    ("type A {\n X %", " "),
    ("type A {\n X int `json:\"a", " "),
    ("type", "\n"),
    (" ", "/**/"),
    ("", "\"\\\""),
];

#[test]
fn time_grows_with_the_length() {
    // Counted in pest's own calls, not by a clock. Twenty calls a byte are enough for ordinary text; these texts may take ten times that.
    for (head, unit) in UNITS {
        let text = format!("{head}{}", unit.repeat(20_000 / unit.len()));
        pest::set_call_limit(NonZeroUsize::new(200 * text.len()));
        let compiled = read(&text);
        pest::set_call_limit(None);
        let spent = compiled.diagnostics.iter().any(|found| found.message.contains("too many steps"));
        assert!(!spent, "too many steps for {head:?} and {unit:?}");
    }
}
