//! Edits as a watch sees them: what is kept from one to the next changes nothing of what is made.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use apic_compiler::emit::{Emitter, Options, Renders};
use apic_compiler::{Before, Compiled, compile, compile_again};
use apic_tests::random::Dice;
use apic_tests::{EMITTERS, Memory, cases, root, settings};
use serde_json::json;

/// Edits of one contract.
const EDITS: usize = 25;

/// The text after something that happens to texts: mostly within the lines of types and routes, where most of it still means something.
fn edited(text: &str, dice: &mut Dice) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(6) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(other, lines[one].clone()),
        2 => lines.swap(one, other),
        _ => {
            let words = |line: &str| -> Vec<String> {
                let words = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
            };
            let (mut here, there) = (words(&lines[one]), words(&lines[other]));
            here.extend(there.iter().cloned());
            if let (Some(old), false) = (words(&lines[one]).first(), there.is_empty()) {
                let old = if dice.once_in(3) { old } else { dice.one_of(&here) };
                lines[one] = lines[one].replacen(old.as_str(), dice.one_of(&there).as_str(), 1);
            }
        }
    }
    lines.join("\n")
}

/// All outputs that a project can ask for, twice where an option decides much.
fn outputs() -> Vec<(&'static dyn Emitter, Options)> {
    let options = |value: serde_json::Value| Options { values: value.as_object().cloned().unwrap_or_default() };
    let all =
        json!({ "facade": true, "query": "tanstack", "rules": true, "zod": true, "mocks": true, "int64": "bigint" });
    let mut outputs: Vec<_> = EMITTERS.iter().map(|emitter| (*emitter, Options::default())).collect();
    let typescript = EMITTERS.iter().find(|emitter| emitter.name() == "typescript").unwrap();
    outputs.push((*typescript, options(all)));
    outputs
}

/// The same from what was kept as from nothing.
fn same(compiled: &Compiled, kept: &[Renders], place: &str) {
    let Some(api) = &compiled.api else { return };
    for ((emitter, options), kept) in outputs().into_iter().zip(kept) {
        kept.begin();
        let fresh = emitter.emit(api, &options, &Renders::default());
        assert_eq!(emitter.emit(api, &options, kept), fresh, "{place}, {}", emitter.name());
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
            let name = dice.one_of(&files.files.keys().cloned().collect::<Vec<_>>()).clone();
            let old = files.files[&name].clone();
            if edit > 0 {
                let text = edited(std::str::from_utf8(&old).unwrap(), &mut dice);
                files.files.insert(name.clone(), text.into_bytes());
            }
            let place = format!("{case}, edit {edit} in {name}");
            let again = compile_again(&files, "main.api", &settings, &mut before).unwrap();
            let fresh = compile(&files, "main.api", &settings).unwrap();
            assert_eq!((&again.api, &again.diagnostics), (&fresh.api, &fresh.diagnostics), "{place}");
            same(&again, &kept, &place);
            made += usize::from(again.api.is_some());
            // What does not compile is mended, as whoever edits would.
            if again.api.is_none() {
                files.files.insert(name, old);
            }
        }
    }
    assert!(made > 100, "too few edits leave a contract whole: {made}");
}
