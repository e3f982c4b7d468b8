//! Edits upon edits: what is kept between two rounds of a watch changes nothing but the work.

use apic_compiler::emit::{Emitter, Options, Renders};
use apic_compiler::ir::Api;
use apic_compiler::{Before, Compiled, Settings, compile_again};

use crate::edits::edited;
use crate::project::Project;

/// Rounds after the first.
const EDITS: usize = 4;
const EMITTERS: [&dyn Emitter; 2] = [&apic_emit_rust::Rust, &apic_emit_typescript::TypeScript];

/// Edits a project at random, from a seed that its bytes are, and compiles it with and without what is known of it.
pub fn again(bytes: &[u8]) {
    let mut project = Project::of(bytes);
    let mut state = bytes
        .iter()
        .fold(0xCBF2_9CE4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3))
        | 1;
    let mut before = Before::default();
    let kept = EMITTERS.map(|_| Renders::kept());
    for round in 0..=EDITS {
        if round > 0 {
            project.edit(|text| edited(text, &mut state), round);
        }
        let settings = Settings::default();
        let fresh = project.compiled(&settings);
        let again =
            compile_again(&project, "main.api", &settings, &mut before).unwrap_or_else(|fault| panic!("{fault:?}"));
        same(&fresh, &again, &project);
        if let Some(api) = &again.api {
            emitted(api, &kept);
        }
    }
}

fn same(fresh: &Compiled, again: &Compiled, project: &Project<'_>) {
    assert!(fresh.api == again.api, "another model in round after round of {project:?}");
    assert_eq!(fresh.diagnostics, again.diagnostics, "in {project:?}");
}

/// The same bytes each time, whether texts are kept or not.
fn emitted(api: &Api, kept: &[Renders]) {
    for (emitter, kept) in EMITTERS.iter().zip(kept) {
        kept.begin();
        let options = options(emitter.name());
        let fresh = emitter.emit(api, &options, &Renders::default());
        assert!(fresh == emitter.emit(api, &options, kept), "{}: kept texts differ", emitter.name());
        assert!(
            fresh == emitter.emit(api, &options, &Renders::default()),
            "{}: emitted twice, two outputs",
            emitter.name()
        );
    }
}

/// All that an emitter can write.
fn options(emitter: &str) -> Options {
    let all = serde_json::json!({ "facade": true, "query": "tanstack", "rules": true, "zod": true, "mocks": true });
    let values = all.as_object().filter(|_| emitter == "typescript").cloned();
    Options { values: values.unwrap_or_default() }
}
