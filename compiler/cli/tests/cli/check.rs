//! `apic check`.

use std::process::Stdio;

use super::project::{Project, Run, SHOP};

/// A line that is no field, an unknown type, the same route twice.
const THREE: &str = "type Item {
	Id string `json:\"id\"`
	= 3
	Price int64 `json:\"price\"`
	Shelf Shelf `json:\"shelf\"`
}

service shop {
	@handler addItem
	post /items (Item)

	@handler addItemAgain
	post /items (Item)
}
";

#[test]
fn a_contract_without_problems_says_nothing() {
    let project = Project::new(&[("shop.api", SHOP)]);
    project.run(&["check"]).exits(0).prints("");
    project.run(&["check", "shop.api"]).exits(0).prints("");
    project.run(&["check", "-v"]).exits(0).says("read shop.api\nno problems in 1 file (time)\n");
}

#[test]
fn three_mistakes_give_three_diagnostics_in_one_run() {
    let project = Project::new(&[("shop.api", THREE)]);
    let run = project.run(&["check", "--format", "short"]).exits(1);
    let codes: Vec<_> = run.out.lines().map(|line| line.split(['[', ']']).nth(1).unwrap_or_default()).collect();
    assert!(codes.contains(&"undefined-type"), "{}", run.out);
    assert!(codes.contains(&"duplicate-route"), "{}", run.out);
    assert!(codes.iter().any(|code| code.starts_with("unexpected")), "{}", run.out);
    assert!(run.out.lines().all(|line| line.starts_with("shop.api:")), "{}", run.out);
    let human = project.run(&["check"]).exits(1);
    assert_eq!(human.out, "");
    assert!(human.err.contains("error[undefined-type]: "), "{}", human.err);
    assert!(human.err.contains("┌─ shop.api:5:8"), "{}", human.err);
    assert!(human.err.ends_with(" in 1 file (time)\n"), "{}", human.err);
}

#[test]
fn json_holds_one_object_a_line_and_nothing_else() {
    let project = Project::new(&[("shop.api", THREE)]);
    let run = project.run(&["check", "--format", "json"]).exits(1);
    assert_eq!(run.err, "");
    for line in run.out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        for key in ["code", "severity", "message", "file", "range", "labels", "help", "fixes"] {
            assert!(object.get(key).is_some(), "{key} in {line}");
        }
    }
    assert!(run.out.lines().count() >= 3);
}

#[test]
fn flags_move_codes_and_win_over_the_settings() {
    let unused = "type Unused {\n\tId string `json:\"id\"`\n}\n";
    let project = Project::new(&[("shop.api", &format!("{SHOP}{unused}")), ("apic.toml", "entry = \"shop.api\"\n")]);
    project.run(&["check"]).exits(0).prints("");
    project.run(&["check", "--warn", "unused-type"]).exits(0).mentions("warning[unused-type]");
    project.run(&["check", "--deny", "unused-type"]).exits(1).mentions("error[unused-type]");
    project.run(&["check", "--warn", "unused-type", "--deny", "warnings"]).exits(1).mentions("1 error in 1 file");
    project.write("apic.toml", "entry = \"shop.api\"\n[check]\ndeny = [\"unused-type\"]\n");
    project.run(&["check"]).exits(1);
    project.run(&["check", "--allow", "unused-type"]).exits(0).prints("");
    project.run(&["check", "--warn", "unused-type", "-q"]).exits(0).prints("");
    project
        .run(&["check", "--deny", "unused-tipe"])
        .exits(2)
        .says("error: --deny: there is no code `unused-tipe`\n  help: did you mean `unused-type`?\n");
}

#[test]
fn color_is_asked_for_or_not_there() {
    let project = Project::new(&[("shop.api", THREE)]);
    assert!(!project.run(&["check"]).err.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).err.contains('\u{1b}'));
    let run = Run::of(project.command(&["check", "--color", "always"]).env("NO_COLOR", "1").output().unwrap());
    assert!(run.err.contains('\u{1b}'), "the flag wins over the environment");
    let run = Run::of(project.command(&["check"]).env("LC_ALL", "C").output().unwrap());
    assert!(run.err.contains("--> shop.api"), "{}", run.err);
}

#[test]
fn paths_are_those_of_the_working_directory() {
    let project = Project::new(&[("api/shop.api", THREE), ("apic.toml", "entry = \"api/shop.api\"\n")]);
    project.write("web/x", "");
    assert!(project.run(&["check", "--format", "short"]).exits(1).out.starts_with("api/shop.api:"));
    let below = project.run(&["-C", "web", "check", "--format", "short"]).exits(1);
    assert!(below.out.starts_with("../api/shop.api:"), "{}", below.out);
}

#[test]
fn the_entries_of_a_folder_are_those_that_nobody_imports() {
    let types = "type Item {\n\tId string `json:\"id\"`\n\tShelf Shelf `json:\"shelf\"`\n}\n";
    let entry =
        |name: &str| format!("import \"types.api\"\n\nservice {name} {{\n\t@handler add\n\tpost /items (Item)\n}}\n");
    let project = Project::new(&[("api/a.api", &entry("a")), ("api/b.api", &entry("b")), ("api/types.api", types)]);
    project.write("api/node_modules/x/broken.api", "type {");
    let run = project.run(&["check", "api", "--format", "short"]).exits(1);
    // Both contracts have the finding; it is printed once.
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(run.out.starts_with("api/types.api:3:"), "{}", run.out);
    assert_eq!(run.err, "1 error in 3 files (time)\n");
}

#[test]
fn several_contracts_without_a_name_are_listed() {
    let project = Project::new(&[("a.api", SHOP), ("b.api", SHOP)]);
    project
        .run(&["check"])
        .exits(2)
        .says("error: several .api files: a.api, b.api\n  help: name one, or write `entry = \"…\"` into apic.toml\n");
    project.run(&["check", "a.api", "b.api"]).exits(0);
}

#[test]
fn a_closed_pipe_ends_in_silence() {
    let project = Project::new(&[("shop.api", THREE)]);
    let mut command = project.command(&["check", "--format", "json"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run = Run::of(child.wait_with_output().unwrap());
    // Whether the reader was gone in time is not ours to say: then the findings count.
    assert!(matches!(run.exit, Some(0 | 1)), "{:?}", run.exit);
    assert_eq!(run.err, "");
}
