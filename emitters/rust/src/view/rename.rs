//! `#[serde(rename_all = …)]`, where it saves lines.

/// What the middle of `rename_all = "…"` may be, and what serde makes of a Rust name then.
pub(super) type Renaming = (&'static str, fn(&str) -> String);

/// The rule that leaves the fewest names over, and whether there is one at all; on a tie no rule.
pub(super) fn best_rule(rules: &[Renaming], names: &[(&str, &str)]) -> Option<Renaming> {
    let wrong = |make: fn(&str) -> String| names.iter().filter(|(name, wire)| make(name) != *wire).count();
    let plain = wrong(str::to_string);
    let best = rules.iter().min_by_key(|(_, make)| wrong(*make))?;
    (wrong(best.1) + 1 < plain || wrong(best.1) == 0 && plain > 0).then_some(*best)
}

/// serde's own names for its rules, and what they do to a field.
pub(super) const FIELD_RULES: &[Renaming] = &[
    ("camelCase", |name| {
        let pascal = pascal(name);
        let mut letters = pascal.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
    }),
    ("PascalCase", pascal),
    ("kebab-case", |name| name.replace('_', "-")),
    ("SCREAMING_SNAKE_CASE", |name| name.to_ascii_uppercase()),
];

/// The same for a variant.
pub(super) const VARIANT_RULES: &[Renaming] = &[
    ("lowercase", |name| name.to_ascii_lowercase()),
    ("snake_case", |name| spread(name, '_')),
    ("kebab-case", |name| spread(name, '-')),
    ("UPPERCASE", |name| name.to_ascii_uppercase()),
    ("SCREAMING_SNAKE_CASE", |name| spread(name, '_').to_ascii_uppercase()),
    ("camelCase", |name| {
        let mut letters = name.chars();
        letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_ascii_lowercase(), letters.as_str()))
    }),
];

fn pascal(name: &str) -> String {
    let mut pascal = String::new();
    let mut capital = true;
    for char in name.chars() {
        if char == '_' {
            capital = true;
        } else {
            pascal.push(if capital { char.to_ascii_uppercase() } else { char });
            capital = false;
        }
    }
    pascal
}

fn spread(name: &str, between: char) -> String {
    let mut text = String::new();
    for (index, char) in name.char_indices() {
        if index > 0 && char.is_uppercase() {
            text.push(between);
        }
        text.push(char.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_worth_it_when_it_saves_lines() {
        let upper: Renaming = ("UPPERCASE", |name| name.to_uppercase());
        let rule = |names: &[(&str, &str)]| best_rule(&[upper], names).map(|(name, _)| name);
        assert_eq!(rule(&[("a", "A"), ("b", "B")]), Some("UPPERCASE"));
        assert_eq!(rule(&[("a", "a"), ("b", "B")]), None);
        assert_eq!(rule(&[("a", "a"), ("b", "b")]), None);
    }
}
