//! `unquoted-value` (lint): a value of `info`, `@server` or `@doc` without quotes.

use super::block::{docs, infos, servers};
use crate::diagnostics::{Code, Diagnostic, Sink};
use crate::resolve::Resolved;
use crate::tree::ValueForm;
use crate::wire::Wire;

pub(super) fn check(resolved: &Resolved<'_>, _wire: &Wire, sink: &mut Sink) {
    let blocks = infos(resolved).map(|(_, info)| &info.block).chain(servers(resolved).map(|server| &server.block));
    for entry in blocks.chain(docs(resolved)).flat_map(|block| &block.entries) {
        let value = &entry.value;
        if value.form == ValueForm::Bare {
            let found = Diagnostic::new(
                Code::UnquotedValue,
                value.span,
                format!("the value of `{}` has no quotes", entry.key.text),
            );
            let found = found.help(format!("write `\"{}\"`", value.text));
            // A comment inside would be lost, and a backslash would begin to mean something.
            let written = resolved.loaded.sources.slice(value.span);
            let plain = !written.contains("//") && !written.contains("/*") && !value.text.contains(['\\', '"', '\n']);
            sink.push(if plain {
                found.safe_fix("put it into quotes", value.span, format!("\"{}\"", value.text))
            } else {
                found
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Code;
    use crate::check::testing::found_with;

    #[test]
    fn bare_values_are_found_in_every_block() {
        let text = "info (\n\ttitle: shop\n)\n@server (\n\tgroup: \"g\"\n\tprefix: /v1\n)\nservice a {\n\t@doc (\n\t\tsummary: x\n\t)\n\t@handler h\n\tget /x\n}\n";
        assert_eq!(
            found_with(text, &[Code::UnquotedValue]),
            ["2 unquoted-value", "6 unquoted-value", "10 unquoted-value"]
        );
    }
}
