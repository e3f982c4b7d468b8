//! `ambiguous-info-key`: keys of `info` are read without regard to case, so two spellings are one key.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::{Key, Statement};
use crate::wire::Wire;

/// The keys with a meaning (language.md §6.2), in lower case; others are carried as written, letter case included.
const KNOWN: [&str; 21] = [
    "title",
    "desc",
    "description",
    "version",
    "author",
    "email",
    "termsofservice",
    "contactname",
    "contacturl",
    "contactemail",
    "licensename",
    "licenseurl",
    "host",
    "basepath",
    "schemes",
    "consumes",
    "produces",
    "securitydefinitionsfromjson",
    "wrapcodemsg",
    "usedefinitions",
    "bizcodeenumdescription",
];

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for statement in resolved.loaded.parsed.iter().flat_map(|parsed| &parsed.file.statements) {
        let Statement::Info(info) = statement else { continue };
        let mut first: BTreeMap<String, &Key> = BTreeMap::new();
        for entry in &info.block.entries {
            let lower = entry.key.text.to_lowercase();
            if !KNOWN.contains(&lower.as_str()) {
                continue;
            }
            match first.get(&lower) {
                // The same spelling is `duplicate-key`.
                Some(other) if other.text != entry.key.text => sink.push(found(&entry.key, other)),
                Some(_) => {}
                None => {
                    first.insert(lower, &entry.key);
                }
            }
        }
    }
}

fn found(key: &Key, first: &Key) -> Diagnostic {
    let message = format!("`{}` and `{}` are one key: letter case does not count in `info`", first.text, key.text);
    Diagnostic::new(Code::AmbiguousInfoKey, key.span, message)
        .also(first.span, "the other spelling")
        .help("keep one of them; the exact lower-camel spelling wins")
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn two_spellings_are_one_key() {
        let service = "service a {\n\t@handler h\n\tget /x\n}\n";
        assert_eq!(found(&format!("info (\n\ttitle: \"a\"\n\tTitle: \"b\"\n)\n{service}")), ["3 ambiguous-info-key"]);
        assert_eq!(found(&format!("info (\n\ttitle: \"a\"\n\tdesc: \"b\"\n)\n{service}")), [""; 0]);
        assert_eq!(found(&format!("info (\n\ta: \"a\"\n\tA: \"b\"\n)\n{service}")), [""; 0]);
    }
}
