//! What no edit of a source mends: files in the way, another `apic` at work, nobody who listens.

use std::fs;
use std::process::Stdio;

use super::running::{Watch, save_as_vim, save_by_rename};
use super::{ROUTES, at, shop};
use crate::project::{Project, SETTINGS};

#[test]
fn a_refusal_names_its_file_and_leaves_everything_until_the_file_is_as_it_was() {
    let project = Project::generated();
    let mut watch = Watch::of(&project, &[]);
    let index = project.read("gen/ts/index.ts");
    project.edit("gen/ts/index.ts", "export", "/* mine */ export");
    save_as_vim(&project, "shop.api", &at("/goods/:id"));
    watch.line(|line| line.ends_with("release: apic gen --force gen/ts/index.ts"));
    assert_eq!(watch.status(), "failed, the last output stays");
    assert!(!project.read(ROUTES).contains("goods"));
    project.write("gen/ts/index.ts", &index);
    assert_eq!(watch.status(), "ok again, 2 files written");
    assert!(project.read(ROUTES).contains("goods"));
    watch.interrupt();
}

#[test]
fn what_cannot_be_written_is_written_when_it_can() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    project.write("web", "a file where a folder belongs");
    save_as_vim(&project, "apic.toml", &SETTINGS.replace("[typescript]", "[typescript]\nout = \"web\""));
    assert_eq!(watch.status(), "failed, the last output stays");
    fs::remove_file(project.path("web")).unwrap();
    assert!(watch.status().starts_with("ok again, "));
    assert!(project.has("web/index.ts"));
    watch.interrupt();
}

#[test]
fn the_end_comes_though_another_is_writing() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    let folder = fs::File::open(project.path("")).unwrap();
    folder.lock().unwrap();
    save_by_rename(&project, "shop.api", &at("/goods/:id"));
    watch.line(|line| line == "note: another apic is writing here; waiting for it");
    watch.interrupt();
    drop(folder);
    assert!(!project.read(ROUTES).contains("goods"));
}

#[test]
fn two_of_them_serve_their_commands_whoever_writes() {
    let project = shop();
    let start = || Watch::start(project.command(&["watch", "--", "sh", "-c", "echo starts; exec sleep 1000"]));
    let mut both = [start(), start()];
    for count in 0..3 {
        for watch in &mut both {
            watch.line(|line| line == "starts");
        }
        save_by_rename(&project, "shop.api", &at(&format!("/goods{count}/:id")));
    }
    for mut watch in both {
        watch.line(|line| line == "starts");
        watch.interrupt();
    }
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn nobody_who_listens_is_the_end() {
    for closed in ["2>&1 | head -n 1", "--format json 2>/dev/null | head -n 1"] {
        let project = shop();
        // If it goes on all the same, not beyond this test.
        let script = format!("timeout 130 \"$0\" watch {closed}");
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script, env!("CARGO_BIN_EXE_apic")]).current_dir(project.path(""));
        let mut shell = shell.stdout(Stdio::null()).spawn().unwrap();
        for count in 0..6000 {
            if shell.try_wait().unwrap().is_some() {
                break;
            }
            assert!(count < 5999, "it goes on for nobody: {closed}");
            // A mistake and a mistake mended, so that there is always something to say.
            save_by_rename(&project, "shop.api", &at(if count % 2 == 0 { "/goods" } else { "/goods/:id" }));
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
    }
}
