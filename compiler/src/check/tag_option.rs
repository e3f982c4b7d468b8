//! `unknown-tag-option`, `duplicate-tag-option`, `empty-tag-option`, `tag-option-space`, `env-option`: the options of one source as written.

use std::collections::BTreeMap;

use super::tag::{sourced, with_blanks, with_comma};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::scope::nearest;
use crate::source::Span;
use crate::tree::{TagOption, TagPair};
use crate::wire::Wire;

/// The options of language.md §7.2.
const KNOWN: [&str; 9] =
    ["optional", "default", "options", "range", "string", "omitempty", "inherit", "example", "env"];

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for sourced in sourced(resolved) {
        check_pair(resolved, sourced.pair, sink);
    }
}

fn check_pair(resolved: &Resolved<'_>, pair: &TagPair, sink: &mut Sink) {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    for option in &pair.options {
        let name = option.name.as_str();
        if name.is_empty() && option.value.is_none() {
            sink.push(without(resolved, option, Code::EmptyTagOption, "an option is missing behind a comma"));
            continue;
        }
        if let Some(first) = first.get(name) {
            let found = without(resolved, option, Code::DuplicateTagOption, &format!("option `{name}` stands twice"));
            sink.push(found.also(*first, "first written here"));
        } else {
            first.insert(name, option.span);
            check_name(resolved, option, sink);
        }
        if option.spaced {
            sink.push(spaced(resolved, option));
        }
    }
}

/// A finding whose mending is to leave the option out.
fn without(resolved: &Resolved<'_>, option: &TagOption, code: Code, message: &str) -> Diagnostic {
    let help = if code == Code::EmptyTagOption { "remove the comma" } else { "remove it, with the comma in front" };
    let found = Diagnostic::new(code, option.span, message).help(help);
    match with_comma(&resolved.loaded.sources, option.span) {
        Some(span) => found.safe_fix("remove it", span, ""),
        None => found,
    }
}

fn check_name(resolved: &Resolved<'_>, option: &TagOption, sink: &mut Sink) {
    let name = option.name.as_str();
    if name == "env" {
        let message = "`env` would let an environment variable override the request: it is ignored";
        sink.push(
            Diagnostic::new(Code::EnvOption, option.span, message)
                .help("remove it; `default=` gives a value for absence"),
        );
    }
    if KNOWN.contains(&name) {
        return;
    }
    let found = if name.starts_with("optional") {
        let message = format!("option `{name}` counts as `optional`, because it starts so");
        Diagnostic::new(Code::UnknownTagOption, option.span, message).help("write `optional`")
    } else {
        let found = Diagnostic::new(Code::UnknownTagOption, option.span, format!("option `{name}` has no effect"));
        match meant(option) {
            Some(meant) => found.help(format!("did you mean `{meant}`?")),
            None => found.help(format!("the options are {}", KNOWN.map(|known| format!("`{known}`")).join(", "))),
        }
    };
    let name_span = Span { end: option.span.start + name.len() as u32, ..option.span };
    // Where escapes were undone the name does not stand in the file as it reads.
    let found = match meant(option).filter(|_| resolved.loaded.sources.slice(name_span) == name) {
        Some("optional") if name.starts_with("optional") => found.safe_fix("write `optional`", name_span, "optional"),
        Some(meant) => found.fix(format!("write `{meant}`"), name_span, meant),
        None => found,
    };
    sink.push(found);
}

fn meant(option: &TagOption) -> Option<&'static str> {
    match option.name.as_str() {
        "option" if option.value.is_none() => Some("optional"),
        "omit" => Some("omitempty"),
        "required" => None,
        name if name.starts_with("optional") => Some("optional"),
        name => nearest(name, KNOWN.into_iter()),
    }
}

fn spaced(resolved: &Resolved<'_>, option: &TagOption) -> Diagnostic {
    let text = match &option.value {
        Some(value) => format!("{}={value}", option.name),
        None => option.name.clone(),
    };
    let found = Diagnostic::new(
        Code::TagOptionSpace,
        option.span,
        format!("blanks around option `{}` are ignored", option.name),
    )
    .help(format!("write `{text}`"));
    // Escapes of the tag were undone in the value: what holds one is not written back.
    match with_blanks(&resolved.loaded.sources, option.span).filter(|_| !text.contains(['"', '\\'])) {
        Some(span) => found.safe_fix("remove the blanks", span, text),
        None => found,
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found_in_request, said};

    fn tag(options: &str) -> Vec<String> {
        found_in_request(&format!("X string `json:\"x,{options}\"`"))
    }

    #[test]
    fn options_as_written() {
        assert_eq!(tag("optional,default=a,options=a|b"), [""; 0]);
        assert_eq!(tag("optinal"), ["1 unknown-tag-option"]);
        assert_eq!(tag("optionalh"), ["1 unknown-tag-option"]);
        assert_eq!(tag("optional,optional"), ["1 duplicate-tag-option"]);
        assert_eq!(tag("optional,"), ["1 empty-tag-option"]);
        assert_eq!(tag("optional "), ["1 tag-option-space"]);
        assert_eq!(tag("env=HOME"), ["1 env-option"]);
    }

    #[test]
    fn an_unknown_option_gets_the_nearest() {
        let said = |option: &str| {
            said(&format!(
                "type A {{ X string `json:\"x,{option}\"` }}\nservice a {{\n\t@handler h\n\tpost /x (A)\n}}\n"
            ))
        };
        assert!(said("option").ends_with("did you mean `optional`?"));
        assert!(said("option=a|b").ends_with("did you mean `options`?"));
        assert!(said("defualt=a").ends_with("did you mean `default`?"));
    }
}
