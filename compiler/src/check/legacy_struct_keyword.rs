//! `legacy-struct-keyword` (lint): the word `struct`, which goctl's present grammar refuses.

use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::source::Span;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    for body in &resolved.structs {
        let Some(keyword) = body.struct_.keyword else { continue };
        let found =
            Diagnostic::new(Code::LegacyStructKeyword, keyword, "the word `struct` is not needed").help("remove it");
        let gap = Span { start: keyword.end, end: body.struct_.open.start, ..keyword };
        let blank = resolved.loaded.sources.slice(gap).trim().is_empty();
        let with_gap = if blank { Span { end: gap.end, ..keyword } } else { keyword };
        sink.push(found.safe_fix("remove `struct`", with_gap, ""));
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn found_at_each_struct() {
        let text = "type A struct {\n\tX struct { Y int `json:\"y\"` }\n}\nservice a {\n\t@handler h\n\tget /x\n}\n";
        let found = found_with(text, &[Code::LegacyStructKeyword]);
        assert_eq!(found, ["1 legacy-struct-keyword", "2 legacy-struct-keyword"]);
    }
}
