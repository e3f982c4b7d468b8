//! Lines of code that came out too long are broken at their widest bracket, as often as it takes.

use crate::doc::WIDTH;

/// A pair of brackets, by the places of both.
#[derive(Clone, Copy)]
struct Group {
    open: usize,
    close: usize,
}

/// The text with no line longer than a page is wide, but for comments and for what has no place to break at.
pub(crate) fn fold(text: String) -> String {
    if !text.lines().any(is_long) {
        return text;
    }
    let mut folded = String::with_capacity(text.len());
    for line in text.lines() {
        push(line, &mut folded);
    }
    folded
}

fn is_long(line: &str) -> bool {
    line.len() > WIDTH && line.chars().count() > WIDTH
}

fn push(line: &str, folded: &mut String) {
    match broken(line) {
        Some(lines) => lines.iter().for_each(|line| push(line, folded)),
        None => {
            folded.push_str(line);
            folded.push('\n');
        }
    }
}

/// The parts of a line that is too long.
fn broken(line: &str) -> Option<Vec<String>> {
    let code = line.trim_start();
    if !is_long(line) || ["*", "/*", "//"].iter().any(|comment| code.starts_with(comment)) {
        return None;
    }
    let indent = line.strip_suffix(code)?;
    let Some(group) = widest(line) else {
        let at = line.find(" from \"").filter(|_| code.starts_with("import ") || code.starts_with("export *"))?;
        return Some(vec![line[..at].to_string(), format!("{indent}  {}", line[at..].trim_start())]);
    };
    let (head, content, tail) = (&line[..=group.open], &line[group.open + 1..group.close], &line[group.close..]);
    let mut lines = vec![head.to_string()];
    let items = items(content.trim().trim_end_matches(';'), head.ends_with('<'));
    lines.extend(items.iter().map(|item| format!("{indent}  {item}")));
    lines.push(format!("{indent}{tail}"));
    Some(lines)
}

/// What stands between brackets, an item a line, with what separates them. Nothing may stand behind the last of `<`.
fn items(content: &str, is_angle: bool) -> Vec<String> {
    let separators = [("; ", "", ";"), (", ", "", ","), (" | ", "| ", "")];
    let mut ways = separators.iter().map(|(at, before, after)| (split(content, at), before, after));
    let Some((parts, before, after)) = ways.find(|(parts, _, _)| parts.len() > 1) else {
        return vec![content.to_string()];
    };
    let mut items: Vec<String> = parts.iter().map(|part| format!("{before}{part}{after}")).collect();
    if let Some(last) = items.last_mut().filter(|_| is_angle) {
        last.truncate(last.len() - after.len());
    }
    items
}

/// The pair of brackets, in no other and with something in it, that holds most. Where it holds but another pair, that one.
fn widest(line: &str) -> Option<Group> {
    let groups = groups(line);
    let is_inner = |one: &Group| groups.iter().any(|other| other.open < one.open && one.close < other.close);
    let is_empty = |one: &Group| line[one.open + 1..one.close].trim().is_empty();
    let outer = groups.iter().filter(|one| !is_inner(one) && !is_empty(one));
    let mut found = *outer.max_by_key(|one| one.close - one.open)?;
    while let Some(inner) = groups.iter().find(|one| one.open == found.open + 1 && one.close + 1 == found.close) {
        if is_empty(inner) {
            break;
        }
        found = *inner;
    }
    Some(found)
}

/// All pairs of brackets that are closed.
fn groups(line: &str) -> Vec<Group> {
    let (mut groups, mut open): (Vec<Group>, Vec<(usize, u8)>) = (Vec::new(), Vec::new());
    for (at, letter) in scan(line).brackets {
        let opening = match letter {
            b')' => b'(',
            b']' => b'[',
            b'}' => b'{',
            b'>' => b'<',
            _ => {
                open.push((at, letter));
                continue;
            }
        };
        if let Some(found) = open.iter().rposition(|(_, letter)| *letter == opening) {
            let (begin, _) = open.drain(found..).next().unwrap_or((at, letter));
            groups.push(Group { open: begin, close: at });
        }
    }
    groups
}

/// What matters of a line of code.
#[derive(Default)]
struct Scan {
    /// Brackets outside of quotes and patterns. Those of types touch a name, and no arrow is one.
    brackets: Vec<(usize, u8)>,
    /// Quotes and patterns.
    texts: Vec<Group>,
}

