//! Paths of imports: joined and tidied as text, as Go's `filepath.Join` does.

/// The path of `import`, written in the file at `importer`.
pub(super) fn beside(importer: &str, import: &str) -> String {
    if import.starts_with('/') {
        return tidy(import);
    }
    match importer.rfind('/') {
        Some(at) => tidy(&format!("{}{import}", &importer[..=at])),
        None => tidy(import),
    }
}

/// Drops `.` and empty parts, and `..` together with the part before it.
pub(super) fn tidy(path: &str) -> String {
    let root = if path.starts_with('/') { "/" } else { "" };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            _ => parts.push(part),
        }
    }
    format!("{root}{}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_relative_to_the_importing_file() {
        assert_eq!(beside("a/b/main.api", "../c.api"), "a/c.api");
        assert_eq!(beside("main.api", "./d//e.api"), "d/e.api");
        assert_eq!(beside("../x/main.api", "../../y.api"), "../../y.api");
        assert_eq!(beside("a/main.api", "/etc/../b.api"), "/b.api");
    }
}
