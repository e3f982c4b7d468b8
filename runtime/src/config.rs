//! The configuration of a server.

/// What a server is told by its operator.
#[derive(Clone, Debug)]
pub struct ServerConfig {
    /// The name of the service.
    pub name: String,
    /// The address to listen on.
    pub host: String,
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The most bytes of a request body, unless the contract says otherwise for a route.
    pub max_bytes: u64,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self { name: String::from("server"), host: String::from("0.0.0.0"), port: 8888, max_bytes: 1 << 20 }
    }
}
