//! What changes in a text, as `diff -u` writes it and `patch` reads it.

use similar::TextDiff;

/// The changes from one text to the other, with three lines around each; `None` = no file. Empty if nothing changes.
pub fn unified(path: &str, old: Option<&str>, new: Option<&str>) -> String {
    let name = |side: &str, text: Option<&str>| text.map_or("/dev/null".to_string(), |_| format!("{side}/{path}"));
    let (old_name, new_name) = (name("a", old), name("b", new));
    let diff = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    diff.unified_diff().context_radius(3).header(&old_name, &new_name).to_string()
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn only_what_changes_is_shown() {
        let old = "1\n2\n3\n4\n5\n6\n7\n8\n";
        let expected = "--- a/x.api\n+++ b/x.api\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
        assert_eq!(unified("x.api", Some(old), Some(&old.replace('5', "five"))), expected);
        assert_eq!(unified("x.api", Some(old), Some(old)), "");
    }

    #[test]
    fn a_file_may_come_and_go() {
        assert_eq!(unified("x", None, Some("1\n")), "--- /dev/null\n+++ b/x\n@@ -0,0 +1 @@\n+1\n");
        assert_eq!(
            unified("x", Some("1"), None),
            "--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n\\ No newline at end of file\n"
        );
    }
}
