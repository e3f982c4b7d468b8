//! The four laws: formatting twice is formatting once; tokens stay but for the dropped ones; comments stay, in order; the meaning stays.

use apic_tests::{Code, Memory, codes, compiled, formatted, model_document};

use super::tokens::{Kind, Token, tokens};

/// Files that mean something together.
pub(crate) struct Project {
    name: String,
    files: Memory,
    /// The one that is formatted; all of them without.
    only: Option<String>,
}

impl Project {
    pub(crate) fn new(name: &str, files: Memory) -> Self {
        Self { name: name.to_string(), files, only: None }
    }

    /// The same project with one text replaced, and that one to be formatted.
    pub(crate) fn edited(name: &str, files: &Memory, path: &str, text: &str) -> Self {
        let mut files = Memory { files: files.files.clone() };
        files.files.insert(path.to_string(), text.as_bytes().to_vec());
        Self { name: name.to_string(), files, only: Some(path.to_string()) }
    }
}

/// What was seen of the laws.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Seen {
    pub(crate) files: usize,
    /// Files with syntax errors, which are left alone.
    pub(crate) refused: usize,
    /// Projects whose model was compared.
    pub(crate) models: usize,
}

/// Checks the laws, and the last of them only if `meaning` is asked for.
pub(crate) fn check(project: &Project, meaning: bool, seen: &mut Seen) {
    let mut after = Memory { files: project.files.files.clone() };
    for (path, bytes) in &project.files.files {
        if project.only.as_ref().is_some_and(|only| only != path) {
            continue;
        }
        seen.files += 1;
        let Ok(text) = formatted(path, bytes) else {
            seen.refused += 1;
            continue;
        };
        let before = String::from_utf8(bytes.clone()).expect("what is formatted is UTF-8");
        let context = format!("{}, {path}:\n--- before\n{before}\n--- after\n{text}", project.name);
        let again = formatted(path, text.as_bytes()).unwrap_or_else(|errors| panic!("{errors}\n{context}"));
        assert_eq!(again, text, "formatting twice is not formatting once\n{context}");
        same_tokens(&before, &text, &context);
        after.files.insert(path.clone(), text.into_bytes());
    }
    if meaning && after.files != project.files.files && after.files.contains_key("main.api") {
        seen.models += usize::from(same_meaning(project, &after));
    }
}

/// Tokens and comments in order; what is missing is one of the tokens that may be dropped.
fn same_tokens(before: &str, after: &str, context: &str) {
    let (old, new) = (tokens(before), tokens(after));
    let mut new = new.iter().peekable();
    let mut at = 0;
    while let Some(token) = old.get(at) {
        if new.next_if(|one| (one.kind, one.text) == (token.kind, token.text)).is_some() {
            at += 1;
            continue;
        }
        let dropped = droppable(&old[at..]);
        assert!(dropped > 0, "{token:?} became {:?}\n{context}", new.peek());
        at += dropped;
    }
    assert_eq!(new.next(), None, "a token came from nowhere\n{context}");
}

/// How many tokens at the front may be dropped together.
fn droppable(tokens: &[Token<'_>]) -> usize {
    let text = |at: usize| tokens.get(at).filter(|token| token.kind != Kind::Comment).map(|token| token.text);
    match (text(0), text(1), text(2)) {
        (Some(";" | ","), ..) => 1,
        (Some("("), Some(")"), _) => 2,
        (Some("returns"), Some("("), Some(")")) => 3,
        _ => 0,
    }
}

/// Findings and model; whether there was a model.
fn same_meaning(project: &Project, after: &Memory) -> bool {
    let (old, new) = (compiled(&project.files, &[]), compiled(after, &[]));
    let context = || {
        let show = |files: &Memory| {
            let texts = files.files.iter().map(|(path, text)| format!("-- {path}\n{}", String::from_utf8_lossy(text)));
            texts.collect::<Vec<_>>().join("\n")
        };
        format!("{}:\n--- before\n{}\n--- after\n{}", project.name, show(&project.files), show(after))
    };
    let said = |all: Vec<Code>| {
        let mut all: Vec<_> = all.into_iter().filter(|code| !is_spelling(*code)).collect();
        all.sort();
        all
    };
    assert_eq!(said(codes(&old)), said(codes(&new)), "other findings\n{}", context());
    let (old, new) = (old.api.map(|api| model_document(&api)), new.api.map(|api| model_document(&api)));
    assert_eq!(old, new, "another model\n{}", context());
    old.is_some()
}

/// Findings about what formatting takes away.
fn is_spelling(code: Code) -> bool {
    matches!(code, Code::StraySeparator | Code::UnicodeSpace | Code::LoneCr | Code::CommentInPath)
}
