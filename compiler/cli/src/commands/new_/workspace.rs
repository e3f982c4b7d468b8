//! The cargo workspace around a new project, and whether it knows of it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

/// The manifest of the workspace that a folder lies in without being a member, and what to add to its `members`.
pub(super) fn lacking(folder: &Path) -> Option<(PathBuf, String)> {
    for above in folder.ancestors().skip(1) {
        let manifest = above.join("Cargo.toml");
        let text = fs::read_to_string(&manifest).unwrap_or_default();
        // A text that cargo cannot read either is told by cargo.
        let Ok(table) = text.parse::<toml::Table>() else { continue };
        let Some(workspace) = table.get("workspace") else { continue };
        let member = paths::relative(above, folder);
        let list = |key: &str| -> Vec<&str> {
            let paths = workspace.get(key).and_then(toml::Value::as_array);
            paths.into_iter().flatten().filter_map(toml::Value::as_str).collect()
        };
        let excluded = list("exclude").iter().any(|path| folder.starts_with(above.join(path)));
        let known = excluded || list("members").iter().any(|pattern| fits(pattern, &member));
        return (!known).then_some((manifest, member));
    }
    None
}

/// Whether a path is meant by a pattern of cargo, as far as `*` stands for whole parts.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path) = (pattern.split('/'), path.split('/'));
    pattern.clone().count() == path.clone().count() && pattern.zip(path).all(|(one, other)| one == "*" || one == other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(workspace: &str) -> Option<String> {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("Cargo.toml"), workspace).unwrap();
        lacking(&root.path().join("services/shop")).map(|(_, member)| member)
    }

    #[test]
    fn only_a_workspace_that_does_not_know_of_it_is_named() {
        assert_eq!(said("[workspace]\nmembers = [\"tools\"]\n").as_deref(), Some("services/shop"));
        assert_eq!(said("[workspace]\nmembers = [\"services/*\"]\n"), None);
        assert_eq!(said("[workspace]\nmembers = []\nexclude = [\"services\"]\n"), None);
        assert_eq!(said("[package]\nname = \"x\"\n"), None);
    }
}
