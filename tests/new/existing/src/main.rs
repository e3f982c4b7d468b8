//! The crate's own start, with a route of its own beside those of the contract.

use std::process::ExitCode;

use apic_runtime::{Server, ServerConfig, config};
use axum::Router;
use axum::routing::get;

use existing::api;
use existing::state::AppState;

#[tokio::main]
async fn main() -> ExitCode {
    let config: ServerConfig = match config::main_args("etc/existing.yaml", api::GUARDS) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let state = AppState {
        greeting: "Good day".to_string(),
    };
    let router = api::router(state, &config);
    let own = Router::new().route("/own", get(|| async { "mine" }));
    Server::new(config).merge(own).serve(router).await
}
