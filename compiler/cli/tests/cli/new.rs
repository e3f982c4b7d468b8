//! `apic new`: what it makes, and what it refuses. That it builds and answers is tested in `tests/new.rs`.

use super::project::Project;

#[test]
fn every_template_gives_a_project_that_is_up_to_date() {
    for template in ["minimal", "crud", "stream", "bookstore"] {
        let project = Project::new(&[]);
        let run = project.run(&["new", "shelf", "--from", template, "--runtime", "path=runtime"]).exits(0);
        assert!(run.err.starts_with("new: shelf/ with "), "{}", run.err);
        assert_eq!(run.err.lines().count(), 5, "{}", run.err);
        let before = project.tree();
        project.run(&["-C", "shelf", "gen"]).exits(0).mentions(" unchanged (");
        project.run(&["-C", "shelf", "gen", "--check"]).exits(0);
        project.run(&["-C", "shelf", "fmt", "--check"]).exits(0);
        project.run(&["-C", "shelf", "check", "--deny", "warnings"]).exits(0);
        assert_eq!(project.tree(), before);
        assert!(project.read("shelf/shelf.api").contains("\nservice shelf {"));
        assert!(project.read("shelf/apic.toml").contains("runtime = { path = \"../runtime\" }\n"));
        assert!(project.read("shelf/Cargo.toml").contains("apic-runtime = { path = \"../runtime\" }\n"));
        assert!(!project.has("shelf/.githooks"));
        let left = project.tree().into_iter().filter(|(_, (_, text))| {
            let text = String::from_utf8_lossy(text);
            text.contains("SERVICE") || text.contains("INSTALL") || text.contains("not_implemented")
        });
        assert_eq!(left.map(|(path, _)| path).collect::<Vec<_>>(), Vec::<String>::new());
    }
}

#[test]
fn hooks_and_a_runtime_from_git() {
    let project = Project::new(&[]);
    let run = project.run(&["new", "a/b", "--hooks", "--runtime", "git=https://git.example/apic"]).exits(0);
    assert!(run.err.contains("  git config core.hooksPath .githooks"), "{}", run.err);
    assert!(project.read("a/b/Cargo.toml").contains("apic-runtime = { git = \"https://git.example/apic\" }\n"));
    assert!(project.read("a/b/.github/workflows/check.yml").contains("--git https://git.example/apic apic-idl\n"));
    let mode = std::fs::metadata(project.path("a/b/.githooks/pre-commit")).unwrap();
    assert_eq!(std::os::unix::fs::PermissionsExt::mode(&mode.permissions()) & 0o111, 0o111);
}

/// One command, which is what the pipeline and the hook are told to run; it passes here and fails for what goes out of step.
#[test]
fn pipeline_and_hook_run_one_command() {
    let project = Project::new(&[]);
    project.run(&["new", "shelf", "--hooks"]).exits(0);
    let pipeline = project.read("shelf/.github/workflows/check.yml");
    let hook = project.read("shelf/.githooks/pre-commit");
    let steps = pipeline.lines().filter_map(|line| line.trim().strip_prefix("- run: apic "));
    let steps: Vec<&str> = steps.chain(hook.lines().filter_map(|line| line.strip_prefix("apic "))).collect();
    assert_eq!(steps, ["ci --format github", "ci"]);
    let run = |step: &str| {
        let words: Vec<&str> = ["-C", "shelf"].into_iter().chain(step.split(' ')).collect();
        project.run(&words)
    };
    for step in &steps {
        run(step).exits(0);
    }
    let contract = project.read("shelf/shelf.api");
    project.write("shelf/shelf.api", &format!("{contract}\n\n\n"));
    run(steps[0]).exits(6).mentions("::error ");
    run(steps[1]).exits(6);
}

#[test]
fn a_folder_in_use_and_a_bad_name_are_refused() {
    let project = Project::new(&[("used/file", "mine"), ("file", "mine")]);
    let before = project.tree();
    project.run(&["new", "used"]).exits(2).says("error: used: the folder is not empty\n  help: name a new one\n");
    project.run(&["new", "file"]).exits(2).says("error: file: is not a folder\n  help: name a new one\n");
    project.run(&["new", "file/x"]).exits(2).mentions("file/x: is not a folder");
    for name in ["shop-2", "shop--a", "2go", "a b", "é", "a-", ".", "a/.."] {
        project.run(&["new", name]).exits(2).mentions("cannot be the name of a project");
    }
    project.run(&["new", "x", "--runtime", "0.1"]).exits(2).mentions("write path=DIR or git=URL");
    project.run(&["new", "x", "--from", "crudd"]).exits(2).mentions("crud");
    assert_eq!(project.tree(), before);
    // An empty folder is as good as none.
    std::fs::create_dir(project.path("empty")).unwrap();
    project.run(&["new", "empty"]).exits(0).mentions("note: apic-runtime comes from crates.io;");
}

#[test]
fn a_workspace_around_it_is_told() {
    let project = Project::new(&[("Cargo.toml", "[workspace]\nmembers = [\"old\"]\n")]);
    let note = "note: Cargo.toml is a workspace; add to its `members`: \"services/shop\"\n";
    project.run(&["new", "services/shop", "--runtime", "path=rt"]).exits(0).mentions(note);
    assert_eq!(project.read("Cargo.toml"), "[workspace]\nmembers = [\"old\"]\n");
}
