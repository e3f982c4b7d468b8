//! `duplicate-field`: one name for two fields of a struct, or one type embedded twice.

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::resolve::embed::go_name;
use crate::source::Span;
use crate::tree::{Member, Struct};
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for body in &resolved.structs {
        check_struct(body.struct_, sink);
    }
}

fn check_struct(struct_: &Struct, sink: &mut Sink) {
    let mut fields: BTreeMap<String, Span> = BTreeMap::new();
    let mut embedded_types: BTreeMap<&str, Span> = BTreeMap::new();
    for member in &struct_.members {
        match member {
            // `_` may stand as often as you like: it is off the wire.
            Member::Field(field) => {
                for name in field.names.iter().filter(|name| !name.text.is_empty() && name.text != "_") {
                    if let Some(first) = fields.get(&go_name(&name.text)) {
                        let found = Diagnostic::new(
                            Code::DuplicateField,
                            name.span,
                            format!("field `{}` is declared twice", name.text),
                        );
                        sink.push(
                            found
                                .also(*first, "first declared here")
                                .help("rename one of them: letter case at the front does not tell fields apart"),
                        );
                    } else {
                        fields.insert(go_name(&name.text), name.span);
                    }
                }
            }
            Member::Embedded(embedded) => {
                let name = &embedded.name;
                if let Some(first) = embedded_types.get(name.text.as_str()) {
                    let found = Diagnostic::new(
                        Code::DuplicateField,
                        name.span,
                        format!("type `{}` is embedded twice", name.text),
                    );
                    sink.push(found.also(*first, "first embedded here").help("remove one of them"));
                } else {
                    embedded_types.insert(&name.text, name.span);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found_in_types;

    #[test]
    fn the_first_letter_does_not_tell_fields_apart() {
        assert_eq!(found_in_types("type A {\n X int `json:\"a\"`\n x int `json:\"b\"`\n}"), ["3 duplicate-field"]);
        assert_eq!(found_in_types("type A {\n X, X int\n}"), ["2 duplicate-field"]);
    }

    #[test]
    fn a_type_is_embedded_once() {
        assert_eq!(found_in_types("type B {}\ntype A {\n B\n B\n}"), ["4 duplicate-field"]);
    }
}
