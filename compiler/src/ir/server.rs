//! What `@server` declares, resolved onto each route.

/// Who may call.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Guard {
    /// The configuration block that holds the secret (`jwt`).
    pub jwt: Option<String>,
    /// The block of the previous secret (`jwtTransition`).
    pub jwt_transition: Option<String>,
    /// OpenAPI security scheme (`authType`).
    pub auth_type: Option<String>,
    pub signature: bool,
    /// Clients send the token: `jwt`, `jwtTransition`, `authType`, or a middleware of `[wire] auth_middleware`.
    pub sends_token: bool,
}

/// Limits and governance of the route's block (runtime.md §4.2).
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, serde::Serialize, schemars::JsonSchema)]
pub struct Policy {
    /// In milliseconds; 0 = none.
    pub timeout_ms: Option<u64>,
    /// In bytes.
    pub max_bytes: Option<u64>,
    /// Governance keys with their checked values, as written, in order: `rateLimit`, `maxConns`, `breaker`, …
    pub governance: Vec<super::Carried>,
}
