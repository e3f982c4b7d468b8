//! `empty-file`: a file without a token and without a comment.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::Span;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for source in &resolved.loaded.sources.list {
        if source.text.trim().is_empty() {
            let message = format!("`{}` is empty", source.path);
            let found = Diagnostic::new(Code::EmptyFile, Span::new(source.id, 0, 0), message);
            sink.push(found.help("remove the file, or its import"));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::found;

    #[test]
    fn a_comment_is_something() {
        assert_eq!(found(" \n"), ["1 empty-file", "1 no-routes"]);
        assert_eq!(found("// later\n"), ["1 no-routes"]);
    }
}
