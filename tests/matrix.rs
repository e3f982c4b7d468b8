//! The regeneration laws of a server, one change a row: what the user wrote stays, what comes out is what a fresh run makes, and it compiles.
#![expect(clippy::unwrap_used, reason = "helpers of tests fail like tests")]

#[path = "matrix/project.rs"]
mod project;
#[path = "matrix/rows.rs"]
mod rows;

use std::collections::BTreeMap;
use std::fs;

use apic_tests::process::cargo;
use apic_tests::root;
use apic_tests::sandbox::tree;

use project::{CONTRACT, Project};
use rows::{ROWS, Row};

fn check(row: &Row) -> Project {
    let project = Project::new(row.name);
    project.run(0, &["gen", "-q"]);
    let mine = project.works_on();
    (row.change)(&project);
    let before = tree(&project.folder);
    let said = project.run(row.exit, &["gen"]);
    row.says.iter().for_each(|words| assert!(said.contains(words), "{}: no {words:?} in\n{said}", row.name));
    if row.exit != 0 {
        assert!(tree(&project.folder) == before, "{}: a refused run changed something", row.name);
        project.run(0, row.release);
    }
    // The law of the second run.
    let done = tree(&project.folder);
    project.run(0, &["gen"]);
    assert!(tree(&project.folder) == done, "{}: a second run changed a file or its time", row.name);
    project.run(0, &["gen", "--check"]);
    for (path, text) in mine {
        // What the row deleted came back new or stays away; all else is as the user left it.
        if before.contains_key(&project.folder.join(&path)) {
            assert_eq!(project.read(&path).replace("\r\n", "\n"), text, "{}: {path}", row.name);
        }
    }
    for path in row.after {
        let (path, wanted) = path.strip_prefix('!').map_or((*path, true), |path| (path, false));
        assert_eq!(project.folder.join(path).exists(), wanted, "{}: {path}", row.name);
    }
    assert_eq!(project.generated(), fresh(&project), "{}: not what a fresh run makes", row.name);
    project
}

/// What the contract gives where nothing was before.
fn fresh(project: &Project) -> BTreeMap<String, String> {
    let fresh = Project::new(&format!("fresh-{}", project.service));
    fresh.write("main.api", &project.read("main.api").replace("\r\n", "\n"));
    fresh.run(0, &["gen", "-q"]);
    let generated = fresh.generated();
    fs::remove_dir_all(&fresh.folder).unwrap();
    generated
}

#[test]
fn every_change_keeps_the_laws_and_compiles() {
    let projects: Vec<_> = ROWS.iter().map(|row| (check(row), row.breaks)).collect();
    let folder = root().join("target/matrix");
    let compile = |wanted: bool| {
        let chosen = projects.iter().filter(|(_, breaks)| *breaks != wanted);
        let members: Vec<_> = chosen.map(|(project, _)| format!("{:?}", project.service)).collect();
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", "));
        fs::write(folder.join("Cargo.toml"), manifest).unwrap();
        let mut cargo = cargo(900);
        cargo.args(["check", "--workspace", "--quiet", "--target-dir"]).arg(root().join("target/e2e"));
        cargo.current_dir(&folder).output().unwrap()
    };
    if !folder.join("Cargo.lock").exists() {
        fs::copy(root().join("examples/Cargo.lock"), folder.join("Cargo.lock")).unwrap();
    }
    let output = compile(true);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let errors = String::from_utf8_lossy(&compile(false).stderr).into_owned();
    assert!(errors.contains("rename-a-type/src/logic/items/add_item.rs"), "{errors}");
}

/// A group that is called as a handler beside it needs the file of that handler's logic, which is the user's.
#[test]
fn a_group_does_not_take_the_place_of_logic() {
    let project = Project::new("group over logic");
    project.run(0, &["gen", "-q"]);
    let mine = project.works_on();
    project.add("\n@server (\n\tgroup: items/add_item\n)\nservice SERVICE {\n\t@handler list\n\tget /list\n}\n");
    let before = tree(&project.folder);
    let (old, new) = ("src/logic/items/add_item.rs", "src/logic/items/add_item_.rs");
    for arguments in [&["gen"][..], &["gen", "--force", old], &["gen", "--force", "src"]] {
        let said = project.run(4, arguments);
        assert!(said.contains("yours, the logic of POST /items addItem, which lies elsewhere now"), "{said}");
        assert!(said.contains(&format!("release: mv {old} {new}")), "{said}");
        assert!(tree(&project.folder) == before, "a refused run changed something");
    }
    fs::rename(project.folder.join(old), project.folder.join(new)).unwrap();
    project.run(0, &["gen"]);
    assert_eq!(project.read(new), mine[old]);
    assert!(project.read(old).contains("pub mod list;"));
    assert_eq!(project.generated(), fresh(&project));
}

/// A second contract is refused in a folder that has one, and welcome beside it.
#[test]
fn two_contracts_meet_in_one_folder() {
    let project = Project::new("two contracts");
    project.run(0, &["gen", "-q"]);
    project.write("other.api", &CONTRACT.replace("items", "others"));
    let before = tree(&project.folder);
    let said = project.run(2, &["gen", "other.api"]);
    assert!(
        said.contains("apic-manifest.json belongs to another contract, `main.api`, and this is `other.api`"),
        "{said}"
    );
    assert!(tree(&project.folder) == before);
    project.run(0, &["gen", "other.api", "--out", "other", "--lang", "rust"]);
    project.run(0, &["gen", "--check"]);
    project.run(0, &["gen", "other.api", "--out", "other", "--lang", "rust", "--check"]);
}
