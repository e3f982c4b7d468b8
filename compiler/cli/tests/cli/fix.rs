//! `apic fix`: the edits that diagnostics carry, for the codes that were named.

use std::fs;
use std::os::unix::fs::symlink;

use super::project::Project;
use super::rights::{as_nobody, set_mode};

const SHOUTED: &str = "service s {\r\n\t@handler h\r\n\tGET /a\r\n\t,\r\n\t@handler i\r\n\tPOST /a // 新增\r\n}\r\n";

fn shouting() -> Project {
    Project::new(&[("main.api", SHOUTED), ("apic.toml", "entry = \"main.api\"\n")])
}

#[test]
fn mends_what_was_named_and_checks_again() {
    let project = shouting();
    let run = project.run(&["fix", "method-case"]).exits(0);
    assert!(run.err.starts_with("  mended  main.api\nfix: 2 fixes in 1 file\n"), "{}", run.err);
    assert!(run.err.contains("warning[stray-separator]") && !run.err.contains("method-case]"), "{}", run.err);
    assert_eq!(project.read("main.api"), SHOUTED.replace("GET", "get").replace("POST", "post"));
    let again = project.run(&["fix", "method-case"]).exits(0);
    assert!(again.err.starts_with("note: there is no `method-case` to mend\n"), "{}", again.err);
}

#[test]
fn a_diff_is_shown_and_nothing_is_written() {
    let project = shouting();
    let before = project.tree();
    let run = project.run(&["fix", "--diff", "method-case", "stray-separator"]).exits(0);
    assert!(run.out.starts_with("--- a/main.api\n+++ b/main.api\n"), "{}", run.out);
    assert!(run.out.contains("-\tGET /a\r\n-\t,\r\n+\tget /a\r\n+\t\r\n"), "{}", run.out);
    assert_eq!(project.tree(), before);
}

#[test]
fn never_without_codes_and_unknown_ones_get_a_suggestion() {
    let project = shouting();
    let before = project.tree();
    project.run(&["fix"]).exits(2).mentions("<CODE>");
    project.run(&["fix", "method-cast"]).exits(2).mentions("did you mean `method-case`?");
    assert_eq!(project.tree(), before);
}

#[test]
fn imported_files_are_mended_too_and_links_stay() {
    let project = Project::new(&[
        ("main.api", "import \"link.api\"\nservice s {\n\t@handler h\n\tget /a\n}\n"),
        ("real/more.api", "service s {\n\t@handler i\n\tPUT /b\n}\n"),
        ("apic.toml", "entry = \"main.api\"\n"),
    ]);
    symlink("real/more.api", project.path("link.api")).unwrap();
    project.run(&["fix", "method-case"]).exits(0).mentions("mended  link.api");
    assert!(fs::symlink_metadata(project.path("link.api")).unwrap().is_symlink());
    assert!(project.read("real/more.api").contains("\tput /b\n"));
}

#[test]
fn what_may_not_be_written_is_left_as_it_was() {
    let project = shouting();
    set_mode(&project.path("main.api"), 0o444);
    project.run(&["fix", "method-case"]).exits(2).mentions("main.api: is read-only");
    set_mode(&project.path("main.api"), 0o644);
    set_mode(&project.path(""), 0o555);
    let nobody = Project::new(&[("api/main.api", SHOUTED), ("apic.toml", "entry = \"api/main.api\"\n")]);
    set_mode(&nobody.path("api"), 0o555);
    let run = as_nobody(&nobody, &["fix", "method-case"]);
    set_mode(&nobody.path("api"), 0o755);
    if let Some(run) = run {
        run.exits(2).mentions("api/main.api: cannot be written: permission denied");
    }
    assert_eq!((project.read("main.api").as_str(), nobody.read("api/main.api").as_str()), (SHOUTED, SHOUTED));
    set_mode(&project.path(""), 0o755);
}

#[test]
fn what_cannot_be_read_is_named() {
    let project = Project::new(&[("apic.toml", "entry = \"main.api\"\n")]);
    project.run(&["fix", "method-case"]).exits(2).mentions("main.api: no such file");
    project.write("main.api", "");
    project.run(&["fix", "method-case"]).exits(0).mentions("there is no `method-case` to mend");
    fs::write(project.path("main.api"), b"service s {\n\t@handler h\n\tGET /\xff\n}\n").unwrap();
    project.run(&["fix", "method-case"]).exits(1).mentions("error[invalid-utf8]");
    assert_eq!(fs::read(project.path("main.api")).unwrap(), b"service s {\n\t@handler h\n\tGET /\xff\n}\n");
}
