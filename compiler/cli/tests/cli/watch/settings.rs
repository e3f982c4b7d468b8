//! Settings that change while `apic watch` runs, and what follows from them.

use std::fs;

use super::running::{Watch, save_as_vim};
use super::{at, shop};
use crate::project::{SETTINGS, SHOP};

#[test]
fn settings_are_watched_too() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    save_as_vim(&project, "apic.toml", &SETTINGS.replace("[rust]", "[rsut]"));
    watch.line(|line| line.contains("did you mean `rust`?"));
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "apic.toml", &SETTINGS.replace("[typescript]", "[typescript]\nout = \"web\""));
    assert!(watch.status().starts_with("ok again, "));
    assert!(project.has("web/index.ts") && !project.has("gen"));
    watch.interrupt();
}

#[test]
fn an_entry_that_nobody_names_is_looked_for_again_each_time() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    // What an editor keeps beside the file that it has open is no contract.
    std::os::unix::fs::symlink("somebody@a.host:1", project.path(".#shop.api")).unwrap();
    project.write("._shop.api", "no text");
    save_as_vim(&project, "apic.toml", "[rust]\n[typescript]\n");
    assert_eq!(watch.status(), "ok, nothing to write");
    fs::remove_file(project.path(".#shop.api")).unwrap();
    project.write("other.api", SHOP);
    watch.line(|line| line == "error: several .api files: other.api, shop.api");
    assert_eq!(watch.status(), "failed, the last output stays");
    save_as_vim(&project, "apic.toml", SETTINGS);
    assert_eq!(watch.status(), "ok again, nothing to write");
    fs::remove_file(project.path("other.api")).unwrap();
    save_as_vim(&project, "shop.api", &at("/goods/:id"));
    assert_eq!(watch.status(), "ok, 2 files written");
    watch.interrupt();
}
