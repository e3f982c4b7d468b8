//! Writes TypeScript clients: types by declaring file, one function per route, and the runtime beside them.
#![deny(clippy::disallowed_methods, clippy::wildcard_enum_match_arm)]

mod codecs;
mod demands;
mod digits;
mod doc;
mod expression;
mod fold;
mod imports;
mod keys;
mod names;
mod options;
mod runtime;
mod scope;
#[cfg(test)]
mod tests;
mod types;
mod view;

use std::hash::Hash;

use apic_compiler::emit::{EmitError, Emitter, Engine, Options as Section, Renders};
use apic_compiler::ir::Api;
use apic_compiler::output::{Kind, OutputFile, OutputFiles};
use serde::Serialize;

use crate::codecs::Codecs;
use crate::names::Names;
use crate::options::Options;

/// The emitter `typescript`.
pub struct TypeScript;

/// What every view is built from.
struct Context<'a> {
    api: &'a Api,
    options: &'a Options,
    names: &'a Names,
    codecs: &'a Codecs,
    /// Stands for all that a type or a route says nothing of and its text follows from.
    surroundings: u64,
}

const TEMPLATES: &[(&str, &str)] = &[
    ("types", include_str!("../templates/types.hbs")),
    ("interface", include_str!("../templates/interface.hbs")),
    ("routes", include_str!("../templates/routes.hbs")),
    ("route", include_str!("../templates/route.hbs")),
    ("index", include_str!("../templates/index.hbs")),
    ("ops", include_str!("../templates/ops.hbs")),
    ("query", include_str!("../templates/query.hbs")),
    ("mocks", include_str!("../templates/mocks.hbs")),
    ("handlers", include_str!("../templates/handlers.hbs")),
    ("zod", include_str!("../templates/zod.hbs")),
    ("validate", include_str!("../templates/validate.hbs")),
    ("codec", include_str!("../templates/codec.hbs")),
    ("rules", include_str!("../templates/rules.hbs")),
    ("api", include_str!("../templates/api.hbs")),
];

/// Folders in which nothing else lives. The root may be the user's: `out = "web/src"` is legal.
const OWNED: &[&str] = &["types", "routes", "query", "rules", "codec", "zod", "mocks", "runtime"];

/// Renders views into files of one run.
struct Writer<'a> {
    engine: Engine<'a>,
    files: OutputFiles,
}

// === impl TypeScript ===

impl Emitter for TypeScript {
    fn name(&self) -> &'static str {
        "typescript"
    }

    fn emit(&self, api: &Api, section: &Section, renders: &Renders) -> Result<OutputFiles, EmitError> {
        let options = Options::read(section)?;
        let names = Names::new(api);
        let codecs = Codecs::new(api, &options);
        // Keys are not among them: those of a struct follow from it, and those of others do not matter.
        let surroundings = renders.surroundings(&(&options, &api.wire, &api.enums, names.types(), &codecs));
        let context = Context { api, options: &options, names: &names, codecs: &codecs, surroundings };
        let header = view::header(api);
        let mut writer = Writer { engine: Engine::new(TEMPLATES, renders)?, files: OutputFiles::default() };
        for (path, view) in view::types(&context, &writer.engine)? {
            writer.render("types", &path, &view)?;
        }
        for (path, view) in view::groups(&context, &writer.engine)? {
            writer.render("routes", &path, &view)?;
        }
        if options.query {
            for (path, view) in view::queries(&context) {
                writer.render("query", &path, &view)?;
            }
        }
        for (path, view) in view::codecs(&context) {
            writer.render("codec", &path, &view)?;
        }
        if options.mocks {
            for (path, view) in view::mocks(&context) {
                writer.render("mocks", &path, &view)?;
            }
            if api.has_routes() {
                writer.render("handlers", "handlers", &view::handlers(&context))?;
            }
        }
        if options.zod {
            writer.schemas(&context)?;
        }
        if options.rules {
            for (path, view) in view::rules(&context) {
                writer.render("rules", &path, &view)?;
            }
        }
        writer.render("index", "index", &view::index(&context))?;
        writer.render("ops", "ops", &view::operations(&context))?;
        if options.facade {
            writer.render("api", "api", &view::facade(&context))?;
        }
        for (path, text) in runtime::files(&header, &options, api.wire.strict) {
            writer.add(&path, text)?;
        }
        for folder in OWNED {
            writer.files.own(*folder);
        }
        Ok(writer.files)
    }
}

// === impl Writer ===

impl Writer<'_> {
    fn render<View: Serialize + Hash>(&mut self, template: &str, path: &str, view: &View) -> Result<(), EmitError> {
        let text = self.engine.render(template, view)?;
        self.add(path, fold::fold(text))
    }

    fn schemas(&mut self, context: &Context) -> Result<(), EmitError> {
        for (path, view) in view::schemas(context) {
            self.render("zod", &path, &view)?;
        }
        self.render("validate", "validate", &view::validate(context))
    }

    /// `path` comes without its extension.
    fn add(&mut self, path: &str, text: String) -> Result<(), EmitError> {
        let file = OutputFile { path: format!("{path}.ts"), text, kind: Kind::Generated, subject: String::new() };
        Ok(self.files.add(file)?)
    }
}
