//! `bad-option-reference`: `optional=k` and no field `k` beside it.

use std::collections::{BTreeMap, BTreeSet};

use super::tag::{Sourced, sourced};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::ir::{Face, Source};
use crate::resolve::Resolved;
use crate::resolve::embed::wire_names;
use crate::resolve::scope::nearest;
use crate::tree::TagOption;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    // Siblings by struct body, collected only where some option asks for them.
    let mut siblings: BTreeMap<(u32, u32), BTreeSet<(Source, String)>> = BTreeMap::new();
    for sourced in sourced(resolved) {
        for (option, name) in sourced.pair.options.iter().filter_map(|option| Some((option, reference(option)?))) {
            let span = sourced.body.struct_.span;
            let known = siblings.entry((span.source.0, span.start)).or_insert_with(|| names(resolved, &sourced));
            if name == sourced.pair.name || !known.contains(&(sourced.source, name.to_string())) {
                sink.push(found(&sourced, option, name, known));
            }
        }
    }
}

/// The name that an `optional=name` or `optional=!name` speaks of.
fn reference(option: &TagOption) -> Option<&str> {
    let value = option.value.as_deref().filter(|_| option.name == "optional")?;
    Some(value.strip_prefix('!').unwrap_or(value)).filter(|name| !name.is_empty())
}

fn names(resolved: &Resolved<'_>, sourced: &Sourced<'_>) -> BTreeSet<(Source, String)> {
    let flat = match sourced.body.owner.filter(|_| !sourced.body.anonymous) {
        Some(id) => resolved.flatten(id),
        None => resolved.flatten_anonymous(sourced.body.struct_),
    };
    let names = flat.iter().flat_map(|field| wire_names(field, Face::Request));
    names.map(|(source, wire)| (source, wire.into_owned())).collect()
}

/// Spelling help looks at every sibling, so a huge struct goes without.
const LOOKS: usize = 1000;

fn found(sourced: &Sourced<'_>, option: &TagOption, name: &str, known: &BTreeSet<(Source, String)>) -> Diagnostic {
    let message = format!("no other `{}` field of this struct is called `{name}`", sourced.pair.key);
    let found = Diagnostic::new(Code::BadOptionReference, option.span, message);
    let own = known.iter().filter(|(source, wire)| *source == sourced.source && *wire != sourced.pair.name).take(LOOKS);
    match nearest(name, own.map(|(_, wire)| wire.as_str())) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("write the wire name of a field beside this one, from the same source"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found_in_request, found_in_types};

    #[test]
    fn the_sibling_is_of_one_source() {
        let a = "A string `json:\"a,optional\"`\n";
        assert_eq!(found_in_request(&format!("{a} B string `json:\"b,optional=!a\"`")), [""; 0]);
        assert_eq!(found_in_request(&format!("{a} B string `json:\"b,optional=zzz\"`")), ["2 bad-option-reference"]);
        assert_eq!(found_in_request(&format!("{a} B string `form:\"b,optional=a\"`")), ["2 bad-option-reference"]);
        assert_eq!(
            found_in_types("type B { A int `json:\"a,optional\"` }\ntype C {\n B\n D int `json:\"d,optional=a\"`\n}"),
            [""; 0]
        );
    }
}
