//! `apic watch`: the real binary, while files change as editors and git change them. Every wait is for a line of its output.

mod bursts;
mod command;
mod kept;
mod obstacles;
mod running;
mod settings;

use std::fs;
use std::process::Command;

use running::{Watch, check_out, save_as_code, save_as_vim, save_by_rename, save_in_pieces};

use super::project::{Project, SETTINGS, SHOP};

const ROUTES: &str = "src/api/routes/items.rs";

fn shop() -> Project {
    Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)])
}

/// The shop with another path of its second route.
fn at(path: &str) -> String {
    SHOP.replace("/items/:id", path)
}

#[test]
fn every_way_to_save_counts_once_and_own_writes_never() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    assert!(project.read(ROUTES).contains("/items/:id"));
    let untouched = project.tree()["src/api/types/shop.rs"].0;
    let ways = [save_as_vim, save_as_code, save_by_rename];
    for (count, save) in ways.iter().chain(&ways).enumerate() {
        save(&project, "shop.api", &at(&format!("/goods{count}/:id")));
        assert_eq!(watch.status(), "ok, 2 files written");
        assert!(project.read(ROUTES).contains(&format!("/goods{count}/:id")));
    }
    assert_eq!(project.tree()["src/api/types/shop.rs"].0, untouched, "only what changed is written");
    let said = watch.interrupt();
    assert_eq!(said.iter().filter(|line| line.contains(" ok")).count(), 7, "{said:#?}");
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn a_save_without_a_change_is_none() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    save_as_code(&project, "shop.api", SHOP);
    save_as_vim(&project, "apic.toml", SETTINGS);
    save_by_rename(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok, 2 files written");
    // Comments count as a round, and write nothing.
    save_by_rename(&project, "shop.api", &(at("/goods/:id") + "\n// the end\n"));
    assert_eq!(watch.status(), "ok, nothing to write");
    assert_eq!(watch.interrupt().iter().filter(|line| line.contains(" ok")).count(), 3);
}

#[test]
fn a_checkout_of_many_files_is_gathered() {
    let part = |part: usize, field: &str| {
        let text = format!("type T{part} {{\n\t{field} string `json:\"{field}\"`\n}}\n");
        (format!("parts/t{part}.api"), text)
    };
    let parts = |field: &str| (0..40).map(|number| part(number, field)).collect::<Vec<_>>();
    let imports: String = (0..40).map(|part| format!("import \"parts/t{part}.api\"\n")).collect();
    let project = Project::new(&[("shop.api", &(imports + SHOP)), ("apic.toml", SETTINGS)]);
    parts("id").iter().for_each(|(path, text)| project.write(path, text));
    let mut watch = Watch::of(&project, &["--lang", "rust"]);
    check_out(&project, &parts("key"));
    // One, unless this machine was busy elsewhere for a while in between.
    let (mut written, mut rounds) = (0, 0);
    while written < 40 {
        let status = watch.status();
        written += status.split(' ').find_map(|word| word.parse::<usize>().ok()).unwrap_or_default();
        rounds += 1;
    }
    assert!((1..10).contains(&rounds), "{rounds}");
    assert_eq!(written, 40);
    watch.interrupt();
    project.run(&["gen", "--check", "--lang", "rust"]).exits(0);
}

#[test]
fn a_save_in_many_pieces_leaves_no_trace_of_its_first_ones() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    // A machine that was busy elsewhere for a while may make two saves of one: not each time.
    let whole = (0..10).any(|count| {
        save_in_pieces(&project, "shop.api", &at(&format!("/goods{count}/:id")));
        let status = watch.status();
        if status.starts_with("failed") {
            while !watch.status().starts_with("ok") {}
        }
        status == "ok, 2 files written"
    });
    assert!(whole, "a part of a text was taken for all of it, each time");
    watch.interrupt();
}

#[test]
fn a_broken_file_leaves_the_last_output_and_all_is_well_again_after_it() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    let good = project.tree();
    save_as_vim(&project, "shop.api", &SHOP.replace("(Item) returns", "(Itm) returns"));
    watch.line(|line| line.starts_with("error[undefined-type]"));
    assert_eq!(watch.status(), "failed, the last output stays");
    let mut now = project.tree();
    now.insert("shop.api".into(), good["shop.api"].clone());
    assert_eq!(now, good);
    save_as_vim(&project, "shop.api", SHOP);
    assert_eq!(watch.status(), "ok again, nothing to write");
    watch.interrupt();
}

#[test]
fn imports_come_and_go_and_so_do_folders() {
    let project = shop();
    let mut watch = Watch::of(&project, &["--lang", "ts"]);
    save_as_code(&project, "shop.api", &format!("import \"api/base/extra.api\"\n{SHOP}"));
    watch.line(|line| line.starts_with("error[import-not-found]"));
    assert_eq!(watch.status(), "failed, the last output stays");
    let extra = |field: &str| format!("type Extra {{\n\t{field} string `json:\"{field}\"`\n}}\n");
    project.write("api/base/extra.api", &extra("one"));
    assert_eq!(watch.status(), "ok again, 2 files written");
    save_as_vim(&project, "api/base/extra.api", &extra("two"));
    assert_eq!(watch.status(), "ok, 1 file written");
    fs::rename(project.path("api"), project.path("away")).unwrap();
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "away/base/extra.api", &extra("three"));
    fs::rename(project.path("away"), project.path("api")).unwrap();
    assert_eq!(watch.status(), "ok again, 1 file written");
    save_as_code(&project, "api/base/extra.api", &extra("four"));
    assert_eq!(watch.status(), "ok, 1 file written");
    watch.interrupt();
}

#[test]
fn what_no_edit_mends_ends_it_at_once() {
    let project = Project::new(&[("shop.api", SHOP)]);
    project.run(&["watch"]).exits(2).mentions("no output is named");
    project.run(&["watch", "--lang", "cobol"]).exits(2).mentions("unknown language `cobol`");
    Project::new(&[]).run(&["watch", "--lang", "ts"]).exits(2).mentions("no .api file in ");
    // A contract that does not compile is mended by an edit.
    project.write("shop.api", "type");
    let mut watch = Watch::start(project.command(&["watch", "--lang", "ts"]));
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_code(&project, "shop.api", SHOP);
    assert!(watch.status().starts_with("ok again, "));
    watch.interrupt();
}

/// A namespace in which nobody gets a queue of events.
#[test]
fn without_events_files_are_looked_at() {
    let project = shop();
    let script = "echo 0 > /proc/sys/user/max_inotify_instances || exit 77; exec \"$0\" watch";
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "sh", "-c", script, env!("CARGO_BIN_EXE_apic")]);
    command.current_dir(project.path(""));
    let probe = Command::new("unshare")
        .args(["--user", "--map-root-user", "sh", "-c", "echo 0 > /proc/sys/user/max_inotify_instances"])
        .output();
    if std::env::var_os("CI").is_none() && !probe.is_ok_and(|probe| probe.status.success()) {
        eprintln!("skipped: no namespace without events can be made here");
        return;
    }
    let mut watch = Watch::start(command);
    watch.line(|line| line.starts_with("note: this system tells no changes of files ("));
    watch.status();
    save_as_code(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok, 2 files written");
    watch.interrupt();
}
