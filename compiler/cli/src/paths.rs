//! Paths without a disk: made plain, and shown from where the user stands.

use std::path::{Component, Path, PathBuf};

/// `path` seen from `base`, with `.` and `..` worked out. Links are not followed.
pub fn absolute(base: &Path, path: &str) -> PathBuf {
    plain(&base.join(path))
}

/// The same path without `.` and `..`.
pub fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            // `/..` is `/`, so a pop that does nothing is right.
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    plain
}

/// How to write `target` from the folder `base`: both absolute and plain, `/` between parts, `.` for the folder itself.
pub fn relative(base: &Path, target: &Path) -> String {
    let common = base.components().zip(target.components()).take_while(|(one, other)| one == other).count();
    let up = base.components().skip(common).map(|_| "..".to_string());
    let down = target.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_string() } else { parts.join("/") }
}

/// A path below a root that is itself relative: `join("../server", "src/api.rs")`.
pub fn join(root: &str, path: &str) -> String {
    if root == "." { path.to_string() } else { format!("{root}/{path}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_worked_out() {
        assert_eq!(absolute(Path::new("/a/b"), "../c/./d"), Path::new("/a/c/d"));
        assert_eq!(absolute(Path::new("/a"), "../../.."), Path::new("/"));
        assert_eq!(absolute(Path::new("/a"), "/x/../y"), Path::new("/y"));
    }

    #[test]
    fn a_target_is_written_from_its_base() {
        let from = |base: &str, target: &str| relative(Path::new(base), Path::new(target));
        assert_eq!(from("/a/b", "/a/b/c/d"), "c/d");
        assert_eq!(from("/a/b", "/a/x"), "../x");
        assert_eq!(from("/a/b", "/a/b"), ".");
        assert_eq!(from("/", "/a"), "a");
    }
}
