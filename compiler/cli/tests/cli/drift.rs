//! `apic gen --check` and `--dry-run`: each verdict, and the command that mends it.

use super::project::{Project, SETTINGS, SHOP};

#[test]
fn a_source_that_changed_makes_outputs_stale() {
    let project = Project::generated();
    project.edit("shop.api", "post /items", "put /items");
    let before = project.tree();
    let run = project.run(&["gen", "--check"]).exits(4);
    assert!(run.out.starts_with("apic: ") && run.out.contains(" files are out of date (apic "), "{}", run.out);
    let line = "  stale            gen/ts/routes/items.ts  because shop.api changed\n";
    assert!(run.out.contains(line), "{}", run.out);
    assert!(run.out.ends_with("fix: apic gen\n"), "{}", run.out);
    assert_eq!(run.err, "");
    project.run(&["gen", "--dry-run"]).exits(4).mentions(line);
    assert_eq!(project.tree(), before);
    project.run(&["gen"]).exits(0);
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_missing_file_is_told_apart() {
    let project = Project::generated();
    std::fs::remove_file(project.path("gen/ts/index.ts")).unwrap();
    project.run(&["gen", "--check"]).exits(4).mentions("  missing          gen/ts/index.ts  wanted, and not there\n");
    project.run(&["gen"]).exits(0);
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_foreign_file_fails_a_check_and_is_left_unless_pruned() {
    let project = Project::generated();
    project.write("gen/ts/types/mine.ts", "export {};\n");
    let run = project.run(&["gen", "--check"]).exits(4);
    assert!(run.out.contains("  foreign          gen/ts/types/mine.ts  "), "{}", run.out);
    assert!(run.out.ends_with("fix: apic gen --prune gen/ts/types/mine.ts\n"), "{}", run.out);
    project.run(&["gen"]).exits(0);
    assert!(project.has("gen/ts/types/mine.ts"));
    project.run(&["gen", "--prune", "gen/ts/types/mien.ts"]).exits(2).mentions("did you mean gen/ts/types/mine.ts?");
    project.run(&["gen", "--prune", "gen/ts/types/mine.ts"]).exits(0);
    assert!(!project.has("gen/ts/types/mine.ts"));
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_file_that_is_no_longer_wanted_and_was_edited_is_never_removed_unasked() {
    let project = Project::generated();
    project.edit("gen/ts/routes/items.ts", "export", "/* mine */ export");
    project.edit("shop.api", "group: items", "group: stock");
    project.run(&["gen"]).exits(4).mentions("  extra, edited    gen/ts/routes/items.ts  ");
    project.run(&["gen", "--force", "gen/ts"]).exits(0);
    assert!(!project.has("gen/ts/routes/items.ts"));
}

#[test]
fn what_was_there_before_is_adopted_or_in_the_way() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), ("gen/ts/index.ts", "mine\n")]);
    let run = project.run(&["gen"]).exits(4);
    assert!(run.err.contains("  in the way       gen/ts/index.ts  not written by apic\n"), "{}", run.err);
    assert!(!project.has("src"));
    project.run(&["gen", "--force", "gen/ts/index.ts"]).exits(0);
    std::fs::remove_file(project.path("apic-manifest.json")).unwrap();
    let run = project.run(&["gen", "--check"]).exits(4);
    assert!(run.out.starts_with("apic: there is no apic-manifest.json\n"), "{}", run.out);
    project.run(&["gen"]).exits(0);
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn conflict_marks_make_a_manifest_unreadable_and_the_next_run_mends_it() {
    let project = Project::generated();
    let good = project.read("apic-manifest.json");
    project.write("apic-manifest.json", &good.replacen("  \"files\"", "<<<<<<< HEAD\n  \"files\"", 1));
    project.run(&["gen", "--check"]).exits(4).mentions("apic-manifest.json cannot be used: it holds conflict marks");
    project.run(&["gen"]).exits(0);
    assert_eq!(project.read("apic-manifest.json"), good);
}

#[test]
fn another_contract_is_refused_unless_it_is_the_same_renamed() {
    let project = Project::generated();
    std::fs::rename(project.path("shop.api"), project.path("store.api")).unwrap();
    project.edit("apic.toml", "shop.api", "store.api");
    let before = project.tree();
    let run = project.run(&["gen"]).exits(2);
    let said = "error: apic-manifest.json belongs to another contract, `shop.api`, and this is `store.api`\n";
    assert!(run.err.starts_with(said), "{}", run.err);
    assert!(run.err.contains("apic gen --force apic-manifest.json"), "{}", run.err);
    assert_eq!(project.tree(), before);
    project.run(&["gen", "--force", "apic-manifest.json"]).exits(0);
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_contract_that_is_not_there_is_no_other_one() {
    let project = Project::generated();
    project.run(&["gen", "shpo.api"]).exits(2).says("error: shpo.api: no such file\n");
    let said = "error: ts: no such file\n  help: for the output: apic gen --lang ts\n";
    project.run(&["gen", "ts"]).exits(2).says(said);
    project.run(&["gen", "--lang", "ts"]).exits(0);
}

#[test]
fn another_version_of_the_tool_is_a_note() {
    let project = Project::generated();
    let version = format!("\"apic\": \"{}\"", env!("CARGO_PKG_VERSION"));
    project.edit("apic-manifest.json", &version, "\"apic\": \"0.0.1\"");
    let note = format!("note: written by apic 0.0.1, and this is {}\n", env!("CARGO_PKG_VERSION"));
    let run = project.run(&["gen", "--check"]).exits(0);
    assert!(run.err.starts_with(&note), "{}", run.err);
    project.run(&["gen"]).exits(0);
    assert!(project.read("apic-manifest.json").contains(&version));
}

#[test]
fn line_ends_of_a_checkout_are_no_drift() {
    let project = Project::generated();
    let text = project.read("gen/ts/index.ts").replace('\n', "\r\n");
    project.write("gen/ts/index.ts", &text);
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn drift_as_json_is_an_object_a_line() {
    let project = Project::generated();
    project.edit("shop.api", "post /items", "put /items");
    let run = project.run(&["gen", "--check", "--format", "json"]).exits(4);
    assert_eq!(run.err, "");
    for line in run.out.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(object["verdict"], "stale", "{line}");
        assert_eq!(object["action"], "replace", "{line}");
    }
    assert!(!run.out.is_empty());
}

#[test]
fn the_fix_names_every_way_that_is_needed() {
    let project = Project::generated();
    project.edit("gen/ts/index.ts", "export", "/* mine */ export");
    project.run(&["gen", "--check"]).exits(4).mentions("fix: apic gen --force gen/ts/index.ts\n");
    project.write("gen/ts/types/mine.ts", "export {};\n");
    project.edit("shop.api", "post /items", "put /items");
    let ways = "fix: apic gen   (edited files, or in the way: apic gen --force gen/ts/index.ts)   \
                (foreign files: apic gen --prune gen/ts/types/mine.ts)\n";
    project.run(&["gen", "--check"]).exits(4).mentions(ways);
    project.run(&["gen", "--force", "gen/ts/index.ts", "--prune", "gen/ts/types/mine.ts"]).exits(0);
    project.run(&["gen", "--check"]).exits(0);
}
