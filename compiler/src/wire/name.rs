//! Names: words of an identifier, the stem of a handler.

use crate::ir::Name;

/// The words of an identifier: split at what is neither letter nor digit, at `aB`, and before the last capital of `ABc`; `IDs` is one word.
pub(crate) fn words(text: &str) -> Name {
    let letters: Vec<char> = text.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (index, letter) in letters.iter().copied().enumerate() {
        if !letter.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        if !word.is_empty() && starts_word(&letters, index) {
            words.push(std::mem::take(&mut word));
        }
        word.push(letter);
    }
    words.extend((!word.is_empty()).then_some(word));
    if words.is_empty() {
        // `_` alone: such names are reported or off the wire, but an identifier needs something.
        words.push("blank".into());
    }
    Name { words }
}

fn starts_word(letters: &[char], index: usize) -> bool {
    let is = |index: usize, test: fn(char) -> bool| letters.get(index).copied().is_some_and(test);
    if !is(index, char::is_uppercase) {
        return false;
    }
    // The plural of an acronym: `IDs`, `URLsOf`.
    let plural = letters.get(index + 1) == Some(&'s') && !is(index + 2, char::is_lowercase);
    !is(index - 1, char::is_uppercase) || (is(index + 1, char::is_lowercase) && !plural)
}

/// A handler's name without one trailing `Handler` or `handler`.
pub(crate) fn handler_stem(text: &str) -> &str {
    text.strip_suffix("Handler")
        .or_else(|| text.strip_suffix("handler"))
        .filter(|stem| !stem.is_empty())
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> String {
        words(text).words.join(" ")
    }

    #[test]
    fn words_of_the_usual_spellings() {
        assert_eq!(split("UserID"), "User ID");
        assert_eq!(split("HTTPServer2x"), "HTTP Server2x");
        assert_eq!(split("user_id"), "user id");
        assert_eq!(split("bookstore-api"), "bookstore api");
        assert_eq!(split("UserIDs"), "User IDs");
        assert_eq!(split("Server_infos"), "Server infos");
        assert_eq!(split("用户Id"), "用户 Id");
        assert_eq!(split("a$b"), "a b");
        assert_eq!(split("_"), "blank");
    }

    #[test]
    fn a_handler_loses_its_suffix_but_not_itself() {
        assert_eq!(handler_stem("getUserHandler"), "getUser");
        assert_eq!(handler_stem("Handler"), "Handler");
    }
}
