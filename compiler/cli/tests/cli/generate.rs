//! `apic gen`: what it writes, and what it leaves alone.

use std::process::Command;

use super::project::{Project, SETTINGS, SHOP};

const ADD: &str = "src/logic/items/add_item.rs";
const SHOW: &str = "src/logic/items/show_item.rs";

#[test]
fn the_first_run_writes_everything_and_the_second_nothing() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
    let run = project.run(&["gen"]).exits(0);
    assert!(run.err.contains(&format!("  created  {ADD} (yours to fill in, POST /items addItem)\n")), "{}", run.err);
    assert!(run.err.contains("  created  Cargo.toml (yours)\n"), "{}", run.err);
    assert!(run.err.lines().last().is_some_and(|line| line.ends_with(" written (time)")), "{}", run.err);
    assert_eq!(run.out, "");
    for path in [ADD, SHOW, "src/api.rs", "gen/ts/index.ts", "apic-manifest.json"] {
        assert!(project.has(path), "{path}");
    }
    let before = project.tree();
    let run = project.run(&["gen"]).exits(0);
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
    assert!(run.err.starts_with("gen: ") && run.err.ends_with(" unchanged (time)\n"), "{}", run.err);
    assert_eq!(project.tree(), before, "not even a time stamp moved");
    project.run(&["gen", "--check"]).exits(0);
    project.run(&["gen", "-q"]).exits(0).prints("");
}

#[test]
fn no_temporary_file_is_left() {
    let project = Project::generated();
    assert!(project.tree().keys().all(|path| !path.contains(".tmp")));
}

#[test]
fn a_hand_edited_generated_file_is_refused_and_nothing_is_written_anywhere() {
    let project = Project::generated();
    project.edit("gen/ts/index.ts", "export", "/* mine */ export");
    project.edit("shop.api", "get /items/:id", "get /item/:id");
    let before = project.tree();
    let run = project.run(&["gen"]).exits(4);
    assert!(run.err.starts_with("error: 1 file is not as apic left them; nothing was written\n"), "{}", run.err);
    assert!(run.err.contains("  edited           gen/ts/index.ts  line "), "{}", run.err);
    assert!(run.err.contains("    release: apic gen --force gen/ts/index.ts\n"), "{}", run.err);
    assert_eq!(project.tree(), before);
    project.run(&["gen", "--force", "gen/ts/index.ts"]).exits(0);
    assert!(!project.read("gen/ts/index.ts").contains("mine"));
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_deleted_route_takes_its_generated_code_along_and_leaves_the_users() {
    let project = Project::generated();
    project.edit(SHOW, "use ", "// my work\nuse ");
    project.edit("shop.api", "\n\t@handler showItem\n\tget /items/:id (ItemReq) returns (Item)\n", "");
    let run = project.run(&["gen"]).exits(0);
    let note = format!("note: {SHOW} is no longer used: GET /items/:id showItem is gone\n");
    assert!(run.err.contains(&note), "{}", run.err);
    assert!(project.read(SHOW).contains("// my work"));
    assert!(!project.read("src/api/routes/items.rs").contains("show_item"));
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_renamed_handler_is_named_with_its_new_place() {
    let project = Project::generated();
    project.edit("shop.api", "@handler showItem", "@handler getItem");
    let run = project.run(&["gen"]).exits(0);
    let new = "src/logic/items/get_item.rs";
    assert!(run.err.contains(&format!("  created  {new} (yours to fill in, GET /items/:id getItem)\n")), "{}", run.err);
    let note = format!("note: {SHOW} is no longer used: GET /items/:id showItem went to {new}\n");
    assert!(run.err.contains(&note), "{}", run.err);
    assert!(project.has(SHOW));
}

#[test]
fn a_group_that_goes_takes_its_files_and_empty_folders_along() {
    let project = Project::generated();
    project.edit("shop.api", "group: items", "group: stock");
    project.run(&["gen"]).exits(0).mentions("removed  gen/ts/routes/items.ts");
    assert!(!project.has("gen/ts/routes/items.ts"));
    assert!(project.has("gen/ts/routes/stock.ts") && project.has(ADD));
}

#[test]
fn a_starter_that_was_removed_stays_removed_and_a_scaffold_comes_back() {
    let project = Project::generated();
    std::fs::remove_file(project.path("Cargo.toml")).unwrap();
    std::fs::remove_file(project.path(ADD)).unwrap();
    project.run(&["gen"]).exits(0).mentions(&format!("created  {ADD}"));
    assert!(!project.has("Cargo.toml") && project.has(ADD));
}

#[test]
fn languages_and_a_root_on_the_command_line() {
    let project = Project::new(&[("shop.api", SHOP)]);
    project.run(&["gen", "shop.api", "--lang", "ts", "--out", "client"]).exits(0);
    assert!(project.has("client/index.ts") && project.has("client/apic-manifest.json"));
    project.run(&["gen", "shop.api", "--lang", "rust", "--lang", "ts", "--out", "both"]).exits(0);
    assert!(project.has("both/rust/Cargo.toml") && project.has("both/typescript/index.ts"));
    project.run(&["gen", "--lang", "ts"]).exits(0);
    assert!(project.has("gen/ts/index.ts") && project.has("apic-manifest.json"));
}

#[test]
fn one_language_leaves_the_other_ones_files_alone() {
    let project = Project::generated();
    project.edit("shop.api", "post /items", "put /items");
    let before = project.read("gen/ts/routes/items.ts");
    project.run(&["gen", "--lang", "rust"]).exits(0);
    assert_eq!(project.read("gen/ts/routes/items.ts"), before);
    project.run(&["gen", "--check", "--lang", "rust"]).exits(0);
    project.run(&["gen", "--check"]).exits(4);
}

#[test]
fn a_root_that_moved_is_cleaned_up() {
    let project = Project::generated();
    project.write("apic.toml", "entry = \"shop.api\"\n[rust]\n[typescript]\nout = \"web/api\"\n");
    project.run(&["gen"]).exits(0);
    assert!(project.has("web/api/index.ts") && !project.has("gen"));
}

#[test]
fn two_outputs_at_one_path_are_refused_before_anything_is_written() {
    let project = Project::new(&[("shop.api", SHOP)]);
    // Nobody can make two of today's outputs meet but by a type file: `types.ts` and `types.rs` differ.
    let settings = "entry = \"shop.api\"\n[rust]\nout = \"gen/index.ts\"\n[typescript]\nout = \"gen\"\n";
    project.write("apic.toml", settings);
    let run = project.run(&["gen"]).exits(2);
    assert!(run.err.contains("gen/index.ts is a file of one output and a folder of another"), "{}", run.err);
    assert!(!project.has("gen"));
}

#[test]
fn generated_text_does_not_depend_on_where_one_stands() {
    let one = Project::generated();
    let other = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), ("a/long/way/down/x", "")]);
    other.run(&["-C", "a/long/way/down", "gen"]).exits(0);
    let text = |project: &Project| -> Vec<_> {
        let tree = project.tree().into_iter().filter(|(path, _)| !path.starts_with("a/"));
        tree.map(|(path, (_, text))| (path, text)).collect()
    };
    assert_eq!(text(&one), text(&other));
}

