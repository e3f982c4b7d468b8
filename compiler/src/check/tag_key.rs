//! `duplicate-tag-key`, `tag-key-typo`: keys of one tag.

use std::collections::BTreeMap;

use super::tag::fields;
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::Span;
use crate::tree::{Tag, TagPair};
use crate::wire::Wire;

/// Keys that apic reads or passes on with a meaning.
const KNOWN: [&str; 11] =
    ["json", "form", "path", "header", "validate", "binding", "label", "comment", "description", "example", "doc"];

/// Keys of other tools that lie close to one of ours, and their neighbors.
const FOREIGN: [&str; 14] =
    ["bson", "yaml", "xml", "db", "gorm", "xorm", "toml", "ini", "env", "csv", "orm", "jsonb", "norm", "labels"];

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for tag in fields(resolved).filter_map(|(_, field)| field.tag.as_ref()) {
        check_tag(tag, resolved, sink);
    }
}

fn check_tag(tag: &Tag, resolved: &Resolved<'_>, sink: &mut Sink) {
    let mut first: BTreeMap<&str, &TagPair> = BTreeMap::new();
    for pair in &tag.pairs {
        if let Some(other) = first.get(pair.key.as_str()) {
            let found = Diagnostic::new(
                Code::DuplicateTagKey,
                pair.key_span,
                format!("`{}` stands twice in this tag", pair.key),
            );
            let found = found.also(other.key_span, "this one counts").help("remove the second one");
            sink.push(match whole(resolved, pair) {
                Some(span) => found.safe_fix("remove the second one", span, ""),
                None => found,
            });
        } else {
            first.insert(&pair.key, pair);
            if let Some(meant) = meant(&pair.key) {
                let message = format!("`{}` is not a tag key that apic or go-zero knows", pair.key);
                let found =
                    Diagnostic::new(Code::TagKeyTypo, pair.key_span, message).help(format!("did you mean `{meant}`?"));
                sink.push(found.fix(format!("write `{meant}`"), pair.key_span, meant));
            }
        }
    }
}

/// The pair with the blank in front and the quote behind, if it is spelled as it should be.
fn whole(resolved: &Resolved<'_>, pair: &TagPair) -> Option<Span> {
    let text = &resolved.loaded.sources.get(pair.key_span.source)?.text;
    let quoted = text.get(pair.value_span.end as usize..)?.starts_with('"');
    let before = text.get(..pair.key_span.start as usize)?;
    let start = before.trim_end_matches([' ', '\t']).len();
    quoted.then(|| Span { start: start as u32, end: pair.value_span.end + 1, ..pair.key_span })
}

fn meant(key: &str) -> Option<&'static str> {
    if KNOWN.contains(&key) || FOREIGN.contains(&key) {
        return None;
    }
    let lower = key.to_lowercase();
    KNOWN[..10].iter().copied().find(|known| strsim::osa_distance(&lower, known) <= 1)
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::check::testing::found_in_request;

    #[test]
    fn slips_are_told_from_other_tools() {
        for (typo, key) in
            [("fomr", "form"), ("jsno", "json"), ("lable", "label"), ("commment", "comment"), ("Json", "json")]
        {
            assert_eq!(meant(typo), Some(key), "{typo}");
        }
        for other in ["bson", "yaml", "db", "mapstructure", "doc", "default"] {
            assert_eq!(meant(other), None, "{other}");
        }
    }

    #[test]
    fn the_first_of_two_counts() {
        assert_eq!(found_in_request("X int `json:\"x\" json:\"y\"`"), ["1 duplicate-tag-key"]);
    }
}
