//! `apic ci`: every step runs, each ending is listed, and the smallest code that is not 0 is the end.

use super::project::{Project, SETTINGS, SHOP};

#[test]
fn all_is_well_and_what_is_left_out_is_said() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
    project.run(&["gen", "-q"]).exits(0);
    project.run(&["fmt", "-q"]).exits(0);
    project.run(&["gen", "-q"]).exits(0);
    let before = project.tree();
    let run = project.run(&["ci"]).exits(0);
    let said = "ci: fmt --check  ok\nci: check        ok\nci: gen --check  ok\nci: breaking     skipped: no baseline is named\n";
    assert!(run.out.is_empty() && run.err.ends_with(said), "{}", run.err);
    project.run(&["ci", "-q"]).exits(0).says("");
    assert_eq!(project.tree(), before);
    project.write("apic.toml", "entry = \"shop.api\"\n");
    project.run(&["ci"]).exits(0).mentions("ci: gen --check  skipped: apic.toml names no output\n");
}

#[test]
fn no_step_stops_another_and_nothing_is_said_twice() {
    // Not formatted, wrong, and never generated.
    let shop = SHOP.replace("(ItemReq)", "(Unknown)").replace("type Item {", "type Item{");
    let project = Project::new(&[("shop.api", &shop), ("apic.toml", SETTINGS)]);
    let before = project.tree();
    let run = project.run(&["ci"]).exits(1);
    let said = "ci: fmt --check  failed, 6: not formatted\nci: check        failed, 1: errors in the sources\n\
                ci: gen --check  failed, 1: errors in the sources\nci: breaking     skipped: no baseline is named\n";
    assert!(run.out == "shop.api\n" && run.err.ends_with(said), "{}", run.err);
    assert_eq!(run.err.matches("error[undefined-type]").count(), 1, "{}", run.err);
    // A syntax error is told by the check alone.
    project.write("shop.api", &format!("{SHOP}\n)\n"));
    let run = project.run(&["ci"]).exits(1);
    assert_eq!(run.err.matches("error[unexpected-token]").count(), 1, "{}", run.err);
    // Without routes there is nothing to generate, which a check does not mind.
    project.write("shop.api", "type Item {}\n");
    let run = project.run(&["ci"]).exits(1);
    assert!(run.err.contains("warning[no-routes]") && run.err.contains("error[no-routes]"), "{}", run.err);
    assert_eq!(project.tree().len(), before.len());
}

#[test]
fn each_code_is_the_end_when_it_is_the_smallest() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
    project.run(&["ci"]).exits(4).mentions("ci: gen --check  failed, 4: outputs out of date\n");
    project.run(&["ci", "--against", "git:main"]).exits(3).mentions("`apic breaking` is not built yet");
    project.write("apic.toml", &format!("{SETTINGS}[breaking]\nagainst = \"git:main\"\n"));
    project.run(&["ci"]).exits(3).mentions("ci: breaking     failed, 3: could not finish\n");
    project.write("apic.toml", "entry = \"gone.api\"\n[rust]\n");
    project.run(&["ci"]).exits(2).mentions("ci: fmt --check  failed, 2: wrong use\n");
}

#[test]
fn one_report_has_a_run_for_each_step() {
    let project = Project::new(&[("shop.api", &SHOP.replace("type Item {", "type Item{")), ("apic.toml", SETTINGS)]);
    let out = project.run(&["ci", "--format", "sarif"]).exits(4).out;
    let document: serde_json::Value = serde_json::from_str(&out).unwrap();
    let runs = document["runs"].as_array().unwrap();
    let rules: Vec<_> = runs.iter().map(|run| run["results"][0]["ruleId"].as_str()).collect();
    assert_eq!(rules, [Some("not-formatted"), None, Some("drift-no-manifest")]);
    for line in project.run(&["ci", "--format", "json"]).exits(4).out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["rule"].is_string(), "{line}");
    }
}
