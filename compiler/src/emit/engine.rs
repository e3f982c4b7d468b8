//! Handlebars, set up once so that a template can only lay out (architecture.md §9).

use std::fmt;
use std::hash::Hash;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, Output, RenderContext, RenderErrorReason, Renderable,
    no_escape,
};
use serde::Serialize;

use super::Renders;

/// All templates of one emitter, and what came of them before.
pub struct Engine<'r> {
    registry: &'r Handlebars<'static>,
    renders: &'r Renders,
}

/// A bug in a template or its view, with handlebars' words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    text: String,
}

/// `if` (wanted: true) and `unless` (wanted: false). The built-in ones take a misspelt field for false and any value for a condition.
struct Condition {
    wanted: bool,
}

/// Built-in helpers that a view field of the same name would call instead of being printed. `each` stays.
const UNWANTED: &[&str] =
    &["with", "lookup", "raw", "log", "eq", "ne", "gt", "gte", "lt", "lte", "and", "or", "not", "len"];

// === impl Engine ===

impl<'r> Engine<'r> {
    /// Registers all templates, `(name, text)` each, as templates and as partials.
    ///
    /// # Errors
    /// When one has a syntax error.
    pub fn new(templates: &[(&str, &str)], renders: &'r Renders) -> Result<Self, TemplateFault> {
        let registry = renders.registry(|| registry(templates))?;
        Ok(Self { registry, renders })
    }

    /// Renders one template over a view of `String`, `bool` and lists of views.
    ///
    /// # Errors
    /// When the template names what the view lacks.
    pub fn render<View: Serialize + Hash>(&self, template: &str, view: &View) -> Result<String, TemplateFault> {
        self.renders.known(template, view, || self.rendered(template, view))
    }

    /// The same; it is for the caller to keep.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn rendered(&self, template: &str, view: &impl Serialize) -> Result<String, TemplateFault> {
        self.registry.render(template, view).map_err(|error| TemplateFault { text: error.to_string() })
    }

    /// What was made before: parts that cost more to put together than to look up.
    pub fn renders(&self) -> &'r Renders {
        self.renders
    }

    /// Renders a text that another template puts on lines of its own; it is for the caller to keep. A partial in an `{{#each}}` would get a copy of its view,
    /// and in it every list a copy of each element.
    ///
    /// # Errors
    /// As [`render`](Self::render).
    pub fn part(&self, template: &str, view: &impl Serialize) -> Result<String, TemplateFault> {
        let mut text = self.rendered(template, view)?;
        text.truncate(text.trim_end_matches('\n').len());
        Ok(text)
    }
}

fn registry(templates: &[(&str, &str)]) -> Result<Handlebars<'static>, TemplateFault> {
    let mut registry = Handlebars::new();
    registry.set_strict_mode(true);
    registry.register_escape_fn(no_escape);
    for name in UNWANTED {
        registry.unregister_helper(name);
    }
    registry.register_helper("if", Box::new(Condition { wanted: true }));
    registry.register_helper("unless", Box::new(Condition { wanted: false }));
    for (name, text) in templates {
        registry.register_template_string(name, text).map_err(|error| TemplateFault { text: error.to_string() })?;
    }
    Ok(registry)
}

// === impl TemplateFault ===

impl fmt::Display for TemplateFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

// === impl Condition ===

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let condition = helper
            .param(0)
            .filter(|param| !param.is_value_missing())
            .and_then(|param| param.value().as_bool())
            .ok_or_else(|| RenderErrorReason::Other(format!("`{}` wants a bool of the view", helper.name())))?;
        let branch = if condition == self.wanted { helper.template() } else { helper.inverse() };
        branch.map_or(Ok(()), |template| template.render(registry, context, render, out))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn render(template: &str, view: &serde_json::Value) -> Result<String, TemplateFault> {
        Engine::new(&[("t", template)], &Renders::default())?.render("t", view)
    }

    #[test]
    fn prints_without_escaping_and_branches_on_bools() {
        let view = json!({"text": "a<b>", "yes": true, "len": "named like a helper"});
        assert_eq!(
            render("{{text}} {{#if yes}}1{{else}}2{{/if}}{{#unless yes}}3{{/unless}} {{len}}", &view),
            Ok("a<b> 1 named like a helper".into())
        );
    }

    #[test]
    fn a_misspelt_field_fails_everywhere() {
        assert!(render("{{txet}}", &json!({})).is_err());
        assert!(render("{{#if yse}}1{{/if}}", &json!({})).is_err());
        assert!(render("{{#if text}}1{{/if}}", &json!({"text": "no bool"})).is_err());
        assert!(Engine::new(&[("t", "{{#if a}}")], &Renders::default()).is_err());
    }
}
