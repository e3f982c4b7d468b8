//! The law: what is known of a file changes nothing but the work.

use super::edits::edited;
use super::*;
use crate::source::SourceId;

/// Every construct, with comments and blank lines where they may stand.
const CONTRACT: &str = include_str!("contract.api");

fn source(text: &str) -> Source {
    Source::new(SourceId(0), "main.api".into(), text.into(), false)
}

fn whole(text: &str) -> Parsed {
    crate::parse::parse(&source(text), &[], &mut Sink::default())
}

#[test]
fn the_contract_is_whole() {
    let mut sink = Sink::default();
    crate::parse::parse(&source(CONTRACT), &[], &mut sink);
    let sources = crate::source::Sources { list: vec![source(CONTRACT)] };
    assert_eq!(format!("{:?}", sink.close(&sources, &crate::diagnostics::Levels::default())), "[]");
}

#[test]
fn edits_at_random_are_parsed_as_if_nothing_were_known() {
    let mut state = 0x9E37_79B9_7F4A_7C15;
    let mut taken = 0;
    for _ in 0..1_000 {
        let (mut text, mut known) = (CONTRACT.to_string(), whole(CONTRACT));
        assert!(known.clean);
        // An edit upon an edit, as long as the text stays whole.
        for _ in 0..4 {
            let next = edited(&text, &mut state);
            let expected = whole(&next);
            let known_file = Known { id: SourceId(0), text: text.clone(), parsed: known };
            if let Some(parsed) = again(&source(&next), known_file) {
                assert!(parsed == expected, "from:\n{text}\nto:\n{next}");
                taken += 1;
            }
            if !expected.clean {
                break;
            }
            (text, known) = (next, expected);
        }
    }
    assert!(taken > 500, "only {taken} edits were parsed in part");
}

#[test]
fn an_edit_in_one_statement_moves_the_others() {
    let next = CONTRACT.replace("A, B string", "A, B, C string");
    let known = Known { id: SourceId(0), text: CONTRACT.into(), parsed: whole(CONTRACT) };
    assert!(again(&source(&next), known) == Some(whole(&next)));
}

#[test]
fn a_file_in_another_place_is_parsed_anew() {
    let known = || Known { id: SourceId(1), text: CONTRACT.into(), parsed: whole(CONTRACT) };
    assert_eq!(again(&source(CONTRACT), known()), None);
    assert_eq!(parse_again(&source(CONTRACT), &[], Some(known()), &mut Sink::default()), whole(CONTRACT));
}

#[test]
fn a_comment_that_opens_before_a_statement_takes_it_along() {
    for (written, instead) in [
        ("type A {", "// type A {"),
        ("service a-api {\n\t@handler four", "//service a-api {\n\t@handler four"),
        ("import \"a.api\"", "/* import \"a.api\""),
        ("import (", "`import ("),
    ] {
        let next = CONTRACT.replace(written, instead);
        assert!(next != CONTRACT);
        let known = Known { id: SourceId(0), text: CONTRACT.into(), parsed: whole(CONTRACT) };
        assert!(parse_again(&source(&next), &[], Some(known), &mut Sink::default()) == whole(&next), "{instead}");
    }
}
