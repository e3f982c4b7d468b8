//! Imports, checks, the model, the renderers and fixes, under settings that the input chooses.

use apic_compiler::render::{self, Look, Report};
use apic_compiler::{CODES, Code, Compiled, Levels, Settings, ir, mend};

use crate::project::Project;
use crate::spans;

/// Reads a project; its length chooses what is said, so that the bytes are all text.
pub fn check(bytes: &[u8]) {
    let project = Project::of(bytes);
    let codes: Vec<Code> = CODES.iter().map(|entry| entry.code).collect();
    let mut settings = Settings::default();
    settings.levels = Levels { warn: codes.clone(), deny_warnings: bytes.len() % 2 == 1, ..Levels::default() };
    settings.wire.open_enums = bytes.len() % 3 == 1;
    settings.wire.strict = bytes.len() % 5 == 1;
    if bytes.len() % 7 == 1 {
        settings.wire.envelope = ir::Envelope::CodeMsgData;
    }
    let compiled = project.compiled(&settings);
    spans::hold(&compiled);
    if let Some(api) = &compiled.api {
        drop(ir::document(api));
    }
    rendered(&compiled, Look { color: bytes.len() % 2 == 0, ascii: bytes.len() % 3 == 0, ..Look::default() });
    mended(&project, &settings, &codes);
}

/// Every renderer takes what was found, and what claims to be JSON is.
fn rendered(compiled: &Compiled, look: Look) {
    let (sources, found) = (&compiled.sources, &compiled.diagnostics);
    drop(render::human(sources, found, look));
    drop(render::short(sources, found));
    let mut report = Report::new("check");
    report.add(sources, found);
    let reports = [report];
    drop(render::github(&reports));
    drop(render::junit(&reports));
    // One finding a line; SARIF is one document.
    for text in render::json(sources, found).lines().chain([render::sarif(&reports).as_str()]) {
        assert!(serde_json::from_str::<serde_json::Value>(text).is_ok(), "no JSON: {text}");
    }
}

/// Fixes come to an end, and their result can be read again.
fn mended(project: &Project<'_>, settings: &Settings, codes: &[Code]) {
    let mended = mend(project, "main.api", settings, codes).unwrap_or_else(|fault| panic!("{fault:?}"));
    spans::hold(&mended.compiled);
}
