//! Breaks lines of generated code at 120 columns, those of scaffolds as rustfmt does at 100.

use std::cmp::Ordering;

use apic_compiler::emit::{Page, list};

/// The widest line in `api`, which rustfmt does not see.
pub(crate) const GENERATED: usize = 120;

/// The widest line that rustfmt leaves alone.
pub(crate) const FORMATTED: usize = 100;

const STEP: &str = "    ";

/// `before`, a call chain, `after`: on one line, or a call a line.
pub(crate) fn chain(indent: usize, before: &str, chain: &[String], after: &str) -> Vec<String> {
    let one = format!("{before}{}{after}", chain.concat());
    if indent + one.chars().count() <= GENERATED {
        return vec![one];
    }
    let Some((first, rest)) = chain.split_first() else { return vec![one] };
    let mut lines = call(indent, &format!("{before}{first}"));
    let inner = indent + STEP.len();
    lines.extend(rest.iter().flat_map(|part| call(inner, part)).map(|line| format!("{STEP}{line}")));
    if let Some(last) = lines.last_mut() {
        last.push_str(after);
    }
    lines
}

/// `.options(&["a", "b"])`, `.with_meta(&[("a", "b")])`: if it does not fit, a line per item. A quotation mark inside of a text is escaped, so what
/// separates two items stands between them only.
fn call(indent: usize, text: &str) -> Vec<String> {
    for (head, open, close) in [(".options(&[", "\"", "\""), (".with_meta(&[", "(\"", "\")")] {
        let inner =
            text.strip_prefix(head).and_then(|rest| rest.strip_prefix(open)?.strip_suffix("])")?.strip_suffix(close));
        if let Some(inner) = inner {
            let items: Vec<String> =
                inner.split(&format!("{close}, {open}")).map(|item| format!("{open}{item}{close}")).collect();
            return generated(indent, head, &items, "])");
        }
    }
    vec![text.to_string()]
}

/// A list in `api`, on one line or a line per item.
pub(crate) fn generated(indent: usize, head: &str, items: &[String], tail: &str) -> Vec<String> {
    list(Page { indent, width: GENERATED, step: STEP }, head, items, tail)
}

/// The head of a function as rustfmt prints it.
pub(crate) fn function(head: &str, parameters: &[String], tail: &str) -> Vec<String> {
    let wide =
        wide_letters(head) + wide_letters(tail) + parameters.iter().map(|text| wide_letters(text)).sum::<usize>();
    let page = Page { indent: 0, width: FORMATTED.saturating_sub(wide), step: STEP };
    list(page, &format!("{head}("), parameters, &format!("){tail}"))
}

/// Letters that rustfmt counts as two columns: Chinese, Japanese, Korean.
fn wide_letters(text: &str) -> usize {
    let is_wide = |letter: &char| {
        let blocks = [0x1100..0x1160, 0x2e80..0xa4d0, 0xac00..0xd7a4, 0xf900..0xfb00, 0xff01..0xff61, 0x1f300..0x40000];
        blocks.iter().any(|block| block.contains(&u32::from(*letter)))
    };
    text.chars().filter(is_wide).count()
}

fn columns(text: &str) -> usize {
    text.chars().count() + wide_letters(text)
}

/// Imports of names from one module: `use super::{A, B};`, filled up line by line where they do not fit.
pub(crate) fn import(module: &str, names: &[String]) -> Vec<String> {
    let joined = names.join(", ");
    let one = if names.len() == 1 { format!("{module}{joined};") } else { format!("{module}{{{joined}}};") };
    if columns(&one) <= FORMATTED {
        return vec![one];
    }
    let mut lines = vec![format!("{module}{{"), STEP.to_string()];
    for name in names {
        let wide = |line: &String| line.len() > STEP.len() && columns(line) + columns(name) + 2 > FORMATTED;
        if lines.last().is_some_and(wide) {
            lines.push(STEP.to_string());
        }
        if let Some(line) = lines.last_mut() {
            let gap = if line.len() > STEP.len() { " " } else { "" };
            line.push_str(&format!("{gap}{name},"));
        }
    }
    lines.push("};".to_string());
    lines
}

/// The order in which rustfmt lists names: by bytes, but `_` first and runs of digits by their value.
pub(crate) fn import_order(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one, other);
    loop {
        let (first, second) = (digits(left), digits(right));
        let order = match (first, second) {
            (Some(first), Some(second)) => {
                left = &left[first.len()..];
                right = &right[second.len()..];
                let value = |digits: &str| digits.trim_start_matches('0').to_string();
                let (first, second) = (value(first), value(second));
                first.len().cmp(&second.len()).then(first.cmp(&second))
            }
            _ => match (left.chars().next(), right.chars().next()) {
                (None, None) => return one.cmp(other),
                (Some(first), Some(second)) if first == second => {
                    left = &left[first.len_utf8()..];
                    right = &right[second.len_utf8()..];
                    Ordering::Equal
                }
                // Nothing comes before `_`, and `_` before everything else.
                (first, second) => first.map(|char| (char != '_', char)).cmp(&second.map(|char| (char != '_', char))),
            },
        };
        if order != Ordering::Equal {
            return order;
        }
    }
}

fn digits(text: &str) -> Option<&str> {
    let rest = text.trim_start_matches(|char: char| char.is_ascii_digit());
    Some(&text[..text.len() - rest.len()]).filter(|digits| !digits.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(texts: &[&str]) -> Vec<String> {
        texts.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn names_in_rustfmts_order() {
        // As rustfmt 1.95 printed them.
        let sorted = strings(&["A", "I1b", "ID", "IDs", "Item_", "Item2", "Item10", "T1", "Zb", "用户"]);
        let mut names = sorted.clone();
        names.reverse();
        names.sort_by(|one, other| import_order(one, other));
        assert_eq!(names, sorted);
    }

    #[test]
    fn chinese_letters_are_two_columns() {
        assert_eq!((columns("用户Input"), columns("Größe")), (9, 5));
        let parameters = strings(&["a: &AppState", "req: 用户"]);
        let head = "x".repeat(60);
        assert_eq!(function(&head, &parameters, " -> 用户用户 {").len(), 1);
        assert_eq!(function(&head, &parameters, " -> 用户用户用户 {").len(), 4);
    }

    #[test]
    fn long_imports_are_filled_up() {
        let long = "AbstractLongNameThatIsLongEnoughForIt";
        assert_eq!(
            import("use crate::x::", &[format!("{long}1"), format!("{long}2"), "Bcccccc".to_string()]),
            ["use crate::x::{".to_string(), format!("    {long}1, {long}2, Bcccccc,"), "};".to_string()]
        );
        assert_eq!(import("use crate::x::", &strings(&["A"])), ["use crate::x::A;"]);
    }

    #[test]
    fn chains_break_at_their_calls() {
        let calls = strings(&["r.body(\"amount\")", ".range(rt::Range::closed(1, 99))", ".required()"]);
        assert_eq!(chain(0, "a: ", &calls, ",").len(), 1);
        assert_eq!(
            chain(90, "a: ", &calls, ","),
            ["a: r.body(\"amount\")", "    .range(rt::Range::closed(1, 99))", "    .required(),"]
        );
        let calls = strings(&["r.body(\"a\")", ".options(&[\"1\", \"2, &[3]\", \"3\"])", ".required()"]);
        assert_eq!(
            chain(100, "", &calls, ","),
            [
                "r.body(\"a\")",
                "    .options(&[",
                "        \"1\",",
                "        \"2, &[3]\",",
                "        \"3\",",
                "    ])",
                "    .required(),"
            ]
        );
    }
}
