//! The JSON body of a request, before any field is taken from it.

use super::tape::{Kind, ScanError, Tape};
use super::violation::{Fault, Location, Notes, Rule};

#[derive(Debug)]
pub(super) enum Body<'a> {
    /// None at all. On a GET or HEAD its fields are then looked for in the query.
    Absent {
        in_query: bool,
    },
    /// A body of a type that holds no JSON.
    OtherType,
    /// No JSON, or no object; this has been noted.
    Broken,
    Json(Tape<'a>),
}

impl<'a> Body<'a> {
    /// Text behind the first value is ignored unless strict (row 6), even if it is no UTF-8.
    pub(super) fn scan(body: &'a [u8], notes: &mut Notes) -> Self {
        let text = match std::str::from_utf8(body) {
            Ok(text) => text,
            Err(error) => {
                body.get(..error.valid_up_to()).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
            }
        };
        let fault = match Tape::scan(text) {
            Ok(tape) => {
                let rest = body.get(tape.end()..).unwrap_or_default();
                if notes.strict && !rest.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')) {
                    notes.add(
                        Location::Body,
                        String::new,
                        Fault::new(Rule::Unexpected, "goes on behind its JSON value"),
                    );
                }
                return Self::Json(tape);
            }
            Err(ScanError::Depth) => Fault::new(Rule::Size, "is nested too deeply"),
            Err(ScanError::Syntax(at)) if at == text.len() && at < body.len() => {
                Fault::new(Rule::Syntax, "is not UTF-8")
            }
            Err(ScanError::Syntax(at)) if at == text.len() => Fault::new(Rule::Syntax, "is no complete JSON value"),
            Err(ScanError::Syntax(at)) => Fault::new(Rule::Syntax, format!("is not JSON: byte {at} is unexpected")),
        };
        notes.add(Location::Body, String::new, fault);
        Self::Broken
    }
}

/// What is wrong with a body of which fields are asked, if it has none.
pub(super) fn not_an_object(tape: &Tape<'_>) -> Option<Fault> {
    match tape.node(0).map(|node| node.kind) {
        Some(Kind::Object) => None,
        Some(Kind::Null) => Some(Fault::new(Rule::Null, "must not be null")),
        _ => Some(Fault::kind("must be an object")),
    }
}

pub(super) fn is_null(tape: &Tape<'_>) -> bool {
    tape.node(0).is_some_and(|node| node.kind == Kind::Null)
}
