//! What a round keeps for the next one never shows.

use super::running::{Watch, save_by_rename};
use super::{at, shop};
use crate::project::SHOP;

#[test]
fn after_every_edit_the_output_is_that_of_a_fresh_run() {
    let project = shop();
    let imports = |names: &[&str]| names.iter().map(|name| format!("import \"{name}.api\"\n")).collect::<String>();
    for name in ["a", "b"] {
        project.write(&format!("{name}.api"), &format!("type {name}Part {{\n\tid int `json:\"id\"`\n}}\n"));
    }
    let mut watch = Watch::of(&project, &[]);
    let edits = [
        // A longer and a shorter text before everything else.
        format!("// a head\n\n{SHOP}"),
        SHOP.replacen("type ", "type First {\n\tid int `json:\"id\"`\n}\n\ntype ", 1),
        // Files change their places.
        imports(&["a", "b"]) + SHOP,
        imports(&["b", "a"]) + SHOP,
        imports(&["b"]) + SHOP,
        at("/goods/:id"),
        SHOP.replacen("json:\"", "json:\"x", 1),
        SHOP.to_string(),
    ];
    for text in edits {
        save_by_rename(&project, "shop.api", &text);
        let status = watch.status();
        assert!(status.starts_with("ok"), "{status}\n{text}");
        project.run(&["gen", "--check"]).exits(0);
    }
    watch.interrupt();
}
