//! `bad-ignore`: reads `// apic:ignore CODE reason` lines (language.md §9 rule 10) and tells the sink what they silence.

mod construct;

use construct::Constructs;

use crate::diagnostics::{Code, Diagnostic, Ignore, Sink};
use crate::resolve::Resolved;
use crate::resolve::scope::nearest;
use crate::source::{Source, Span};
use crate::trivia::Comment;
use crate::wire::Wire;

/// Rules of `apic breaking` may be named too: they are silenced there. One id a line.
const RULES: &str = include_str!("bad_ignore/rules.txt");

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for (source, parsed) in resolved.loaded.sources.list.iter().zip(&resolved.loaded.parsed) {
        let mut constructs: Option<Constructs> = None;
        for (index, comment) in parsed.trivia.comments.iter().enumerate() {
            let Some(directive) = directive(source, comment) else { continue };
            match directive {
                Ok(Some(code)) => {
                    let constructs = constructs.get_or_insert_with(|| Constructs::of(&parsed.file));
                    let within = constructs.below(source, &parsed.trivia, index);
                    sink.ignore(Ignore { code, directive: comment.span, within });
                }
                // A rule of `apic breaking`.
                Ok(None) => {}
                Err(fault) => sink.push(fault),
            }
        }
    }
}

/// The code of a directive that holds one and a reason; `None` for any other comment.
fn directive(source: &Source, comment: &Comment) -> Option<Result<Option<Code>, Diagnostic>> {
    let text = source.slice(comment.span);
    let rest = text.strip_prefix("//")?.trim_start().strip_prefix("apic:ignore")?;
    if rest.starts_with(|letter: char| !letter.is_whitespace()) {
        return None;
    }
    let mut words = rest.trim().splitn(2, char::is_whitespace);
    let name = words.next().unwrap_or_default();
    let found = |message: String| Diagnostic::new(Code::BadIgnore, comment.span, message);
    if name.is_empty() {
        let found = found("`apic:ignore` names no code".into());
        return Some(Err(found.help("write `// apic:ignore CODE reason`")));
    }
    let code = Code::from_slug(name);
    if code.is_none() && !RULES.lines().any(|rule| rule == name) {
        return Some(Err(unknown(name, comment.span)));
    }
    if words.next().is_none_or(|reason| reason.trim().is_empty()) {
        let found = found(format!("`apic:ignore {name}` gives no reason, so it has no effect"));
        return Some(Err(found.help(format!("say why: `// apic:ignore {name} reason`"))));
    }
    Some(Ok(code))
}

fn unknown(name: &str, span: Span) -> Diagnostic {
    let found = Diagnostic::new(Code::BadIgnore, span, format!("there is no code or rule `{name}` to ignore"));
    let slugs = crate::diagnostics::CODES.iter().map(|entry| entry.slug);
    match nearest(name, slugs.chain(RULES.lines())) {
        Some(near) => found.help(format!("did you mean `{near}`?")),
        None => found.help("name the code of a warning, such as `unused-type`, or a rule of `apic breaking`"),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{found, found_with};
    use crate::diagnostics::Code;

    const ROUTE: &str = "service a {\n\t@handler h\n\tget /x\n}\n";

    #[test]
    fn silences_in_the_construct_below_and_nowhere_else() {
        let types = "// apic:ignore zero-length-array kept for the old client\n// more\ntype A {\n X [0]int\n}\ntype B {\n X [0]int\n}\n";
        assert_eq!(found(&format!("{types}{ROUTE}")), ["7 zero-length-array"]);
        let field = "type A {\n // apic:ignore zero-length-array why not\n X [0]int\n Y [0]int\n}\n";
        assert_eq!(found(&format!("{field}{ROUTE}")), ["4 zero-length-array"]);
    }

    #[test]
    fn needs_a_code_a_reason_and_something_to_silence() {
        let line = |text: &str| found(&format!("// apic:ignore {text}\ntype A {{}}\n{ROUTE}"));
        assert_eq!(line("unused-types no reason"), ["1 bad-ignore"]);
        assert_eq!(line("zero-length-array"), ["1 bad-ignore"]);
        assert_eq!(line("zero-length-array nothing here"), ["1 bad-ignore"]);
        assert_eq!(line(""), ["1 bad-ignore"]);
        assert_eq!(line("route-removed agreed with all clients"), [""; 0]);
        // Lints that are off have nothing to silence, and that is fine.
        assert_eq!(line("unused-type later"), [""; 0]);
        let text = format!("// apic:ignore unused-type later\ntype A {{}}\n{ROUTE}");
        assert_eq!(found_with(&text, &[Code::UnusedType]), [""; 0]);
    }

    #[test]
    fn a_blank_line_detaches_it() {
        let text = format!("// apic:ignore zero-length-array far away\n\ntype A {{\n X [0]int\n}}\n{ROUTE}");
        assert_eq!(found(&text), ["1 bad-ignore", "4 zero-length-array"]);
    }

    #[test]
    fn errors_are_never_silenced() {
        let text = format!("// apic:ignore duplicate-type wanted\ntype A {{}}\ntype A {{}}\n{ROUTE}");
        assert_eq!(found(&text), ["1 bad-ignore", "3 duplicate-type"]);
    }
}
