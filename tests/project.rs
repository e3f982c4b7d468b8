//! The life of a generated project: what `apic gen` writes, leaves alone and refuses.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

use std::fs;
use std::path::Path;

use apic_tests::files_below;
use apic_tests::sandbox::{exits, project, tree};

fn replace(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "{old} is not in {}", path.display());
    fs::write(path, text.replace(old, new)).unwrap();
}

const CHECK_BOOK: &str = "\t@handler checkBook\n\tget /books/:name (CheckBookReq) returns (CheckBookResp)\n";

#[test]
fn a_second_run_touches_nothing() {
    let folder = project();
    exits(0, folder.path(), &["gen"]);
    let before = tree(folder.path());
    exits(0, folder.path(), &["gen"]);
    assert!(before == tree(folder.path()), "a second run changed a file or its time");
    exits(0, folder.path(), &["gen", "--check"]);
}

#[test]
fn a_route_that_goes_leaves_the_users_file_and_names_it() {
    let folder = project();
    exits(0, folder.path(), &["gen"]);
    let logic = folder.path().join("src/logic/check_book.rs");
    fs::write(&logic, "// mine\n").unwrap();
    replace(&folder.path().join("bookstore.api"), CHECK_BOOK, "");
    let said = exits(0, folder.path(), &["gen"]);
    assert!(said.contains("src/logic/check_book.rs") && said.contains("/books/:name"), "{said}");
    assert_eq!(fs::read_to_string(&logic).unwrap(), "// mine\n");
    let generated =
        files_below(&folder.path().join("src/api")).into_iter().chain(files_below(&folder.path().join("gen/ts")));
    let left: Vec<_> = generated.filter(|path| fs::read_to_string(path).unwrap().contains("books/:name")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_renamed_handler_tells_where_its_route_went() {
    let folder = project();
    exits(0, folder.path(), &["gen"]);
    replace(&folder.path().join("bookstore.api"), "@handler checkBook", "@handler lookUp");
    let said = exits(0, folder.path(), &["gen"]);
    assert!(said.contains("src/logic/check_book.rs") && said.contains("src/logic/look_up.rs"), "{said}");
}

#[test]
fn an_edited_generated_file_stops_the_run_before_anything_is_written() {
    let folder = project();
    exits(0, folder.path(), &["gen"]);
    let edited = folder.path().join("gen/ts/ops.ts");
    fs::write(&edited, "// edited by hand\n").unwrap();
    replace(&folder.path().join("bookstore.api"), CHECK_BOOK, "");
    let before = tree(folder.path());
    let said = exits(4, folder.path(), &["gen"]);
    assert!(said.contains("gen/ts/ops.ts"), "{said}");
    assert!(before == tree(folder.path()), "a refused run wrote something");
    exits(0, folder.path(), &["gen", "--force", "gen/ts/ops.ts"]);
    exits(0, folder.path(), &["gen", "--check"]);
}

#[test]
fn check_and_dry_run_write_nothing_and_tell() {
    let folder = project();
    let before = tree(folder.path());
    for flag in ["--check", "--dry-run"] {
        let said = exits(4, folder.path(), &["gen", flag]);
        assert!(said.contains("src/api.rs") || said.contains("src/api/types.rs"), "{said}");
    }
    assert!(before == tree(folder.path()));
}
