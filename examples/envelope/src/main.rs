// Yours: apic wrote this file once and leaves it alone from now on.

use std::process::ExitCode;

use apic_runtime::{Server, config};

use envelope_api::api;
use envelope_api::config::Config;
use envelope_api::state::AppState;

const CONFIG: &str = "etc/envelope-api.yaml";

#[tokio::main]
async fn main() -> ExitCode {
    // With `--check-config` it stops here; `-f FILE` names another file.
    let config: Config = match config::main_args(CONFIG, api::GUARDS) {
        Ok(config) => config,
        Err(code) => return code,
    };
    let service = api::service(AppState::default(), &config.server);
    Server::new(config.server).serve(service).await
}