fn scan(line: &str) -> Scan {
    let bytes = line.as_bytes();
    let (mut scan, mut text, mut at) = (Scan::default(), None, 0);
    while let Some(&letter) = bytes.get(at) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before)).copied().unwrap_or_default();
        match (text, letter) {
            (Some(_), b'\\') => at += 1,
            (Some((open, end)), _) if end == letter => {
                scan.texts.push(Group { open, close: at });
                text = None;
            }
            (Some(_), _) => {}
            (None, b'"' | b'`') => text = Some((at, letter)),
            (None, b'/') if bytes.get(at + 1) == Some(&b'^') => text = Some((at, b'/')),
            (None, b'<') if !before.is_ascii_alphanumeric() && before != b'_' => {}
            (None, b'>') if before == b'=' => {}
            (None, b'(' | b'[' | b'{' | b'<' | b')' | b']' | b'}' | b'>') => scan.brackets.push((at, letter)),
            (None, _) => {}
        }
        at += 1;
    }
    scan
}

/// Splits where no bracket and no quote is open.
pub(crate) fn split<'a>(content: &'a str, separator: &str) -> Vec<&'a str> {
    let closed: Vec<Group> = groups(content).into_iter().chain(scan(content).texts).collect();
    let is_free = |at: usize| !closed.iter().any(|group| group.open < at && at < group.close);
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in content.match_indices(separator).filter(|(at, _)| is_free(*at)) {
        parts.push(&content[from..at]);
        from = at + separator.len();
    }
    parts.push(&content[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        fold(format!("{text}\n")).lines().map(ToString::to_string).collect()
    }

    fn long(letter: &str) -> String {
        letter.repeat(50)
    }

    #[test]
    fn what_fits_and_what_cannot_be_broken_stays() {
        for text in
            ["const a = [1, 2];", &format!("  | \"{}\"", "x".repeat(130)), &format!(" * {}", "(a, b) ".repeat(20))]
        {
            assert_eq!(lines(text), [text]);
        }
    }

    #[test]
    fn the_widest_bracket_is_broken_and_what_is_inside_if_need_be() {
        let (a, b, c) = (long("a"), long("b"), long("c"));
        assert_eq!(
            lines(&format!("  f(x, [\"{a}, {b}\", g({b}, {c})], y);")),
            [
                "  f(",
                "    x,",
                "    [",
                &format!("      \"{a}, {b}\","),
                &format!("      g({b}, {c}),"),
                "    ],",
                "    y,",
                "  );",
            ]
        );
    }

    #[test]
    fn types_have_separators_of_their_own() {
        let (a, b, c) = (long("a"), long("b"), long("c"));
        assert_eq!(
            lines(&format!("  req: {{ {a}: string; {b}: string; {c}: string }},")),
            [
                "  req: {",
                &format!("    {a}: string;"),
                &format!("    {b}: string;"),
                &format!("    {c}: string;"),
                "  },"
            ]
        );
        assert_eq!(
            lines(&format!("  g: (\"{a}\" | \"{b}\" | \"{c}\")[];")),
            ["  g: (", &format!("    | \"{a}\""), &format!("    | \"{b}\""), &format!("    | \"{c}\""), "  )[];"]
        );
        assert_eq!(
            lines(&format!("  m: Record<string, Record<{a}, {b}>> = {c};")),
            ["  m: Record<", "    string,", &format!("    Record<{a}, {b}>"), &format!("  > = {c};")]
        );
    }

    #[test]
    fn brackets_of_patterns_and_open_ones_are_none() {
        let (a, b) = (long("a"), long("b"));
        assert_eq!(
            lines(&format!("}}).refine(/^[(\"]/, (value) => (value.{a} !== undefined) === ({b}), {{")),
            ["}).refine(/^[(\"]/, (value) => (", &format!("  value.{a} !== undefined"), &format!(") === ({b}), {{"),]
        );
    }

    #[test]
    fn an_import_breaks_in_front_of_its_path() {
        let (a, b, c) = (long("a"), long("b"), long("c"));
        assert_eq!(
            lines(&format!("export * as {a} from \"./{b}/{c}\";")),
            [format!("export * as {a}"), format!("  from \"./{b}/{c}\";"),]
        );
    }
}
