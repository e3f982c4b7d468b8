//! Formatting: twice is once, tokens and comments stay in order, and a file with errors is refused with its reason.

use crate::spans;
use crate::tokens::{Kind, Token, tokens};

/// Formats one file.
pub fn format(text: &[u8]) {
    let formatted = match apic_compiler::format("main.api", text.to_vec()) {
        Ok(formatted) => formatted,
        Err(refused) => {
            assert!(!refused.diagnostics.is_empty(), "refused without a word");
            return spans::all_hold(&refused.sources, &refused.diagnostics);
        }
    };
    let before = String::from_utf8_lossy(text);
    let context = || format!("--- before\n{before}\n--- after\n{formatted}");
    match apic_compiler::format("main.api", formatted.clone().into_bytes()) {
        Ok(again) => assert_eq!(again, formatted, "formatting twice is not formatting once\n{}", context()),
        Err(refused) => panic!("what was formatted is refused: {:?}\n{}", refused.diagnostics, context()),
    }
    same_tokens(&before, &formatted, &context);
}

/// What is missing afterwards is one of the tokens that may be dropped.
fn same_tokens(before: &str, after: &str, context: &dyn Fn() -> String) {
    let (old, new) = (tokens(before), tokens(after));
    let mut new = new.iter().peekable();
    let mut at = 0;
    while let Some(token) = old.get(at) {
        if new.next_if(|one| (one.kind, one.text) == (token.kind, token.text)).is_some() {
            at += 1;
            continue;
        }
        let dropped = droppable(&old[at..]);
        assert!(dropped > 0, "{token:?} became {:?}\n{}", new.peek(), context());
        at += dropped;
    }
    assert_eq!(new.next(), None, "a token came from nowhere\n{}", context());
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
