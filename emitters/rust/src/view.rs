//! What the templates see: finished text, built from the model. Only `String`, `bool` and lists.

pub(crate) mod api;
pub(crate) mod modules;
pub(crate) mod routes;
pub(crate) mod scaffold;
pub(crate) mod types;

/// What the middle of `rename_all = "…"` may be, and what serde makes of a Rust name then.
pub(crate) type Renaming = (&'static str, fn(&str) -> String);

/// The rule that leaves the fewest names over, and whether there is one at all; on a tie no rule.
pub(crate) fn best_rule(rules: &[Renaming], names: &[(&str, &str)]) -> Option<Renaming> {
    let wrong = |make: fn(&str) -> String| names.iter().filter(|(name, wire)| make(name) != *wire).count();
    let plain = wrong(str::to_string);
    let best = rules.iter().min_by_key(|(_, make)| wrong(*make))?;
    (wrong(best.1) + 1 < plain || wrong(best.1) == 0 && plain > 0).then_some(*best)
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
