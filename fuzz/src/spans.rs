//! Every place that a diagnostic names lies in its file, on the boundaries of characters.

use apic_compiler::{Compiled, Diagnostic, Sources, Span};

/// Checks them all.
pub(crate) fn hold(compiled: &Compiled) {
    all_hold(&compiled.sources, &compiled.diagnostics);
}

pub(crate) fn all_hold(sources: &Sources, diagnostics: &[Diagnostic]) {
    for found in diagnostics {
        let labels = std::iter::once(&found.primary).chain(&found.secondary).map(|label| label.span);
        let edits = found.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        for span in labels.chain(edits) {
            assert!(is_held(sources, span), "a place outside its file: {found:?}");
        }
    }
}

fn is_held(sources: &Sources, span: Span) -> bool {
    span.start <= span.end && sources.get(span.source).is_some_and(|source| source.holds(span))
}
