//! The one flat namespace of types: declares them all, then reports the names that nothing declares.

use std::collections::{BTreeMap, BTreeSet};

use super::{BASES, Base, Declared, Reference, Resolved, TypeId};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::load::Loaded;
use crate::source::SourceId;
use crate::tree::{Body, Member, Name, Statement, Struct, TypeExpression, TypeKind};

/// The types of the closure in order, and the ones that names are bound to.
pub(super) fn declarations<'a>(loaded: &'a Loaded, sink: &mut Sink) -> (Vec<Declared<'a>>, BTreeMap<&'a str, TypeId>) {
    let mut types = Vec::new();
    for (index, parsed) in loaded.parsed.iter().enumerate() {
        let source = SourceId(index as u32);
        for statement in &parsed.file.statements {
            match statement {
                Statement::Type(declaration) => types.push(Declared { source, declaration, sole_of_group: None }),
                Statement::TypeGroup(group) => {
                    let sole_of_group = (group.types.len() == 1).then_some(group.span);
                    let declared = |declaration| Declared { source, declaration, sole_of_group };
                    types.extend(group.types.iter().map(declared));
                }
                Statement::Syntax(_) | Statement::Info(_) | Statement::Import(_) | Statement::Service(_) => {}
            }
        }
    }
    let names = bind(&types, sink);
    (types, names)
}

fn bind<'a>(types: &[Declared<'a>], sink: &mut Sink) -> BTreeMap<&'a str, TypeId> {
    let mut names: BTreeMap<&'a str, TypeId> = BTreeMap::new();
    for (index, declared) in types.iter().enumerate() {
        let name = &declared.declaration.name;
        if Base::from_name(&name.text).is_some() {
            sink.push(builtin(name));
        } else if let Some(first) = names.get(name.text.as_str()) {
            sink.push(duplicate(name, &types[first.0].declaration.name));
        } else if !name.text.is_empty() {
            names.insert(&name.text, TypeId(index));
        }
    }
    names
}

fn builtin(name: &Name) -> Diagnostic {
    Diagnostic::new(
        Code::BuiltinTypeName,
        name.span,
        format!("`{}` is a base type and cannot be declared again", name.text),
    )
    .help("give the type another name, in capitals by habit")
}

fn duplicate(name: &Name, first: &Name) -> Diagnostic {
    Diagnostic::new(Code::DuplicateType, name.span, format!("type `{}` is declared twice", name.text))
        .label("declared again")
        .also(first.span, "first declared here")
        .help("rename one of them: all files of a contract share one set of type names")
}

/// Reports each name in a type expression that stands for nothing.
pub(super) fn report_unknown(resolved: &Resolved<'_>, sink: &mut Sink) {
    let skipped = resolved.loaded.parsed.iter().flat_map(|parsed| &parsed.skipped_names).map(String::as_str).collect();
    let mut unknown = Unknown { resolved, skipped, nearest: BTreeMap::new(), looks: LOOKS, sink };
    for declared in &resolved.types {
        unknown.walk_struct(&declared.declaration.struct_);
    }
    for entry in &resolved.routes {
        for body in [&entry.route.request, &entry.route.response] {
            if let Some(Body { type_: Some(type_), .. }) = body {
                unknown.walk(type_);
            }
        }
    }
}

/// Spelling help costs a look at every type; a contract full of types and of unknown names gets it for so many looks.
const LOOKS: usize = 1_000_000;

/// The walk over all type expressions. Its depth is that of the tree, which the parser bounds.
struct Unknown<'r, 'a, 's> {
    resolved: &'r Resolved<'a>,
    skipped: BTreeSet<&'r str>,
    nearest: BTreeMap<&'r str, Option<String>>,
    /// How many more names may be compared.
    looks: usize,
    sink: &'s mut Sink,
}

impl<'r> Unknown<'r, '_, '_> {
    fn walk_struct(&mut self, struct_: &'r Struct) {
        for member in &struct_.members {
            match member {
                Member::Field(field) => self.walk(&field.type_),
                Member::Embedded(embedded) => self.name(&embedded.name),
            }
        }
    }

    fn walk(&mut self, type_: &'r TypeExpression) {
        match &type_.kind {
            TypeKind::Name(name) => self.name(name),
            TypeKind::Pointer(inner) | TypeKind::List(inner) | TypeKind::Array(_, inner) => self.walk(inner),
            TypeKind::Map(key, value) => {
                self.walk(key);
                self.walk(value);
            }
            TypeKind::Struct(struct_) => self.walk_struct(struct_),
            TypeKind::Any | TypeKind::Broken => {}
        }
    }

