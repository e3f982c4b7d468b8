//! Casing of names (wraps heck): the words are decided in the model, the habit is the target's.

use heck::{ToKebabCase, ToLowerCamelCase, ToSnakeCase, ToUpperCamelCase};

use crate::ir::Name;

/// `user_id`.
pub fn snake(name: &Name) -> String {
    let joined = joined(name);
    if is_snake(&joined) { joined } else { joined.to_snake_case() }
}

/// `userId`.
pub fn camel(name: &Name) -> String {
    joined(name).to_lower_camel_case()
}

/// `UserId`.
pub fn pascal(name: &Name) -> String {
    joined(name).to_upper_camel_case()
}

/// `user-id`.
pub fn kebab(name: &Name) -> String {
    joined(name).to_kebab_case()
}

/// Lower-cased first: heck would split a word such as `IDs` again.
fn joined(name: &Name) -> String {
    let mut joined = name.words.join("_");
    if joined.is_ascii() {
        joined.make_ascii_lowercase();
        return joined;
    }
    joined.to_lowercase()
}

/// Whether there is nothing to do: nearly all names are written so, and there are many.
fn is_snake(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.bytes().all(plain) && !text.starts_with('_') && !text.ends_with('_') && !text.contains("__")
}

/// `UserID`: as `pascal`, but each word keeps its letters behind the first, as Go and TypeScript users expect of acronyms.
pub fn pascal_as_written(name: &Name) -> String {
    let mut text = String::new();
    for word in &name.words {
        let mut letters = word.chars();
        text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(letters.as_str());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_alone_is_what_heck_leaves_alone() {
        for text in ["", "a", "user_id", "a1_2b", "_a", "a_", "a__b", "A_b", "aB", "a-b", "用户", "é"] {
            assert!(!is_snake(text) || text.to_snake_case() == text, "{text}");
        }
        assert!(is_snake("user_id_2"));
    }

    #[test]
    fn every_habit_from_the_same_words() {
        let name = Name { words: vec!["user".into(), "ID".into(), "2fa".into()] };
        assert_eq!(snake(&name), "user_id_2fa");
        assert_eq!(camel(&name), "userId2fa");
        assert_eq!(pascal(&name), "UserId2fa");
        assert_eq!(kebab(&name), "user-id-2fa");
        assert_eq!(pascal_as_written(&name), "UserID2fa");
    }
}
