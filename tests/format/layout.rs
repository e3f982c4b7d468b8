//! The layout, construct by construct.

use apic_tests::formatted;

/// Asserts what a text becomes, and that it then stays.
#[track_caller]
pub(crate) fn formats(before: &str, after: &str) {
    let once = formatted("x.api", before.as_bytes()).unwrap_or_else(|errors| panic!("{errors}"));
    assert_eq!(once, after, "\n--- got\n{once}\n--- wanted\n{after}");
    assert_eq!(formatted("x.api", once.as_bytes()).as_deref(), Ok(after));
}
