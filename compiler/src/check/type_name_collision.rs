//! `type-name-collision`: two types that become one name in the output.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::emit::pascal;
use crate::resolve::Resolved;
use crate::tree::Name;
use crate::wire::{Wire, words};

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let mut first: BTreeMap<String, &Name> = BTreeMap::new();
    for declared in &resolved.types {
        let name = &declared.declaration.name;
        if name.text.is_empty() {
            continue;
        }
        let output = pascal(&words(&name.text));
        match first.get(&output) {
            // The same text is `duplicate-type`.
            Some(other) if other.text != name.text => sink.push(collision(name, other, &output)),
            Some(_) => {}
            None => {
                first.insert(output, name);
            }
        }
    }
}

fn collision(name: &Name, first: &Name, output: &str) -> Diagnostic {
    let message = format!("types `{}` and `{}` both become `{output}` in the output", first.text, name.text);
    Diagnostic::new(Code::TypeNameCollision, name.span, message)
        .also(first.span, "the other one is declared here")
        .help(format!("rename `{}`", name.text))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn case_and_underscores_do_not_tell_types_apart() {
        assert_eq!(found_in_types("type user_info {}\ntype UserInfo {}"), ["2 type-name-collision"]);
        assert_eq!(found_in_types("type A {}\ntype a {}\ntype AB {}"), ["2 type-name-collision"]);
        assert_eq!(found_in_types("type User {}\ntype Users {}"), [""; 0]);
    }
}
