//! Names of keys: what counts as the same, and what was probably meant.

/// Whether two spellings are one key: `max_conns`, `MaxConns`, `max-conns`.
pub(super) fn same(left: &str, right: &str) -> bool {
    plain(left).eq(plain(right))
}

fn plain(key: &str) -> impl Iterator<Item = char> + '_ {
    key.chars().filter(|char| !matches!(char, '_' | '-')).flat_map(char::to_lowercase)
}

/// The known key that needs the fewest edits, if it is near at all.
pub(super) fn nearest<'k>(key: &str, known: &[&'k str]) -> Option<&'k str> {
    let key: String = plain(key).collect();
    let edits = known.iter().map(|name| (strsim::osa_distance(&key, &plain(name).collect::<String>()), *name));
    edits.min().filter(|(edits, _)| *edits <= 1 + key.len() / 4).map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_nearest_key() {
        let known = ["host", "port", "max_bytes", "shutdown"];
        assert_eq!(nearest("prot", &known), Some("port"));
        assert_eq!(nearest("MaxByte", &known), Some("max_bytes"));
        assert_eq!(nearest("database", &known), None);
    }

    #[test]
    fn spelling_does_not_count() {
        assert!(same("MaxConns", "max_conns") && same("max-conns", "maxconns"));
        assert!(!same("maxconn", "max_conns"));
    }
}
