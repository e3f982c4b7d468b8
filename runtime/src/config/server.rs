//! The server's own block of settings.

use std::time::Duration;

use http::StatusCode;

#[cfg(feature = "jwt")]
use super::guards::Guards;
use super::{Keys, Milliseconds, Section, ShutdownConfig, Size, SseConfig};

/// Keys of go-zero and of stages that this version lacks. They change nothing yet, and the operator is told so.
const WITHOUT_EFFECT: [&str; 21] = [
    "max_conns",
    "max_connections",
    "cpu_threshold",
    "log",
    "telemetry",
    "dev_server",
    "middlewares",
    "shedding",
    "breaker",
    "routes",
    "prometheus",
    "metrics_url",
    "profiling",
    "enable_pprof",
    "verbose",
    "trace_ignore_paths",
    "trust_parent",
    "docs_dir",
    "untyped_error_status",
    "wire_compat",
    "strict",
];

/// The status of the code `timeout`: 503 tells clients that they may come back, 504 is what gateways say.
const TIMEOUT_STATUSES: [(&str, StatusCode); 2] =
    [("503", StatusCode::SERVICE_UNAVAILABLE), ("504", StatusCode::GATEWAY_TIMEOUT)];

/// Keys of stages that this version lacks and whose absence would leave a door open.
const NOT_YET: [&str; 6] = ["cert_file", "key_file", "cors", "signature", "rate_limit", "trusted_proxies"];

/// What a server is told by its operator.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ServerConfig {
    /// `name`: the name of the service.
    pub name: String,
    /// `host`: the address to listen on, 0.0.0.0 by default.
    pub host: String,
    /// `port`: the port to listen on; 0 takes a free one.
    pub port: u16,
    /// `mode`: what the server is run for.
    pub mode: Mode,
    /// `max_bytes`: the most bytes of a request body, 1 MiB by default; the contract may say otherwise for a route.
    pub max_bytes: u64,
    /// `max_unpacked_bytes`: the most bytes that a gzipped body may unpack to, 8 MiB by default, and never less than the route's limit.
    pub max_unpacked_bytes: u64,
    /// `timeout`: how long a route may take to begin its answer, 3s by default; zero is no limit. The contract may say otherwise for a route.
    pub timeout: Duration,
    /// `timeout_status`: the status of an answer that came too late, 503 by default. Its code is `timeout` all the same.
    pub timeout_status: StatusCode,
    /// The guards of the contract by the names of their blocks, with the rules of `jwt` in them.
    #[cfg(feature = "jwt")]
    pub(super) guards: Guards,
    /// `max_header_bytes`: the most bytes of a request's head, 64 KiB by default.
    pub max_header_bytes: u32,
    /// `header_timeout`: how long a client may take to send the head of a request, 5s by default.
    pub header_timeout: Duration,
    /// `idle_timeout`: how long a connection may lie idle, 75s by default.
    pub idle_timeout: Duration,
    /// `stall_timeout`: how long a client may take nothing of an answer (or, over HTTP/2, make no room for it), or send nothing of a body that is waited
    /// for, 30s by default; zero is no limit.
    pub stall_timeout: Duration,
    /// `sse`: how event streams are kept alive.
    pub sse: SseConfig,
    /// `shutdown`: how the server stops.
    pub shutdown: ShutdownConfig,
}

/// What a server is run for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Mode {
    /// Production.
    #[default]
    Pro,
    /// A rehearsal of production.
    Pre,
    /// Regression tests.
    Rt,
    /// Tests.
    Test,
    /// Development.
    Dev,
}

// === impl ServerConfig ===

impl ServerConfig {
    /// All defaults, and a port; for tests and for servers configured in code.
    pub fn new(port: u16) -> Self {
        Self {
            name: String::from("server"),
            host: String::from("0.0.0.0"),
            port,
            mode: Mode::default(),
            max_bytes: 1 << 20,
            max_unpacked_bytes: 8 << 20,
            timeout: Duration::from_secs(3),
            timeout_status: StatusCode::SERVICE_UNAVAILABLE,
            #[cfg(feature = "jwt")]
            guards: Guards::new(),
            max_header_bytes: 64 << 10,
            header_timeout: Duration::from_secs(5),
            idle_timeout: Duration::from_secs(75),
            stall_timeout: Duration::from_secs(30),
            sse: SseConfig::default(),
            shutdown: ShutdownConfig::for_mode(Mode::default()),
        }
    }
}

impl Section for ServerConfig {
    fn read(keys: &mut Keys<'_>) -> Self {
        let default = Self::new(0);
        let mode = keys.choice("mode", &Mode::NAMES, default.mode);
        let config = Self {
            name: keys.or("name", default.name),
            host: keys.or("host", default.host),
            port: keys.required("port"),
            mode,
            max_bytes: keys.or("max_bytes", Size(default.max_bytes)).0,
            max_unpacked_bytes: keys.or("max_unpacked_bytes", Size(default.max_unpacked_bytes)).0,
            timeout: keys.or("timeout", Milliseconds(default.timeout)).0,
            timeout_status: keys.choice("timeout_status", &TIMEOUT_STATUSES, default.timeout_status),
            #[cfg(feature = "jwt")]
            guards: super::guards::read(keys),
            max_header_bytes: head_bytes(keys, default.max_header_bytes),
            header_timeout: keys.or("header_timeout", default.header_timeout),
            idle_timeout: keys.or("idle_timeout", default.idle_timeout),
            stall_timeout: keys.or("stall_timeout", default.stall_timeout),
            sse: keys.section_with("sse", SseConfig::read),
            shutdown: keys.section_with("shutdown", |keys| ShutdownConfig::read(keys, mode)),
        };
        // Spans of a scanned body are 32 bits wide.
        for (key, size) in [("max_bytes", config.max_bytes), ("max_unpacked_bytes", config.max_unpacked_bytes)] {
            if size > u64::from(u32::MAX) {
                keys.problem(key, "must be below 4GiB");
            }
        }
        for key in WITHOUT_EFFECT {
            keys.warn(key, "has no effect in this version of apic-runtime");
        }
        for key in NOT_YET {
            keys.refused(key, "is not supported by this version of apic-runtime, and a server without it would be less safe than this file says");
        }
        config
    }
}

/// The HTTP library does not go below 8 KiB.
fn head_bytes(keys: &mut Keys<'_>, default: u32) -> u32 {
    let Size(bytes) = keys.or("max_header_bytes", Size(default.into()));
    match u32::try_from(bytes) {
        Ok(bytes) if bytes >= 8 << 10 => bytes,
        _ => {
            keys.problem("max_header_bytes", "must be from 8KiB to 4GiB");
            default
        }
    }
}

// === impl Mode ===

impl Mode {
    const NAMES: [(&'static str, Self); 5] =
        [("pro", Self::Pro), ("pre", Self::Pre), ("rt", Self::Rt), ("test", Self::Test), ("dev", Self::Dev)];

    /// Whether somebody depends on the server while it stops.
    pub(super) fn is_production(self) -> bool {
        matches!(self, Self::Pro | Self::Pre)
    }
}
