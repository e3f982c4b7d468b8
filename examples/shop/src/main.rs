// Yours: apic wrote this file once and leaves it alone from now on.

use std::process::ExitCode;

use apic_runtime::{Server, config};

use shop_api::config::Config;
use shop_api::staff::Staff;
use shop_api::state::AppState;
use shop_api::{api, pictures};

const CONFIG: &str = "etc/shop-api.yaml";

#[tokio::main]
async fn main() -> ExitCode {
    // With `--check-config` it stops here; `-f FILE` names another file.
    let config: Config = match config::main_args(CONFIG, api::GUARDS) {
        Ok(config) => config,
        Err(code) => return code,
    };
    // A file without the block of the guard has been refused above.
    let Some(guard) = config.server.guard("Auth") else {
        return ExitCode::FAILURE;
    };
    let state = AppState::new(Staff::new(config.staff, guard), config.keep);
    let service = api::service(state.clone(), &config.server);
    let own = pictures::routes(state);
    Server::new(config.server).merge(own).serve(service).await
}
