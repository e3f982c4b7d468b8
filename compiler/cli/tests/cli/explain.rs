//! `apic explain` of codes, and words that apic knows although it does not do what they ask.

use super::project::Project;

#[test]
fn a_page_is_printed() {
    let project = Project::new(&[]);
    let run = project.run(&["explain", "undefined-type"]).exits(0);
    assert!(run.out.starts_with("# undefined-type\n"), "{}", run.out);
    let json = project.run(&["explain", "undefined-type", "--format", "json"]).exits(0).out;
    let object: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!((object["code"].as_str(), object["level"].as_str()), (Some("undefined-type"), Some("error")));
    assert_eq!(object["page"].as_str(), Some(run.out.as_str()));
}

#[test]
fn an_unknown_code_gets_a_suggestion() {
    let project = Project::new(&[]);
    project
        .run(&["explain", "undefined-tipe"])
        .exits(2)
        .says("error: there is no code `undefined-tipe`\n  help: did you mean `undefined-type`?\n");
    project.run(&["explain", "route", "GET"]).exits(2).mentions("apic explain route GET /items/:id");
    project.run(&["explain", "type"]).exits(2).mentions("apic explain type NAME");
    let usage = "apic explain CODE, apic explain route METHOD PATH, apic explain type NAME";
    project.run(&["explain", "xyzzy"]).exits(2).mentions(usage);
}

#[test]
fn old_habits_are_answered_with_what_replaces_them() {
    let project = Project::new(&[]);
    project
        .run(&["api", "go", "-api", "shop.api", "-dir", "."])
        .exits(2)
        .says("error: `apic api go` is a command of goctl\n  help: type: apic gen FILE --lang rust --out DIR\n");
    project.run(&["api", "validate", "--api", "x.api"]).exits(2).mentions("apic check FILE");
    project.run(&["kube", "deploy"]).exits(2).mentions("--lang kubernetes");
}

#[test]
fn typos_get_a_suggestion_and_planned_commands_are_named() {
    let project = Project::new(&[]);
    project.run(&["chek"]).exits(2).mentions("check");
    project.run(&["check", "--formt", "json"]).exits(2).mentions("--format");
    project.run(&["lsp"]).exits(2).mentions("`apic lsp` is not built yet");
    project.run(&[]).exits(2).mentions("Usage: apic");
}

#[test]
fn help_and_version_are_results() {
    let project = Project::new(&[]);
    for arguments in [["--help"], ["-h"], ["--version"]] {
        let run = project.run(&arguments).exits(0);
        assert!(run.out.contains("apic") && run.err.is_empty(), "{}", run.err);
    }
    let help = project.run(&["--help"]).out;
    assert!(help.contains("Examples:"));
    project.run(&["help"]).exits(0).prints(&help);
    project.run(&["help", "check"]).exits(0).prints(&project.run(&["check", "--help"]).out);
    project.run(&["help", "chekc"]).exits(2).mentions("check");
}