    fn name(&mut self, name: &'r Name) {
        let text = name.text.as_str();
        if text.is_empty() || self.resolved.reference(text) != Reference::Unknown || self.skipped.contains(text) {
            return;
        }
        let found = Diagnostic::new(Code::UndefinedType, name.span, format!("type `{text}` is not declared anywhere"));
        let found = match self.suggestion(text) {
            Some(nearest) => {
                found.help(format!("did you mean `{nearest}`?")).fix(format!("write `{nearest}`"), name.span, nearest)
            }
            None if matches!(text, "list" | "List" | "array" | "Array" | "set" | "Set" | "vector" | "Vec") => {
                found.help("a list is written `[]T`")
            }
            None if matches!(text, "dict" | "Map" | "record" | "Record" | "HashMap") => {
                found.help("a map is written `map[string]T`")
            }
            None => found.help(format!("declare it: `type {text} {{ … }}`, here or in an imported file")),
        };
        self.sink.push(found);
    }

    fn suggestion(&mut self, text: &'r str) -> Option<String> {
        if let Some(known) = self.nearest.get(text) {
            return known.clone();
        }
        self.looks = self.looks.checked_sub(self.resolved.names.len())?;
        let nearest = other_language(text).map(str::to_string).or_else(|| {
            // A capital means a declared type, unless it is `String`, or one slip away from a longer name.
            let capital = text.starts_with(char::is_uppercase);
            let lower = text.to_ascii_lowercase();
            let slip = |name: &str| name == lower || (name.len() > 4 && strsim::osa_distance(name, &lower) == 1);
            let bases = BASES.iter().map(|(name, _)| *name).filter(|name| !capital || slip(name));
            nearest(text, bases.chain(self.resolved.names.keys().copied())).map(str::to_string)
        });
        self.nearest.insert(text, nearest.clone());
        nearest
    }
}

/// What other languages call our base types; spelling alone would not find these.
fn other_language(name: &str) -> Option<&'static str> {
    Some(match name.to_ascii_lowercase().as_str() {
        "float" | "double" | "decimal" | "number" => "float64",
        "integer" | "long" | "bigint" => "int64",
        "boolean" => "bool",
        "str" | "text" | "uuid" => "string",
        "object" | "json" | "mixed" => "any",
        "short" => "int16",
        _ => return None,
    })
}

/// The candidate that is one slip away or, in longer words, two; a difference in case alone counts as none.
pub(crate) fn nearest<'c>(text: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let lower = text.to_lowercase();
    let allowed = match lower.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let near = |candidate: &'c str| {
        // The lengths differ by more than the slips: not worth the measuring. A letter has four bytes at most.
        let letter = if candidate.is_ascii() && lower.is_ascii() { 1 } else { 4 };
        if candidate.len().abs_diff(lower.len()) > allowed * letter {
            return None;
        }
        let distance = strsim::osa_distance(&lower, &candidate.to_lowercase());
        (distance <= allowed).then_some((distance, candidate))
    };
    candidates.filter_map(near).min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::nearest;
    use crate::check::testing::{found_in_types, said};

    #[test]
    fn unknown_names_are_reported_where_they_stand() {
        assert_eq!(
            found_in_types("type A {\n\tX []map[string]*Nope `json:\"x\"`\n\tMissing\n}"),
            ["2 undefined-type", "3 undefined-type"]
        );
        assert_eq!(found_in_types("type A {}\ntype A {}\ntype int {}"), ["2 duplicate-type", "3 builtin-type-name"]);
    }

    #[test]
    fn names_in_skipped_text_are_held_back() {
        let text = "type A {\n\tX Lost `json:\"x\"`\n}\ntype (\n\tfoo bar Lost {\n\t}\n)\n";
        assert!(
            found_in_types(text).iter().all(|line| !line.ends_with("undefined-type")),
            "{:?}",
            found_in_types(text)
        );
    }

    #[test]
    fn the_nearest_name_is_offered() {
        let help = |type_: &str| said(&format!("type Order {{}}\ntype A {{ X {type_} `json:\"x\"` }}\n"));
        assert!(help("float").ends_with("did you mean `float64`?"));
        assert!(help("strng").ends_with("did you mean `string`?"));
        assert!(help("Strnig").ends_with("did you mean `string`?"));
        assert!(help("List").ends_with("a list is written `[]T`"));
        assert!(help("Oder").ends_with("did you mean `Order`?"));
        assert!(!help("Book").contains("did you mean"));
        assert_eq!(nearest("ab", ["ac", "AB"].into_iter()), Some("AB"));
    }
}
