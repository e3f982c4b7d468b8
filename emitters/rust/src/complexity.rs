//! Whether clippy finds a type too nested (`type_complexity`): what the contract nests is written as it is, with that lint off for the one line.

/// clippy's own bound.
const MOST: u32 = 250;

/// What stands above a field or function that names the type.
pub(crate) fn attribute(label: &str) -> Option<String> {
    (score(label) > MOST).then(|| "#[allow(clippy::type_complexity)]".to_string())
}

/// As clippy counts: ten points for each path and array, times how deep it stands.
fn score(label: &str) -> u32 {
    let (mut total, mut depth, mut in_name) = (0, 1, false);
    for char in label.chars() {
        let is_name = char.is_alphanumeric() || matches!(char, '_' | ':');
        match char {
            _ if is_name && !in_name => total += 10 * depth,
            '[' => {
                total += 10 * depth;
                depth += 1;
            }
            '<' => depth += 1,
            '>' | ']' => depth -= 1,
            _ => {}
        }
        // The length of an array is no type.
        in_name = is_name || char == ';' || in_name && char == ' ';
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_as_clippy_does() {
        assert_eq!(score("String"), 10);
        assert_eq!(score("BTreeMap<String, Vec<rt::Value>>"), 10 + 20 + 20 + 30);
        assert_eq!(score("[[i64; 2]; 3]"), 10 + 20 + 30);
        assert_eq!(score("Option<BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>>"), 270);
        assert!(attribute("BTreeMap<String, BTreeMap<String, BTreeMap<String, String>>>").is_none());
        assert!(attribute("Vec<Vec<Vec<Vec<Vec<Vec<Vec<i64>>>>>>>").is_some());
    }
}
