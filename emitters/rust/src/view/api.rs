//! `api.rs`: the router and the table of operations.

use apic_compiler::ir::{Api, Envelope};

use crate::model::Node;

#[derive(Debug, Hash, serde::Serialize)]
pub(crate) struct View {
    pub entry: String,
    pub title: String,
    /// Names of configuration blocks, quoted, joined.
    pub guards: String,
    /// What every answer keeps to, as calls; empty if that is nothing special.
    pub wire: String,
    pub special: bool,
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
            special: !wire(api).is_empty(),
            wire: wire(api),
            operations: nodes.into_iter().flat_map(constants).collect(),
        }
    }
}

fn wire(api: &Api) -> String {
    let mut calls = String::new();
    if api.wire.envelope == Envelope::CodeMsgData {
        calls.push_str(".envelope()");
    }
    if api.wire.invalid_status != 400 {
        calls.push_str(&format!(".invalid_status({})", api.wire.invalid_status));
    }
    if api.wire.strict {
        calls.push_str(".strict()");
    }
    calls
}

/// The blocks of the configuration that guards name, each once.
pub(crate) fn guards(api: &Api) -> Vec<&str> {
    let mut guards: Vec<&str> = Vec::new();
    let routes = api.routes();
    for name in routes.flat_map(|route| route.guard.jwt.iter().chain(&route.guard.jwt_transition)) {
        if !guards.contains(&name.as_str()) {
            guards.push(name);
        }
    }
    guards
}
