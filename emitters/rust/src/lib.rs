//! Writes axum servers: the contract in Rust (generated), business logic and middleware to fill in (scaffolds), and a project around them (starters).
#![deny(clippy::disallowed_methods, clippy::wildcard_enum_match_arm)]

mod cargo;
mod complexity;
mod decode;
mod doc;
mod field;
mod layout;
mod literal;
mod model;
mod names;
mod options;
mod range;
mod starter;
mod surroundings;
mod templates;
mod type_names;
mod types;
mod unsupported;
mod view;

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use apic_compiler::emit::{EmitError, Emitter, Engine, Renders, camel};
use apic_compiler::ir::{Api, Route, StructId};
use apic_compiler::output::{Kind, OutputFile, OutputFiles};

use model::{Handler, Middleware, Node, TypeFile};
use options::Options;
use surroundings::{queried, surroundings};
use templates::TEMPLATES;
use type_names::Names;
use types::Scope;

/// The emitter of Rust servers.
#[derive(Debug, Clone, Copy)]
pub struct Rust;

/// Everything that the files of one contract are made from.
struct Project<'a> {
    api: &'a Api,
    engine: Engine<'a>,
    names: Arc<Names>,
    queried: BTreeSet<StructId>,
    surroundings: u64,
    root: Node,
    middleware: Vec<Middleware>,
    files: OutputFiles,
}

impl Emitter for Rust {
    fn name(&self) -> &'static str {
        "rust"
    }

    fn emit(
        &self,
        api: &Api,
        options: &apic_compiler::emit::Options,
        renders: &Renders,
    ) -> Result<OutputFiles, EmitError> {
        let options = Options::read(options)?;
        unsupported::refuse(api)?;
        let (names, queried) = (Names::known(api, renders), queried(api));
        let mut project = Project {
            api,
            engine: Engine::new(TEMPLATES, renders)?,
            surroundings: surroundings(api, &names, &queried, renders),
            names,
            queried,
            root: Node::root(api),
            middleware: Middleware::all(api),
            files: OutputFiles::default(),
        };
        project.api()?;
        project.types()?;
        project.routes()?;
        project.logic()?;
        project.middleware()?;
        if options.starters {
            starter::add(&mut project.files, &project.engine, api, &options)?;
        }
        project.files.own("src/api");
        Ok(project.files)
    }
}

// === impl Project ===

impl Project<'_> {
    /// How generated code names what it refers to.
    fn scope(&self, types: &'static str, runtime: &'static str) -> Scope<'_> {
        let surroundings = self.surroundings;
        Scope { api: self.api, names: &self.names, queried: &self.queried, types, runtime, surroundings }
    }

    fn api(&mut self) -> Result<(), EmitError> {
        let view = view::api::View::new(self.api, &self.root);
        self.generated("src/api.rs", "api.rs", &view)
    }

    fn types(&mut self) -> Result<(), EmitError> {
        let files = TypeFile::all(self.api);
        self.generated("src/api/types.rs", "types.rs", &view::types::Index::new(self.api, &files))?;
        for file in &files {
            let view = view::types::File::new(&self.engine, self.scope("", "rt::"), file)?;
            self.generated(&format!("src/api/types/{}.rs", file.module), "types_file.rs", &view)?;
        }
        Ok(())
    }

    fn routes(&mut self) -> Result<(), EmitError> {
        let nodes = self.root.walk().into_iter();
        let views: Vec<_> = nodes
            .map(|node| {
                let scope = self.scope("types::", "rt::");
                let view = view::routes::View::new(self.engine.renders(), scope, node, &self.middleware);
                (format!("src/api/{}.rs", below("routes", node)), view)
            })
            .collect();
        views.iter().try_for_each(|(path, view)| self.generated(path, "routes.rs", view))
    }

    fn logic(&mut self) -> Result<(), EmitError> {
        let mut lists = Vec::new();
        let mut scaffolds = Vec::new();
        for node in self.root.walk() {
            let folder = below("logic", node);
            let children = node.children.iter().map(|child| child.module().to_string());
            let modules = children.chain(node.handlers.iter().map(|handler| handler.module.clone())).collect();
            let title = "Business logic: a file for each route.".to_string();
            lists.push((format!("src/{folder}.rs"), view::modules::View::new(&self.api.entry, title, modules)));
            let routes = node.group.and_then(|group| self.api.groups.get(group)).map(|group| group.routes.iter());
            for (route, handler) in routes.into_iter().flatten().zip(&node.handlers) {
                scaffolds.push(self.logic_file(&folder, route, handler)?);
            }
        }
        lists.iter().try_for_each(|(path, view)| self.generated(path, "modules.rs", view))?;
        scaffolds.into_iter().try_for_each(|file| Ok(self.files.add(file)?))
    }

    fn logic_file(&self, folder: &str, route: &Route, handler: &Handler) -> Result<OutputFile, EmitError> {
        let scope = self.scope("", "apic_runtime::");
        Ok(OutputFile {
            path: format!("src/{folder}/{}.rs", handler.module),
            text: view::scaffold::Logic::text(&self.engine, scope, route, handler)?,
            kind: Kind::Scaffold,
            subject: format!("{} {} {}", route.method.as_str(), route.path.text, camel(&route.handler)),
        })
    }

    fn middleware(&mut self) -> Result<(), EmitError> {
        let modules = self.middleware.iter().map(|middleware| middleware.module.clone()).collect();
        let title = "What the contract puts in front of its routes: a file for each name.".to_string();
        let list = view::modules::View::new(&self.api.entry, title, modules);
        self.generated("src/middleware.rs", "modules.rs", &list)?;
        for middleware in &self.middleware {
            self.files.add(OutputFile {
                path: format!("src/middleware/{}.rs", middleware.module),
                text: self.engine.render("middleware.rs", &view::scaffold::MiddlewareView::new(middleware))?,
                kind: Kind::Scaffold,
                subject: format!("middleware {}", apic_compiler::emit::pascal_as_written(&middleware.name)),
            })?;
        }
        Ok(())
    }

    fn generated(
        &mut self,
        path: &str,
        template: &str,
        view: &(impl serde::Serialize + Hash),
    ) -> Result<(), EmitError> {
        let text = self.engine.render(template, view)?;
        Ok(self.files.add(OutputFile {
            path: path.to_string(),
            text,
            kind: Kind::Generated,
            subject: String::new(),
        })?)
    }
}

/// `logic/admin/order`.
fn below(folder: &str, node: &Node) -> String {
    std::iter::once(folder).chain(node.path.iter().map(String::as_str)).collect::<Vec<_>>().join("/")
}
