//! The tag parser: the text between backticks, on a field that a request and an answer use.

use apic_compiler::{Code, Severity};

use crate::project::Project;
use crate::spans;

/// Reads one tag; a backtick in it ends it, as it would in a file.
pub fn tag(text: &[u8]) {
    let mut contract = b"type A {\n\tX int `".to_vec();
    contract.extend(text);
    contract.extend(b"`\n\tY []string `json:\"y\"`\n}\nservice a {\n\t@handler h\n\tpost /x (A) returns (A)\n}\n");
    let compiled = Project::single(&contract).compiled(&Default::default());
    spans::hold(&compiled);
    let plain = !text.iter().any(|byte| matches!(byte, b'`' | b'\n' | b'\r')) && std::str::from_utf8(text).is_ok();
    if plain {
        // A malformed tag costs a diagnostic and that option, never the field.
        let lost = |code| matches!(code, Code::UnexpectedToken | Code::UnclosedBracket | Code::BadName);
        let error = compiled.diagnostics.iter().find(|one| one.severity == Severity::Error && lost(one.code));
        assert!(error.is_none(), "the tag cost more than itself: {error:?}");
    }
}
