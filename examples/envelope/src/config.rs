// Yours: apic wrote this file once and leaves it alone from now on.

//! What the operator sets in `etc/envelope-api.yaml`.

use apic_runtime::ServerConfig;
use apic_runtime::config::{Keys, Section};

/// The server's own keys, and those that you add: `keys.or("greeting", String::from("hello"))`.
#[derive(Debug)]
pub struct Config {
    pub server: ServerConfig,
}

impl Section for Config {
    fn read(keys: &mut Keys<'_>) -> Self {
        let server = ServerConfig::read(keys);
        Self { server }
    }
}
