//! `api.rs`: the router and the table of operations.

use apic_compiler::ir::Api;

use crate::model::Node;

#[derive(Debug, serde::Serialize)]
pub(crate) struct View {
    pub entry: String,
    pub title: String,
    /// Names of configuration blocks, quoted, joined.
    pub guards: String,
    /// Paths of the constants.
    pub operations: Vec<String>,
}

impl View {
    pub(crate) fn new(api: &Api, root: &Node) -> Self {
        let mut nodes: Vec<&Node> = root.walk().into_iter().filter(|node| node.group.is_some()).collect();
        nodes.sort_by_key(|node| node.group);
        let constants = |node: &Node| {
            let module: String = node.path.iter().map(|module| format!("{module}::")).collect();
            node.handlers.iter().map(|handler| format!("routes::{module}{}", handler.constant)).collect::<Vec<_>>()
        };
        Self {
            entry: api.entry.clone(),
            title: format!("The contract of `{}`", api.service_name),
            guards: guards(api).iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", "),
            operations: nodes.into_iter().flat_map(constants).collect(),
        }
    }
}

/// The blocks of the configuration that guards name, each once.
pub(crate) fn guards(api: &Api) -> Vec<&str> {
    let mut guards: Vec<&str> = Vec::new();
    let routes = api.groups.iter().flat_map(|group| &group.routes);
    for name in routes.flat_map(|route| route.guard.jwt.iter().chain(&route.guard.jwt_transition)) {
        if !guards.contains(&name.as_str()) {
            guards.push(name);
        }
    }
    guards
}
