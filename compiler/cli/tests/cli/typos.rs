//! What is nearly right gets a suggestion, and habits of goctl an answer; neither does anything.

use super::project::{Project, SHOP};

#[test]
fn every_kind_of_typo_gets_a_suggestion() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", "entry = \"shop.api\"\n[rust]\n")]);
    for (arguments, suggestion) in [
        (["chekc"].as_slice(), "check"),
        (&["generate"], "gen"),
        (&["check", "--forrmat", "json"], "--format"),
        (&["check", "--format", "jsno"], "json"),
        (&["check", "--color", "allways"], "always"),
        (&["check", "--warn", "unsued-type"], "`unused-type`"),
        (&["check", "--deny", "warning"], "`warnings`"),
        (&["check", "--allow", "untaged-field"], "`untagged-field`"),
        (&["fix", "method-cas"], "`method-case`"),
        (&["explain", "undefined-typ"], "`undefined-type`"),
        (&["gen", "--lang", "typscript"], "`typescript`"),
        (&["gen", "--lang", "rst"], "`rust`"),
        (&["gen", "--chek"], "--check"),
        (&["ir", "--schema", "diagnostic"], "diagnostics"),
        (&["ir", "--schema", "confg"], "config"),
        (&["explain", "route", "GTE", "/items"], "`GET`"),
        (&["explain", "route", "GET", "/itmes/:id"], "`GET /items/:id`"),
        (&["explain", "type", "Itme"], "`Item`"),
        (&["completions", "fsh"], "fish"),
    ] {
        let before = project.tree();
        let run = project.run(arguments).exits(2);
        let last = run.err.lines().filter(|line| !line.starts_with("For more")).collect::<Vec<_>>().join("\n");
        assert!(last.contains(suggestion), "{arguments:?}\n{}", run.err);
        assert_eq!(project.tree(), before, "{arguments:?}");
    }
}

#[test]
fn every_kind_of_typo_in_the_settings_gets_a_suggestion() {
    let project = Project::new(&[("shop.api", SHOP)]);
    for (settings, suggestion) in [
        ("entri = \"shop.api\"\n", "`entry`"),
        ("entry = \"shop.api\"\n[typscript]\n", "`typescript`"),
        ("entry = \"shop.api\"\n[typescript]\nqeury = \"none\"\n", "`query`"),
        ("entry = \"shop.api\"\n[typescript]\nquery = \"tanstak\"\n", "tanstack"),
        ("entry = \"shop.api\"\n[check]\nwarn = [\"unsued-type\"]\n", "`unused-type`"),
    ] {
        project.write("apic.toml", settings);
        project.run(&["check"]).exits(2).mentions(suggestion);
    }
}

#[test]
fn habits_of_goctl_are_answered_with_what_replaces_them() {
    let project = Project::new(&[("shop.api", SHOP)]);
    let before = project.tree();
    for (typed, instead) in [
        ("api validate --api shop.api", "apic check FILE"),
        ("api validate -api shop.api", "apic check FILE"),
        ("api format --dir .", "apic fmt"),
        ("api go -api shop.api -dir .", "apic gen FILE --lang rust --out DIR"),
        ("api ts --api shop.api --dir web", "apic gen FILE --lang typescript --out DIR"),
        ("api dart --api shop.api --dir app", "apic gen FILE --lang dart --out DIR"),
        ("api doc --dir .", "apic gen FILE --lang docs --out DIR"),
        ("api swagger --api shop.api --dir .", "apic gen FILE --lang docs --out DIR"),
        ("api new greet", "apic new NAME"),
        ("api", "apic --help"),
        ("kube deploy -name shop", "apic gen FILE --lang kubernetes --out DIR"),
    ] {
        let arguments: Vec<_> = typed.split(' ').collect();
        let command = arguments.iter().take(2).copied().collect::<Vec<_>>().join(" ");
        project
            .run(&arguments)
            .exits(2)
            .says(&format!("error: `apic {command}` is a command of goctl\n  help: type: {instead}\n"));
    }
    assert_eq!(project.tree(), before);
}
