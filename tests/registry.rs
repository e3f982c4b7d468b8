//! Laws about the registries: emitters, codes, and what must lie beside each entry.

use std::collections::{BTreeMap, BTreeSet};

use apic_tests::{CODES, EMITTERS, Level, files_below, root};

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

/// The reference's tables give a level to every code; sentences elsewhere in it write `E` or `W` in front of one.
fn reference_levels() -> BTreeMap<String, Level> {
    let reference = include_str!("language.md");
    let level = |letter: &str| match letter {
        "E" => Some(Level::Error),
        "W" => Some(Level::Warning),
        "L" => Some(Level::Lint),
        _ => None,
    };
    let mut levels = BTreeMap::new();
    let mut add = |slug: &str, level| {
        let plain = slug.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if plain && slug.contains('-') {
            assert_eq!(
                *levels.entry(slug.to_string()).or_insert(level),
                level,
                "the reference gives {slug} two levels"
            );
        }
    };
    for line in reference.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        if let ["", codes, letter, ..] = cells.as_slice()
            && let Some(level) = level(letter)
        {
            codes.split('`').skip(1).step_by(2).for_each(|slug| add(slug, level));
        }
    }
    let lints = reference.split("Lints (L): ").nth(1).and_then(|rest| rest.split("\n\n").next()).unwrap_or_default();
    lints.split('`').skip(1).step_by(2).for_each(|slug| add(slug, Level::Lint));
    let words: Vec<&str> = reference.split_whitespace().collect();
    for pair in words.windows(2) {
        let slug = pair[1].split('`').nth(1).unwrap_or_default();
        if let Some(level @ (Level::Error | Level::Warning)) = level(pair[0].trim_start_matches('(')) {
            add(slug, level);
        }
    }
    levels
}

#[test]
fn codes_and_levels_are_those_of_the_reference() {
    let ours: BTreeMap<String, Level> = CODES.iter().map(|entry| (entry.slug.to_string(), entry.level)).collect();
    let reference = reference_levels();
    for (slug, level) in &reference {
        assert_eq!(ours.get(slug), Some(level), "language.md says so of {slug}");
    }
    let unknown: Vec<_> = ours.keys().filter(|slug| !reference.contains_key(*slug)).collect();
    assert!(unknown.is_empty(), "language.md does not know {unknown:?}");
}
