//! Saves that follow each other without a pause.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::running::{Watch, save_as_code};
use super::{ROUTES, at, shop};
use crate::project::{Project, SETTINGS, SHOP};

#[test]
fn no_text_between_two_of_many_saves_is_taken_for_one() {
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    for count in 0..200 {
        save_as_code(&project, "shop.api", &at(&format!("/goods{count}/:id")));
    }
    while !project.read(ROUTES).contains("/goods199/:id") {
        assert_eq!(watch.status(), "ok, 2 files written");
    }
    let said = watch.interrupt();
    let rounds = said.iter().filter(|line| line.contains(" written (")).count();
    // A few, since this machine may be busy elsewhere for a while in between.
    assert!(rounds < 50, "{said:#?}");
    project.run(&["gen", "--check"]).exits(0);
}

#[test]
fn sources_that_never_come_to_rest_are_taken_as_they_are() {
    // Several, so that one of them is being written whichever waits for this machine.
    let parts: Vec<String> = (0..6).map(|number| format!("part{number}.api")).collect();
    let imports: String = parts.iter().map(|path| format!("import \"{path}\"\n")).collect();
    let part = |path: &str, count: usize| format!("type {} {{\n\tF{count} int\n}}\n", path.replace('.', ""));
    let project = Project::new(&[("shop.api", &(imports + SHOP)), ("apic.toml", SETTINGS)]);
    parts.iter().for_each(|path| project.write(path, &part(path, 0)));
    let mut watch = Watch::of(&project, &[]);
    let enough = AtomicBool::new(false);
    thread::scope(|scope| {
        for path in &parts {
            let (next, place, enough) = (project.path(&format!("{path}.next")), project.path(path), &enough);
            scope.spawn(move || {
                for count in (1..).take_while(|_| !enough.load(Ordering::Relaxed)) {
                    fs::write(&next, part(path, count)).unwrap();
                    fs::rename(&next, &place).unwrap();
                }
            });
        }
        let statuses = catch_unwind(AssertUnwindSafe(|| [(); 2].map(|()| watch.status())));
        enough.store(true, Ordering::Relaxed);
        let statuses = statuses.unwrap();
        assert!(statuses.iter().all(|status| status.starts_with("ok, ")), "{statuses:?}");
    });
    watch.interrupt();
}
