//! Folders and files that may not be read or written. Root may everything, so these runs are those of a user without rights.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use super::project::{Project, Run, SETTINGS, SHOP};

/// Runs `apic` as nobody; `None` with a word to the reader if this machine has no way to.
pub(crate) fn as_nobody(project: &Project, arguments: &[&str]) -> Option<Run> {
    // The binary may lie below a folder that only root may enter: nobody gets a copy. The shell makes it, because a file that this process wrote may still
    // be open in a child of another test, and then it cannot be run.
    let script = "cp \"$0\" apic-copy && chmod 755 . apic-copy && command -v setpriv > /dev/null || exit 77
        exec setpriv --reuid=65534 --regid=65534 --clear-groups ./apic-copy \"$@\"";
    if !is_root() {
        // Who is not root may do what nobody may.
        return Some(project.run(arguments));
    }
    let mut command = Command::new("sh");
    command.args(["-c", script, env!("CARGO_BIN_EXE_apic")]).args(arguments).current_dir(project.path(""));
    let run = command.output().unwrap();
    if run.status.code() == Some(77) {
        eprintln!("skipped: there is no `setpriv` here");
        return None;
    }
    Some(Run::of(run))
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout == b"0\n"
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn a_folder_that_cannot_be_read_is_named() {
    let project = Project::new(&[("api/shop.api", SHOP)]);
    set_mode(&project.path("api"), 0o000);
    let folder = as_nobody(&project, &["check", "api"]);
    let entry = as_nobody(&project, &["gen", "api/shop.api", "--lang", "rust"]);
    set_mode(&project.path("api"), 0o755);
    let (Some(folder), Some(entry)) = (folder, entry) else { return };
    folder.exits(2).says("error: api: cannot be read: permission denied\n");
    entry.exits(2).says("error: api/shop.api: cannot be read: permission denied\n");
}

#[test]
fn an_import_that_cannot_be_read_is_a_diagnostic() {
    let types = "type Other {\n\tId string `json:\"id\"`\n}\n";
    let project = Project::new(&[("shop.api", &format!("import \"types.api\"\n\n{SHOP}")), ("types.api", types)]);
    set_mode(&project.path("types.api"), 0o000);
    let Some(run) = as_nobody(&project, &["check", "shop.api"]) else { return };
    run.exits(1).mentions("error[import-not-found]");
}

#[test]
fn settings_that_cannot_be_read_are_named() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS)]);
    set_mode(&project.path("apic.toml"), 0o000);
    let Some(run) = as_nobody(&project, &["check"]) else { return };
    run.exits(2).says("error: apic.toml: cannot be read: permission denied\n");
}

#[test]
fn a_folder_that_cannot_be_written_is_named_and_nothing_is_written_anywhere() {
    let project = Project::new(&[("shop.api", SHOP), ("apic.toml", SETTINGS), ("src/x", ""), ("gen/x", "")]);
    // The client could be written, the server could not.
    set_mode(&project.path("gen"), 0o777);
    set_mode(&project.path("src"), 0o555);
    let Some(run) = as_nobody(&project, &["gen"]) else { return };
    let run = run.exits(2);
    assert!(run.err.contains(": cannot be written: permission denied\n"), "{}", run.err);
    assert_eq!(project.tree().keys().filter(|path| path.starts_with("gen/")).count(), 2, "gen/ and gen/x");
}
