//! Laws about the registries: emitters, codes, and what must lie beside each entry.

use std::collections::BTreeSet;

use apic_tests::{CODES, EMITTERS, files_below, root};

#[test]
fn emitters_are_unique_sorted_and_have_their_folder() {
    let names: Vec<_> = EMITTERS.iter().map(|emitter| emitter.name()).collect();
    assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
    for name in names {
        assert!(root().join("emitters").join(name).is_dir(), "no folder emitters/{name}");
    }
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages: BTreeSet<_> = files_below(&root().join("compiler/codes"))
        .iter()
        .map(|path| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_string())
        .collect();
    let codes: BTreeSet<_> = CODES.iter().map(|entry| format!("{}.md", entry.slug)).collect();
    assert_eq!(pages, codes);
}

#[test]
fn pages_have_their_four_parts_in_order() {
    for entry in CODES {
        assert!(entry.page.starts_with(&format!("# {}\n", entry.slug)), "{}: its first line is its name", entry.slug);
        let headings: Vec<_> = entry.page.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Why it matters", "## Example", "## Mended"], "{}", entry.slug);
        let wide = entry.page.lines().find(|line| line.replace('\t', "    ").chars().count() > 100);
        assert_eq!(wide, None, "{}: `apic explain` prints it in a terminal", entry.slug);
    }
}

#[test]
fn every_check_file_is_registered() {
    let registry = include_str!("../compiler/src/check.rs");
    for path in files_below(&root().join("compiler/src/check")) {
        if path.parent().is_some_and(|parent| parent.ends_with("check")) {
            let module = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            assert!(registry.contains(&format!("mod {module};")), "{} is not registered in check.rs", path.display());
        }
    }
}