#[test]
fn what_a_run_that_broke_off_left_is_no_drift_and_goes_with_the_next_write() {
    let project = Project::generated();
    let mut gone = std::process::Command::new("true").spawn().unwrap();
    gone.wait().unwrap();
    let left = [format!("gen/ts/types/.apic-{}-7.tmp", gone.id()), "src/logic/items/.apic-0-8.tmp".to_string()];
    left.iter().for_each(|path| project.write(path, "half a fi"));
    project.run(&["gen", "--check"]).exits(0);
    project.edit("shop.api", "post /items", "put /items");
    project.run(&["gen"]).exits(0);
    assert!(left.iter().all(|path| !project.has(path)));
}

#[test]
fn a_crate_that_was_there_is_told_once_what_it_lacks() {
    let cargo = "[package]\nname = \"mine\"\n\n[dependencies]\naxum = \"0.8\"\n";
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), ("Cargo.toml", cargo)]);
    let run = project.run(&["gen"]).exits(0);
    assert!(run.err.contains("note: Cargo.toml is yours; its [dependencies] lack:\n  apic-runtime = "), "{}", run.err);
    assert!(!run.err.contains("  axum = "), "{}", run.err);
    assert_eq!(project.read("Cargo.toml"), cargo);
    assert!(!project.run(&["gen"]).err.contains("lack"));
}

#[test]
fn a_workspace_around_a_new_crate_is_told_its_member() {
    let settings = "entry = \"shop.api\"\n[rust]\nout = \"crates/server\"\n";
    let files = [("shop.api", SHOP), ("apic.toml", settings)];
    let note = "note: Cargo.toml is yours; `members` of its [workspace] lacks:\n  \"crates/server\",\n";
    for (workspace, said) in [("", true), ("members = [\"crates/*\"]", false), ("exclude = [\"crates\"]", false)] {
        let project = Project::new(&files);
        project.write("Cargo.toml", &format!("[workspace]\n{workspace}\n"));
        let run = project.run(&["gen"]).exits(0);
        assert_eq!(run.err.contains(note), said, "{workspace}\n{}", run.err);
    }
}

#[test]
fn what_git_ignores_is_named() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), (".gitignore", "/gen/\n")]);
    let git = Command::new("git").args(["init", "-q"]).current_dir(project.path("")).status().unwrap();
    assert!(git.success());
    let run = project.run(&["gen"]).exits(0);
    assert!(run.err.contains("note: git ignores gen/ts/"), "{}", run.err);
    project.run(&["gen", "--check"]).exits(0).mentions("more: a fresh clone lacks them\n");
    assert!(!project.run(&["gen"]).err.contains("ignores"), "said with the write, and by every check");
}
