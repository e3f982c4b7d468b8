//! Edits as a watch sees them: what is kept from one to the next changes nothing of what is made.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use apic_compiler::emit::{Emitter, Options, Renders};
use apic_compiler::{Before, Compiled, compile, compile_again};
use apic_tests::random::Dice;
use apic_tests::{EMITTERS, Memory, cases, root, settings, whole};
use serde_json::json;

/// Edits of one contract.
const EDITS: usize = 40;

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// The words of a text.
fn words(text: &str) -> Vec<&str> {
    text.split(|letter| !is_of_word(letter)).filter(|word| !word.is_empty()).collect()
}

/// One word becomes another one wherever it stands, in all files.
fn renamed(files: &mut Memory, dice: &mut Dice) {
    let whole = files.files.values().map(|text| String::from_utf8(text.clone()).unwrap()).collect::<String>();
    let all = words(&whole);
    let old = *dice.one_of(&all);
    let new = if dice.once_in(2) {
        (*dice.one_of(&all)).to_owned()
    } else {
        format!("{old}{}", dice.one_of(&["x", "_", "S"]))
    };
    for text in files.files.values_mut() {
        let pieces = String::from_utf8(text.clone()).unwrap();
        let pieces = pieces.split_inclusive(|letter| !is_of_word(letter)).map(|piece| {
            let (word, rest) = piece.split_at(piece.trim_end_matches(|letter| !is_of_word(letter)).len());
            if word == old { format!("{new}{rest}") } else { piece.to_owned() }
        });
        *text = pieces.collect::<String>().into_bytes();
    }
}

/// The text after something that happens to lines, where much of it still means something.
fn edited(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(6) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        _ => {
            // Words of tags go into tags.
            let part = |line: &str| line.find('`').map_or_else(|| line.to_owned(), |tag| line[tag..].to_owned());
            let (here, there) = (part(&lines[one]), part(&lines[other]));
            let (here, there) = (words(&here), words(&there));
            if !here.is_empty() && !there.is_empty() {
                lines[one] = lines[one].replacen(*dice.one_of(&here), dice.one_of::<&str>(&there), 1);
            }
        }
    }
    lines.join("\n")
}

/// All outputs that a project can ask for, that of TypeScript also with all that it can bring.
fn outputs() -> Vec<(&'static dyn Emitter, Options)> {
    let all = whole::options(&json!({ "int64": "bigint" }));
    let all = Options { values: all.as_object().cloned().unwrap() };
    let mut outputs: Vec<_> = EMITTERS.iter().map(|emitter| (*emitter, Options::default())).collect();
    outputs.push((*EMITTERS.iter().find(|emitter| emitter.name() == "typescript").unwrap(), all));
    outputs
}

/// The same from what was kept as from nothing.
fn same(compiled: &Compiled, kept: &[Renders], place: &str) {
    let Some(api) = &compiled.api else { return };
    for ((emitter, options), kept) in outputs().into_iter().zip(kept) {
        kept.begin();
        let fresh = emitter.emit(api, &options, &Renders::default());
        assert!(emitter.emit(api, &options, kept) == fresh, "{place}, {}", emitter.name());
    }
}

#[test]
fn what_is_kept_from_edit_to_edit_changes_nothing() {
    let mut made = 0;
    for (seed, case) in (1..).zip(cases()) {
        let mut files = Memory::of_folder(&root().join("tests/cases").join(&case));
        let settings = settings(&files.files["main.api"]);
        let (mut before, mut dice) = (Before::default(), Dice::new(seed));
        let kept: Vec<Renders> = outputs().iter().map(|_| Renders::kept()).collect();
        for edit in 0..EDITS {
            let whole = files.files.clone();
            if edit > 0 && dice.once_in(3) {
                renamed(&mut files, &mut dice);
            } else if edit > 0 {
                let name = *dice.one_of(&whole.keys().collect::<Vec<_>>());
                let text = edited(std::str::from_utf8(&whole[name]).unwrap(), &mut dice);
                files.files.insert(name.clone(), text.into_bytes());
            }
            let place = format!("{case}, edit {edit}");
            let again = compile_again(&files, "main.api", &settings, &mut before).unwrap();
            let fresh = compile(&files, "main.api", &settings).unwrap();
            assert_eq!(again.diagnostics, fresh.diagnostics, "{place}");
            assert!(again.api == fresh.api, "{place}");
            same(&again, &kept, &place);
            made += usize::from(again.api.is_some());
            // What does not compile is mended, as whoever edits would.
            if again.api.is_none() {
                files.files = whole;
            }
        }
    }
    assert!(made > 200, "too few edits leave a contract whole: {made}");
}

/// Contracts before and after an edit of something that other parts follow from, which say the same as before.
const ELSEWHERE: [(&str, &str, &str); 9] = [
    (
        "how an enum is spelt",
        "type A { X string `json:\"x,options=a|b\"` }",
        "type A { X string `json:\"x,options=A|b\"` }",
    ),
    ("values of an enum", "type A { X int `json:\"x,options=1|2\"` }", "type A { X int `json:\"x,options=1|3\"` }"),
    (
        "name of a type",
        "type B { X int `json:\"x\"` }\ntype A { B B `json:\"b\"` }",
        "type C { X int `json:\"x\"` }\ntype A { B C `json:\"b\"` }",
    ),
    (
        "a type that holds itself",
        "type B { X int `json:\"x\"` }\ntype A { B [2]B `json:\"b\"` }",
        "type B { X []B `json:\"x\"` }\ntype A { B [2]B `json:\"b\"` }",
    ),
    ("a setting", "type A { X int `json:\"x\"` }", "// [wire] strict = true\ntype A { X int `json:\"x\"` }"),
    (
        "where the form of a request is",
        "type A { X int `form:\"x\"`\nY int `json:\"y,optional\"` }\n// get",
        "type A { X int `form:\"x\"`\nY int `json:\"y,optional\"` }\n// put",
    ),
    (
        "a group with the name of a handler",
        "type A { X int `json:\"x\"` }",
        "type A { X int `json:\"x\"` }\n@server(group: g/put)\nservice s {\n@handler other\nget /other\n}",
    ),
    ("whether a request may be empty", "type A { X int `form:\"x\"` }", "type A { X int `form:\"x,optional\"` }"),
    (
        "a type that is converted, in one that is not",
        "type B { X int32 `json:\"x\"` }\ntype A { B []B `json:\"b\"` }",
        "type B { X int64 `json:\"x\"` }\ntype A { B []B `json:\"b\"` }",
    ),
];

#[test]
fn what_parts_follow_from_elsewhere_is_known() {
    for (what, before, after) in ELSEWHERE {
        let kept: Vec<Renders> = outputs().iter().map(|_| Renders::kept()).collect();
        for text in [before, after] {
            let method = if text.contains("// get") { "get" } else { "put" };
            let text = format!(
                "{text}\n@server(group: g)\nservice s {{\n@handler put\n{method} /put (A) returns (A)\n@handler none\nget /none returns (A)\n}}\n"
            );
            let mut files = Memory::default();
            files.files.insert("main.api".to_owned(), text.into_bytes());
            let settings = settings(&files.files["main.api"]);
            let compiled = compile(&files, "main.api", &settings).unwrap();
            assert!(compiled.api.is_some(), "{what}: {:?}", compiled.diagnostics);
            same(&compiled, &kept, what);
        }
    }
}
