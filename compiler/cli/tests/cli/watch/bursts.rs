//! Saves that follow each other without a pause.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::running::{Watch, save_as_code};
use super::{ROUTES, at, shop};

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
    let project = shop();
    let mut watch = Watch::of(&project, &[]);
    let enough = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for count in 0.. {
                // A new name each time: a link to the text before may still be read.
                let next = project.path(&format!("next{}", count % 2));
                fs::write(&next, at(&format!("/goods{count}/:id"))).unwrap();
                fs::rename(&next, project.path("shop.api")).unwrap();
                if enough.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let status = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| [watch.status(), watch.status()]));
        enough.store(true, Ordering::Relaxed);
        assert_eq!(status.unwrap(), ["ok, 2 files written"; 2]);
    });
    watch.interrupt();
}
