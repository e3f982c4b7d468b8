//! Everything that can be wrong with a contract whose names are bound: one check a file.

use crate::diagnostics::Sink;
use crate::resolve::Resolved;
use crate::wire::Wire;

/// One check: reads the closure, pushes what it finds, relies on no other check.
type Check = fn(&Resolved<'_>, &Wire, &mut Sink);

/// All checks, in the order of language.md §4.
const CHECKS: &[Check] = &[];

/// Runs all checks.
pub(crate) fn run(resolved: &Resolved<'_>, wire: &Wire, sink: &mut Sink) {
    for check in CHECKS {
        check(resolved, wire, sink);
    }
}
