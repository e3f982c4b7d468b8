// Yours: apic wrote this file once and leaves it alone from now on.

//! What the operator sets in `etc/shop-api.yaml`.

use apic_runtime::ServerConfig;
use apic_runtime::config::{Keys, Section};

use crate::staff::StaffConfig;

/// The server's own keys, and those of the shop.
#[derive(Debug)]
pub struct Config {
    pub server: ServerConfig,
    pub staff: StaffConfig,
    /// `keep`: how many entries of a kind the shop keeps in memory, 1,000 by default.
    pub keep: usize,
}

impl Section for Config {
    fn read(keys: &mut Keys<'_>) -> Self {
        Self {
            server: ServerConfig::read(keys),
            staff: keys.section("staff"),
            keep: keys.or("keep", 1000),
        }
    }
}
