//! Identifiers: from words of the contract to names that Rust accepts, by one fixed rule.
//!
//! A reserved name gets one `_` at the end; names that become one get a further `_` each from the second on, in source order. What Rust has no letter
//! for becomes `u` and its number. Nothing is refused, and no wire name changes.

use std::collections::BTreeSet;

use apic_compiler::emit::{pascal, snake};
use apic_compiler::ir::Name;

/// Keywords of every edition, those reserved for later included. `union`, `raw`, `safe` are names where we need them.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn",
    "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super",
    "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "_",
];

/// Types that generated code and scaffolds name without a path.
pub(crate) const TAKEN_TYPES: &[&str] = &[
    "ApiError",
    "AppState",
    "BTreeMap",
    "Box",
    "Err",
    "Events",
    "None",
    "Ok",
    "Option",
    "RequestContext",
    "Result",
    "Some",
    "String",
    "Vec",
];

/// Names of one scope.
#[derive(Debug, Default)]
pub(crate) struct Taken(BTreeSet<String>);

impl Taken {
    pub(crate) fn new(names: &[&str]) -> Self {
        Self(names.iter().map(ToString::to_string).collect())
    }

    /// The name, or the first free one with `_` behind it; taken from now on.
    pub(crate) fn settle(&mut self, mut name: String) -> String {
        while KEYWORDS.contains(&name.as_str()) || self.0.contains(&name) {
            name.push('_');
        }
        self.0.insert(name.clone());
        name
    }
}

/// `MoveItemReq`.
pub(crate) fn type_name(name: &Name) -> String {
    started(&pascal(&plain(name)), "_")
}

/// `move_item`: a field or a function.
pub(crate) fn value_name(name: &Name) -> String {
    started(&snake(&plain(name)), "_")
}

/// `move_item`, in ASCII: rustc does not look for files with other names.
pub(crate) fn module_name(name: &Name) -> String {
    ascii(&value_name(name))
}

/// The module of a type file: its folders and its name, joined by `_`.
pub(crate) fn file_module(parts: &[String]) -> String {
    module_name(&Name { words: parts.to_vec() })
}

/// `MOVE_ITEM`; letters without case would leave it the name of the function.
pub(crate) fn constant_name(function: &str) -> String {
    let name = function.to_uppercase();
    if name == function { format!("OPERATION_{name}") } else { name }
}

/// `Book` for the value `book`; signs keep a name: `Empty`, `N1`, `Minus1`, `U2b`.
pub(crate) fn variant_name(value: &str) -> String {
    let spelled = match value.strip_prefix('-') {
        Some(rest) if rest.starts_with(|char: char| char.is_ascii_digit()) => format!("minus {rest}"),
        _ => value.to_string(),
    };
    let name = pascal(&plain(&Name { words: vec![spelled] }));
    match (value, name.as_str()) {
        ("", _) => "Empty".to_string(),
        (_, "") => value.chars().map(|char| format!("U{:x}", u32::from(char))).collect(),
        _ => started(&name, "N"),
    }
}

/// The package of a service, which is also the name of its library: `bookstore-api`.
pub(crate) fn package_name(name: &Name) -> String {
    let kebab = module_name(name).trim_matches('_').replace('_', "-");
    let taken = [
        "alloc",
        "apic-runtime",
        "axum",
        "build",
        "core",
        "deps",
        "examples",
        "incremental",
        "proc-macro",
        "serde",
        "std",
        "test",
        "tokio",
    ];
    let plain = kebab.starts_with(|char: char| char.is_ascii_alphabetic());
    if plain && !KEYWORDS.contains(&kebab.as_str()) && !taken.contains(&kebab.as_str()) {
        kebab
    } else {
        format!("server-{kebab}").trim_end_matches('-').to_string()
    }
}

/// The words with `$` read as `_`, other letters that Rust lacks as numbers.
fn plain(name: &Name) -> Name {
    let is_plain = |word: &String| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if name.words.iter().all(is_plain) {
        return name.clone();
    }
    Name { words: name.words.iter().map(|word| word.chars().map(letter).collect()).collect() }
}

fn letter(char: char) -> String {
    match char {
        '0'..='9' | 'a'..='z' | 'A'..='Z' | '_' => char.to_string(),
        _ if char.is_ascii() || !char.is_alphanumeric() => "_".to_string(),
        _ if char.is_alphabetic() => char.to_string(),
        _ => format!("u{:x}", u32::from(char)),
    }
}

fn ascii(name: &str) -> String {
    if name.is_ascii() {
        return name.to_string();
    }
    name.chars()
        .map(|char| if char.is_ascii() { char.to_string() } else { format!("u{:x}", u32::from(char)) })
        .collect()
}

/// No name is empty or starts with a digit.
fn started(name: &str, before: &str) -> String {
    if name.starts_with(|char: char| !char.is_ascii_digit()) { name.to_string() } else { format!("{before}{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Name {
        Name { words: words.iter().map(ToString::to_string).collect() }
    }

    #[test]
    fn reserved_and_taken_names_get_underscores_in_order() {
        let mut taken = Taken::new(&["mount"]);
        let settled = ["move", "mount", "item", "item", "item", "self", "union"].map(|name| taken.settle(name.into()));
        assert_eq!(settled, ["move_", "mount_", "item", "item_", "item__", "self_", "union"]);
    }

    #[test]
    fn names_of_any_letters() {
        assert_eq!(type_name(&words(&["add", "Order", "Req"])), "AddOrderReq");
        assert_eq!(type_name(&words(&["a$b"])), "AB");
        assert_eq!(value_name(&words(&["用户", "ID"])), "用户_id");
        assert_eq!(module_name(&words(&["用户"])), "u7528u6237");
        assert_eq!(file_module(&["user".into(), "2fa".into()]), "user_2fa");
        assert_eq!(file_module(&["2fa".into()]), "_2fa");
        assert_eq!(constant_name("move_"), "MOVE_");
        assert_eq!(constant_name("查询"), "OPERATION_查询");
    }

    #[test]
    fn every_value_has_a_variant() {
        let values = ["out-of-stock", "", "1", "-1", " ", "+", "真", "USD", "null"];
        assert_eq!(
            values.map(variant_name),
            ["OutOfStock", "Empty", "N1", "Minus1", "U20", "U2b", "真", "Usd", "Null"]
        );
    }

    #[test]
    fn packages_keep_clear_of_their_dependencies() {
        assert_eq!(package_name(&words(&["bookstore", "api"])), "bookstore-api");
        assert_eq!(package_name(&words(&["axum"])), "server-axum");
        assert_eq!(package_name(&words(&["2", "go"])), "server-2-go");
        assert_eq!(package_name(&words(&["move"])), "server-move");
    }
}
